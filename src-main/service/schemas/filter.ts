import { z } from 'zod'
import { pathsAsked, recordTexts, sizeOf } from '../../../src-shared/filter/asks.ts'
import { type ConditionColumn, conditionColumns, filterColumns } from '../../../src-shared/filter/columns.ts'
import { type Condition, deepestGroup, type Filter, type Where } from '../../../src-shared/filter/model.ts'
import { checkOperator, operatorNames } from '../../../src-shared/filter/operators.ts'
import { type RecordPath, recordPath } from '../../../src-shared/filter/record-path.ts'
import { checkValues } from '../../../src-shared/filter/values.ts'
import { range } from './time.ts'

/** Conditions and texts of one filter; `eventName=A,B` is one. */
const mostConditions = 200
const mostParts = 1_000
/** Each is a search of all files, whose result takes a byte per event. */
const mostRecordTexts = 16
const longestText = 10_000

/** Each is read from all files, and takes up to four bytes per event. */
const mostPaths = 16

/** A path into the record, to be tried where the name is of no column. */
export const recordPathSchema = z
  .string()
  .max(longestText)
  .transform((text, context): RecordPath => {
    const path = recordPath(text)
    if (path !== null) return path
    context.addIssue('is neither a column nor a path of a record')
    return z.NEVER
  })
/** A column whose values can be counted. */
export const columnOrPath = z.union([z.enum(filterColumns), recordPathSchema])
export const sort = z.strictObject({ column: columnOrPath, descending: z.boolean() })

const conditionColumn: z.ZodType<ConditionColumn> = z.union([z.enum(conditionColumns), recordPathSchema])

const condition: z.ZodType<Condition> = z
  .strictObject({
    column: conditionColumn,
    operator: z.enum(operatorNames),
    values: z.array(z.string().max(longestText)).max(1_000),
  })
  .superRefine(({ column, operator, values }, context) => {
    const wrong = checkOperator(column, operator) ?? checkValues(column, operator, values)
    if (wrong !== null) context.addIssue(wrong)
  })

const freeText = z.strictObject({ text: z.string().min(1).max(longestText) })

/**
 * A part of the tree, `depth` groups below the top. Which of the five it is meant to be is told by its key, so that a
 * complaint names the field that is wrong, and not all that it could have been.
 */
function whereAt(depth: number): z.ZodType<Where> {
  return z.unknown().transform((part, context): Where => {
    const parsed = schemaFor(part, depth).safeParse(part)
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })
}

function schemaFor(part: unknown, depth: number): z.ZodType<Where> {
  if (typeof part !== 'object' || part === null) return condition
  if (depth > deepestGroup) return z.never(`groups lie more than ${deepestGroup} deep`)
  const has = (key: string) => Object.hasOwn(part, key)
  const parts = () => z.array(whereAt(depth + 1)).max(mostParts)
  if (has('all')) return z.strictObject({ all: parts() })
  if (has('any')) return z.strictObject({ any: parts() })
  if (has('not')) return z.strictObject({ not: whereAt(depth + 1) })
  return has('text') ? freeText : condition
}

/** A part of a filter, or all of it. */
export const where: z.ZodType<Where> = whereAt(0)

export const filter: z.ZodType<Filter> = z
  .strictObject({ range: range.nullable(), where })
  .refine(({ where }) => sizeOf(where) <= mostConditions, `has more than ${mostConditions} conditions`)
  .refine(
    (value) => recordTexts(value).length <= mostRecordTexts,
    `looks for more than ${mostRecordTexts} texts in records`,
  )
  .refine((value) => pathsAsked(value).length <= mostPaths, `names more than ${mostPaths} paths into records`)
