import { recordSteps } from '../../filter/record-path.ts'
import { columnNames, columns, emptyIsNull } from '../../model/columns.ts'
import { jsonColumns } from '../ddl/record-fields.ts'
import { literal } from '../ddl/text.ts'

/** The column of the view `events` that holds a field of the record as JSON text, by the field. */
const jsonColumnOf: ReadonlyMap<string, string> = new Map(
  Object.entries(jsonColumns).map(([column, field]) => [field, column]),
)

/** Columns that are read from one place of a record, as that place has them. */
const columnAt: ReadonlyMap<string, string> = new Map(
  columnNames.flatMap((name) => {
    const { type, paths } = columns[name]
    const isAsWritten = (type === 'text' || type === 'id') && paths.length === 1 && !emptyIsNull.has(name)
    return isAsWritten ? [[paths[0]!, name] as const] : []
  }),
)

/**
 * The value of a record at a path, as Trino's SQL over the view `events`: the text of a string, number or flag, the JSON of
 * an object or list, NULL for JSON null. Null where no column of the view holds it.
 */
export function pathValue(path: string): string | null {
  const steps = recordSteps(path)
  if (steps === null) return null
  // A name that holds a dot is no column's.
  const column = steps.some((step) => String(step).includes('.')) ? undefined : columnAt.get(steps.join('.'))
  if (column !== undefined) return `"${column}"`
  const [field, ...below] = steps
  const json = jsonColumnOf.get(String(field))
  if (json === undefined) return null
  if (below.length === 0) return `"${json}"`
  const at = literal(`$${below.map(stepIn).join('')}`)
  return `coalesce(json_extract_scalar("${json}", ${at}), nullif(json_format(json_extract("${json}", ${at})), 'null'))`
}

/** Trino documentation, "JSON functions and operators": a name with other signs stands in brackets and quotes. */
const stepIn = (step: string | number): string =>
  typeof step === 'number' ? `[${step}]` : /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
