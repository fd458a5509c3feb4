import { whyUnwritable as words } from '../../src-shared/words/exporting.ts'

/**
 * What the operating system has against writing a file, the end of a sentence; null of any other error, which is a bug.
 * `taken`: what is said where a file of that name is there.
 */
export function whyUnwritable(
  error: unknown,
  file: string,
  taken: (file: string) => string = words.exists,
): string | null {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  // What is aborted has a code of the web's, a number.
  if (typeof code !== 'string') return null
  switch (code) {
    case 'EEXIST':
      return taken(file)
    case 'EISDIR':
      return words.folder(file)
    case 'ENOSPC':
    case 'EDQUOT':
      return words.noRoom(file)
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return words.notAllowed(file)
    case 'ENOENT':
    case 'ENOTDIR':
      return words.noFolder(file)
    default:
      return words.other(file, message ?? code)
  }
}
