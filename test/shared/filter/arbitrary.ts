import fc from 'fast-check'
import { formatUtc, type TimeRange, type UtcMs } from '../../../src-shared/base/time.ts'
import {
  type ConditionColumn,
  columnType,
  conditionColumns,
  filterColumns,
} from '../../../src-shared/filter/columns.ts'
import type { Condition, Filter, Where } from '../../../src-shared/filter/model.ts'
import { checkOperator, operatorNames, operators } from '../../../src-shared/filter/operators.ts'
import { recordPath } from '../../../src-shared/filter/record-path.ts'
import { checkValues } from '../../../src-shared/filter/values.ts'

/** Texts that filter text could mistake: signs, words of the grammar, quotes, commas, brackets, spaces. */
const awkward = fc.constantFrom(
  '*', 'AND', 'OR', 'NOT', '(', ')', '"', '\\', ',', 'a,b', 'a b', 'a)', '(a', '=', '~x', '*x', 'time=..', 'line\nbreak', ' ',
) // biome-ignore format: a list
const value = fc.oneof(
  awkward,
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
)

const patterns = fc.constantFrom('Get*', 'a?', '\\*', '^(a|b)+$', '\\d "x"', '\\"', '\\\\', '1..2', '..', '~a')

/** Into records; names with signs of the grammar stand in quotes. */
const paths = [
  'requestParameters.bucketName',
  '$.resources[0].ARN',
  '$."a b=\\""[2].aws:SourceIp',
  'requestParameters',
].map((text) => recordPath(text)!)

function valuesOf(column: ConditionColumn): fc.Arbitrary<string> {
  switch (columnType(column)) {
    case 'time':
      return fc.integer({ min: -8.64e15, max: 8.64e15 }).map((ms) => formatUtc(ms as UtcMs))
    case 'integer':
      return fc.integer().map(String)
    case 'flag':
      return fc.constantFrom('true', 'false')
    default:
      return column === 'record'
        ? value
        : fc.oneof(value, fc.constant(''), fc.constantFrom('10.0.0.0/8', '2001:db8::/32'))
  }
}

export const conditions: fc.Arbitrary<Condition> = fc.constantFrom(...conditionColumns, ...paths).chain((column) =>
  fc.constantFrom(...operatorNames.filter((operator) => checkOperator(column, operator) === null)).chain((operator) => {
    const takes = operators[operator].values
    const [minLength, maxLength] = takes === 'none' ? [0, 0] : takes === 'one' ? [1, 1] : [1, 3]
    return fc
      .record({
        column: fc.constant(column),
        operator: fc.constant(operator),
        values: fc.array(fc.oneof(valuesOf(column), patterns), { minLength, maxLength }),
      })
      .filter(({ column, operator, values }) => checkValues(column, operator, values) === null)
  }),
)

const leaf: fc.Arbitrary<Where> = fc.oneof(conditions, fc.record({ text: value }))

/** Trees with groups in groups, of one part and of none, too. */
export const treesOf = (leaf: fc.Arbitrary<Where>): fc.Arbitrary<Where> =>
  fc.letrec<{ tree: Where }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ all: fc.array(tie('tree'), { maxLength: 4 }) }),
      fc.record({ any: fc.array(tie('tree'), { maxLength: 4 }) }),
      fc.record({ not: tie('tree') }),
    ),
  })).tree

const time = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }).map((ms) => ms as UtcMs)
const open = fc.option(time, { nil: null })
export const ranges: fc.Arbitrary<TimeRange | null> = fc.option(
  fc
    .tuple(open, open)
    .map(([from, until]) =>
      from !== null && until !== null && from > until ? { from: until, until: from } : { from, until },
    ),
  { nil: null },
)

export const filters: fc.Arbitrary<Filter> = fc.record({ range: ranges, where: treesOf(leaf) })

export const columnNames = fc.constantFrom(...filterColumns)
