import { formatCount, formatCounted } from '../base/count.ts'

/** Of a member of an archive that was not read whole, each a whole sentence. */
export const memberSentences = {
  cut: 'The archive ends within it: only what precedes the cut was read.',
  broken: 'The archive is damaged within it: its compressed data cannot be decompressed.',
  otherChecksum: 'Its checksum or length in the zip archive does not fit its content.',
  elsewhere: 'It does not lie where the directory of the zip archive says.',
  longer: 'It inflates to more than the directory of the zip archive states, and was not read.',
  archiveChanged: 'Its archive has changed since it was opened.',
  encrypted: 'It is encrypted in the archive and was not read. Unpack it with its password and add the folder.',
  otherMethod: (method: number) =>
    `It was compressed by a method of zip that is not read (number ${method}). Unpack the archive and add the folder.`,
  link: (target: string | null) =>
    `It is a link in the archive${target === null ? '' : `, to ${target},`} and was not followed.`,
  special: 'It is neither a file nor a folder in the archive and was not read.',
  beyondTotal: (most: number) =>
    `The members before it inflate to the limit of one archive, ${formatCount(most)} bytes: it was not read. Unpack the archive and add the folder.`,
  beyondMemory: (most: number) =>
    `It takes more memory than archives within archives and compressed ones may take together, ${formatCount(most)} bytes: it was not read. Unpack it and add the folder.`,
  deeper: 'It is an archive within an archive within an archive and was not read. Unpack it and add the folder.',
} as const

/** Of an archive, each a whole sentence. */
export const archiveSentences = {
  members: (members: number) =>
    members === 1
      ? 'Its member is listed as a file of its own.'
      : `Its ${formatCounted(members, 'member')} are listed as files of their own.`,
  withoutDirectory:
    'Its directory is missing or damaged, as where it was cut off: what lies before the damage was read member by member.',
  directoryDamaged: (reason: string) => `Its directory is damaged: ${reason}. Only the members listed were read.`,
  tarDamaged: (members: number, reason: string) =>
    `It is cut off or damaged behind ${formatCount(members)} of its members (${reason}): what follows was not read.`,
  tooManyMembers: (most: number) => `It has more than ${formatCount(most)} members: the others were not read.`,
} as const
