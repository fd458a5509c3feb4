import { columnNames, columns } from '../../model/columns.ts'

/** A field of a record as a table of log files has it: text, or further fields by their names in small letters. */
export type RecordField = 'text' | RecordFields
export interface RecordFields extends ReadonlyMap<string, RecordField> {}

/** Columns of events that are a field of the record as JSON text, and that field. */
export const jsonColumns = {
  requestParameters: 'requestParameters',
  responseElements: 'responseElements',
  additionalEventData: 'additionalEventData',
  serviceEventDetails: 'serviceEventDetails',
  eventContext: 'eventContext',
  resourcesJson: 'resources',
} as const

/** Fields whose form differs from service to service, or that are lists. */
const jsonFields: readonly string[] = Object.values(jsonColumns)

/** What partners sent to CloudTrail Lake lies in `eventData`. No log file in S3 has it. */
const isInLogFiles = (path: string): boolean => !path.startsWith('eventData.')

/** Places of a column in the record of a log file. Names that differ in their letters only are one name to a table. */
export function pathsOf(paths: readonly string[]): readonly string[] {
  const spelled = new Map(paths.filter(isInLogFiles).map((path) => [path.toLowerCase(), path]))
  return [...spelled.values()]
}

/** The fields that the columns of events are read from. */
export function recordFields(): RecordFields {
  const fields = new Map<string, RecordField>(jsonFields.map((name) => [name.toLowerCase(), 'text']))
  for (const name of columnNames)
    for (const path of pathsOf(columns[name].paths)) add(fields, path.toLowerCase().split('.'))
  return fields
}

function add(fields: Map<string, RecordField>, [name = '', ...below]: readonly string[]): void {
  const known = fields.get(name)
  if (known === 'text') return
  if (below.length === 0) {
    fields.set(name, 'text')
    return
  }
  const nested = new Map(known)
  add(nested, below)
  fields.set(name, nested)
}

/** The value at a path, as text. Tables spell names in small letters; names within JSON text are those of the record. */
export function valueAt(path: string): string {
  const [name = '', ...below] = path.split('.')
  if (below.length > 0 && jsonFields.includes(name))
    return `json_extract_scalar(${named(name)}, '$.${below.join('.')}')`
  return path.split('.').map(named).join('.')
}

const named = (name: string): string => `"${name.toLowerCase()}"`
