import { formatCount, formatCounted } from '../base/count.ts'
import { deedOfPath } from '../model/deed-fields.ts'

/** What a call did is named as in the filter. */
const quoted = (path: string): string => `“${deedOfPath(path) ?? path}”`

/** Title of the job that reads fields of all records. */
export const readingOfFields = (paths: readonly string[]): string =>
  `Reading of ${paths.map(quoted).join(', ')} from all records`

export const noFieldPath = (path: string): string => `“${path}” is no path such as a.b[0] or $.a.b[0].`

/** Nothing is kept of a field that would not fit. */
export const fieldTooLarge = (path: string, bytes: number): string =>
  `The values of ${quoted(path)} take more than ${formatCount(Math.round(bytes / 1e6))} MB of memory, so that they are not kept as a column.`

/** Beside the answer of a query that reads it all the same. */
export const fieldReadAnew = (path: string): string =>
  `The values of “${path}” take too much memory to be kept as a column: this query read them record by record.`

export const fieldNotRead = (path: string): string =>
  `The reading of ${quoted(path)} from all records did not end: ask again.`

/** Beside each answer that rests on the field. `first`: why the first of the files could not be read. */
export const filesWithoutField = (path: string, files: number, first: string): string =>
  `${quoted(path)} is not known of the records of ${formatCounted(files, 'file')} that could not be read: ${first}`
