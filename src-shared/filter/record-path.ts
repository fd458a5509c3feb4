import { parsePath } from '../base/json-slice.ts'
import { columnNames, columns } from '../model/columns.ts'
import { deedNamed } from '../model/deed-fields.ts'

/**
 * A value of the original record by its path, such as `requestParameters.roleName` or `$.resources[0].ARN`. As in SQL's
 * `field`, names that hold dots stand in quotes. The names of src-shared/model/deed-fields.ts are such, too: they stand for
 * what the record tells as a whole.
 */
export type RecordPath = string & { readonly recordPath: true }

/** What an event was asked and what was answered: fields of records that the window offers as JSON text. */
export const offeredFields = [
  'requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails', 'resources',
] as readonly string[] as readonly RecordPath[] // biome-ignore format: a list

/** Names with which a path may begin; of other fields of a record, a path begins with `$`. A name mistyped is told. */
const knownFields: ReadonlySet<string | number | undefined> = new Set([
  ...offeredFields,
  ...columnNames.flatMap((name) => columns[name].paths.map((path) => parsePath(path)?.[0])),
])

/** SQL's view `events` has `resources` under another name, since a table has that name. */
const namesInSql: ReadonlyMap<string, string> = new Map([['resourcesJson', 'resources']])

/** The steps that lead to the value; null where the text is no path into a record. */
export function recordSteps(text: string): readonly (string | number)[] | null {
  const steps = parsePath(namesInSql.get(text) ?? text)
  if (steps === null || steps.length === 0) return null
  return text.startsWith('$') || knownFields.has(steps[0]) ? steps : null
}

/** How filter text spells a column or a path: names that hold other signs than these stand in quotes. */
export const nameForm = '(?:[A-Za-z][A-Za-z0-9]*|\\$)(?:\\.(?:[\\w:@/-]+|"(?:[^"\\\\]|\\\\.)*")|\\[\\d+\\])*'
const wholeName = new RegExp(`^${nameForm}$`)

/** Null where the text is no path into a record as filter text spells it. A column of the same name is not asked for here. */
export const recordPath = (text: string): RecordPath | null =>
  deedNamed(text) !== null || (wholeName.test(text) && recordSteps(text) !== null) ? (text as RecordPath) : null
