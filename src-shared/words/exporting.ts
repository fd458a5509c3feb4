/** How an export ended, each a whole sentence. */
export const exportWords = {
  /** Behind the sentence that a file of that name exists. */
  existsAsks: 'Replace it and its manifest, or choose another name.',
  written: (file: string, manifest: string): string => `Exported to ${file} (manifest: ${manifest}).`,
  /** `why` is a sentence or the end of one. */
  nothingWritten: (why: string): string => `Nothing was written: ${why}`,
} as const

/** Why a file cannot be written, each the end of a sentence. */
export const whyUnwritable = {
  partialThere: (path: string): string =>
    `${path} is there, of an export that is under way or was killed. Remove it or choose another name.`,
  nameTaken: (file: string): string => `${file} or its manifest exists already. Choose another name.`,
  exists: (file: string): string => `${file} exists already. Choose another name.`,
  noRoom: (file: string): string => `there is no room left on the disk of ${file}.`,
  notAllowed: (file: string): string => `${file} may not be created there.`,
  noFolder: (file: string): string => `the folder of ${file} does not exist.`,
  other: (file: string, message: string): string => `${file} cannot be written: ${message}.`,
} as const
