/** Archives whose members are read. */
export type ArchiveKind = 'zip' | 'tar'

/** Bytes from the beginning of a file that tell what it is. */
export const archiveHead = 512

/**
 * What archive begins with these bytes: a local file header, or the end of the directory of an empty one (PKWARE
 * APPNOTE.TXT, 4.3.7 and 4.3.16); a header of tar with its magic (POSIX.1-2017, pax, "ustar Interchange Format").
 */
export function archiveKind(bytes: Buffer): ArchiveKind | null {
  if (isOfficeDocument(bytes)) return null
  const begins = bytes.toString('latin1', 0, 4)
  if (begins === 'PK\x03\x04' || begins === 'PK\x05\x06') return 'zip'
  return bytes.toString('latin1', 257, 262) === 'ustar' ? 'tar' : null
}

/** A workbook is a zip archive of XML, and no folder of files: its first member says so (ECMA-376, part 2, 7.2.3.2). */
const isOfficeDocument = (bytes: Buffer): boolean => bytes.toString('latin1', 30, 49) === '[Content_Types].xml'
