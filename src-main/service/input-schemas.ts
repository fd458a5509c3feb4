import { z } from 'zod'
import type { UtcMs } from '../../src-shared/base/time.ts'
import { type CallName, exportFormats, type In, type Sort } from '../../src-shared/contract/index.ts'
import {
  type Condition,
  checkOperator,
  checkValues,
  conditionColumns,
  type Filter,
  filterColumns,
  type Operator,
  operators,
  recordTexts,
} from '../../src-shared/filter/filter.ts'
import { fileKinds } from '../../src-shared/model/event.ts'
import type { Status } from '../../src-shared/model/integrity.ts'
import type { JobId } from '../../src-shared/model/job.ts'

// zod would otherwise compile its checks with `new Function`, which a strict content policy forbids.
z.config({ jitless: true })

/** Bounds are wide for people and narrow for floods: nothing a window sends makes this process run out of memory. */
const longestPath = 32_767 // Windows' limit for an extended path; the longest there is
const text = z.string().max(10_000)
const path = z
  .string()
  .min(1)
  .max(longestPath)
  .refine((value) => !value.includes('\0'), 'holds a NUL character')
const paths = z.array(path).min(1).max(1_000)
const offset = z.int().min(0)
const page = z.int().min(1).max(1_000)

// The range of a JavaScript Date: ±100,000,000 days around 1970.
const time = z
  .int()
  .min(-8.64e15)
  .max(8.64e15)
  .transform((value) => value as UtcMs)
const range = z
  .strictObject({ from: time, until: time })
  .refine(({ from, until }) => from <= until, 'ends before it begins')

const column = z.enum(filterColumns)
const columns = z.array(column).max(filterColumns.length)
const operatorNames = Object.keys(operators) as Operator[]
const condition: z.ZodType<Condition> = z
  .strictObject({ column: z.enum(conditionColumns), operator: z.enum(operatorNames), values: z.array(text).max(1_000) })
  .superRefine(({ column, operator, values }, context) => {
    const wrongOperator = checkOperator(column, operator)
    if (wrongOperator !== null) context.addIssue(wrongOperator)
    const wrongValues = checkValues(column, values)
    if (wrongValues !== null) context.addIssue(wrongValues)
    const takes = operators[operator].values
    const fits = takes === 'none' ? values.length === 0 : takes === 'one' ? values.length === 1 : values.length > 0
    if (!fits) context.addIssue(`“${operators[operator].words}” takes ${takes} value${takes === 'one' ? '' : 's'}`)
  })
/** Each is a search of all files, whose result takes a byte per event. */
const mostRecordTexts = 16
const filter: z.ZodType<Filter> = z
  .strictObject({ range: range.nullable(), conditions: z.array(condition).max(200), text })
  .refine(
    (value) => recordTexts(value).length <= mostRecordTexts,
    `looks for more than ${mostRecordTexts} texts in records`,
  )
const sort: z.ZodType<Sort> = z.strictObject({ column, descending: z.boolean() })

const statuses = ['verified', 'moved', 'unverified', 'invalid', 'missing', 'uncovered'] as const satisfies Status[]
const nothing = z.void()

/** What each call accepts. A call without a schema does not compile. */
export const inputSchemas: { readonly [N in CallName]: z.ZodType<In<N>> } = {
  hello: nothing,
  openCase: z.strictObject({ paths }),
  addToCase: z.strictObject({ paths }),
  openSample: nothing,
  closeCase: nothing,
  cancelJob: z.strictObject({
    jobId: z
      .string()
      .min(1)
      .max(100)
      .transform((id) => id as JobId),
  }),
  pickPaths: z.strictObject({ purpose: z.enum(['open', 'export']) }),
  listDirectory: z.strictObject({ path: path.nullable() }),
  forgetRecent: z.strictObject({ paths }),

  sources: z.strictObject({ kind: z.enum(fileKinds).nullable(), problemsOnly: z.boolean(), text, offset, limit: page }),
  unparsed: z.strictObject({ offset, limit: page }),
  integrity: nothing,
  integrityObjects: z.strictObject({
    kind: z.enum(['digests', 'logs']),
    status: z.enum(statuses).nullable(),
    text,
    offset,
    limit: page,
  }),
  ledger: z.strictObject({ range: range.nullable() }),
  ledgerCell: z.strictObject({ row: offset, hour: time }),
  coverage: z.strictObject({ filter }),
  explanations: nothing,
  eventProof: z.strictObject({ row: offset }),
  histogram: z.strictObject({ filter, range: range.nullable(), maxBuckets: z.int().min(1).max(10_000) }),
  facet: z.strictObject({ filter, column, search: text, limit: page }),
  events: z.strictObject({ filter, sort, columns, offset, limit: page }),
  eventDetail: z.strictObject({ row: offset }),
  findEvent: z.strictObject({ filter, sort, row: offset }),
  findings: nothing,
  rules: nothing,
  schema: nothing,
  exampleQueries: nothing,
  runSql: z.strictObject({
    sql: z.string().max(1_000_000),
    limit: z.int().min(1).max(100_000),
    id: z.string().min(1).max(100).optional(),
  }),
  cancelSql: nothing,
  recordSearches: z.strictObject({ filter }),
  searchAgain: z.strictObject({ text }),
  exportEvents: z.strictObject({ filter, format: z.enum(exportFormats), columns, file: path }),
}

/** The first complaint as a sentence that names the field: `conditions.0.operator: …`. */
export function describeInputError(call: CallName, error: z.ZodError): string {
  const issue = error.issues[0]
  const field = issue === undefined || issue.path.length === 0 ? 'its input' : issue.path.join('.')
  return `“${call}” was refused because of ${field}: ${issue?.message ?? 'not understood'}`
}
