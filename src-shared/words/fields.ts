import { formatCount, formatCounted } from '../base/count.ts'

/** Title of the job that reads fields of all records. */
export const readingOfFields = (paths: readonly string[]): string =>
  `Reading of ${paths.map((path) => `“${path}”`).join(', ')} from all records`

export const noFieldPath = (path: string): string => `“${path}” is no path such as a.b[0] or $.a.b[0].`

/** Nothing is kept of a field that would not fit. */
export const fieldTooLarge = (path: string, bytes: number): string =>
  `The values of “${path}” take more than ${formatCount(Math.round(bytes / 1e6))} MB of memory, so that they are not kept as a column.`

export const fieldNotRead = (path: string): string =>
  `The reading of “${path}” from all records did not end: ask again.`

/** Beside each answer that rests on the field. `first`: why the first of the files could not be read. */
export const filesWithoutField = (path: string, files: number, first: string): string =>
  `“${path}” is not known of the records of ${formatCounted(files, 'file')} that could not be read: ${first}`
