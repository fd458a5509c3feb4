import { compactJson } from '../../../src-shared/base/json.ts'
import { sliceJson } from '../../../src-shared/base/json-slice.ts'
import { pathsAsked, sizeOf } from '../../../src-shared/filter/asks.ts'
import type { ConditionColumn } from '../../../src-shared/filter/columns.ts'
import { type Condition, deepestGroup, filterOf, group, type Where } from '../../../src-shared/filter/model.ts'
import { checkOperator, type Operator } from '../../../src-shared/filter/operators.ts'
import { recordPath } from '../../../src-shared/filter/record-path.ts'
import { checkValues } from '../../../src-shared/filter/values.ts'
import { type ColumnLeaf, type ColumnLeaves, isColumnLeaf } from './match/column-leaves.ts'
import { holdsInRecord, testsOf } from './match/in-record.ts'
import { plainOf } from './match/pattern-test.ts'
import { asFilterPattern, asRegex } from './read/signs.ts'
import type { Leaf, Part, Test } from './tree.ts'

/** Of one filter, so that the window may ask for it together with more of its own (service/schemas/filter.ts). */
const mostConditions = 120
const mostPaths = 8
const mostValues = 1_000

/** What a rule asks for, as the filter asks for it in this case; null where the filter has no such conditions. */
export function whereOf(part: Part, leaves: ColumnLeaves): Where | null {
  const where = joined(part, leaves)
  if (where === null || depthOf(where) > deepestGroup - 10) return null
  return sizeOf(where) <= mostConditions && pathsAsked(filterOf([where])).length <= mostPaths ? where : null
}

function joined(part: Part, leaves: ColumnLeaves): Where | null {
  switch (part.kind) {
    case 'leaf':
      return whereOfLeaf(part, leaves)
    case 'not': {
      const inner = joined(part.part, leaves)
      return inner === null ? null : { not: inner }
    }
    case 'all':
    case 'any': {
      const parts = part.parts.map((each) => joined(each, leaves))
      return parts.every((each) => each !== null) ? group(part.kind, parts) : null
    }
  }
}

function depthOf(where: Where): number {
  if ('all' in where) return 1 + Math.max(0, ...where.all.map(depthOf))
  if ('any' in where) return 1 + Math.max(0, ...where.any.map(depthOf))
  return 'not' in where ? 1 + depthOf(where.not) : 0
}

function whereOfLeaf(leaf: Leaf, leaves: ColumnLeaves): Where | null {
  const { field, tests } = leaf
  if (isColumnLeaf(leaf)) return whereOfColumn(leaf, leaves)
  const path = field.kind === 'path' ? recordPath(field.path) : null
  if (path === null) return null
  const conditions = tests.map((test) => conditionOf(path, test))
  return conditions.every((each) => each !== null) ? group('any', conditions) : null
}

/** Values of the case by their names, where they are few: a chip tells them, and they are found at once. */
function whereOfColumn(leaf: ColumnLeaf, leaves: ColumnLeaves): Where | null {
  const { tests } = leaf
  const { column } = leaf.field
  const isNamed = tests.every((test) => test.kind === 'pattern' && isWhole(test))
  const conditions = isNamed ? [null] : tests.map((test) => conditionOf(column, test))
  if (conditions.every((each) => each !== null)) return group('any', conditions)
  const values = leaves.values(leaf)
  if (values === null || values.length > mostValues || testsOf(leaf).whereUnset) return null
  if (values.length > 0) return checked({ column, operator: 'is', values })
  const named = tests.flatMap((test) => (test.kind === 'pattern' ? (plainOf(test.signs)?.text ?? []) : []))
  return checked({ column, operator: 'is', values: named }) ?? { any: [] }
}

const isWhole = ({ signs }: Test & { readonly kind: 'pattern' }): boolean => {
  const plain = plainOf(signs)
  return plain !== null && !plain.before && !plain.after
}

/** The condition that holds for exactly the values that pass the test; null where there is none. */
function conditionOf(column: ConditionColumn, test: Test): Where | null {
  const ask = (operator: Operator, ...values: string[]) => checked({ column, operator, values })
  switch (test.kind) {
    case 'set':
      return ask('isSet')
    case 'unset':
      return ask('isNotSet')
    case 'regex':
      return ask('matches', test.pattern)
    case 'block':
      return column === 'sourceIPAddress' && test.block.includes('/') ? ask('is', test.block) : null
    case 'order': {
      const [least, most] = [ask('atLeast', String(test.than)), ask('atMost', String(test.than))]
      if (least === null || most === null) return null
      // A value that is no number is neither.
      return { gte: least, lte: most, gt: { all: [least, { not: most }] }, lt: { all: [most, { not: least }] } }[
        test.order
      ]
    }
    case 'pattern': {
      const plain = plainOf(test.signs)
      const pattern = asFilterPattern(test.signs)
      if (test.isCased && plain !== null && !plain.before && !plain.after) return ask('is', plain.text)
      if (test.isCased || pattern === null) return ask('matches', asRegex(test.signs, test.isCased))
      if (plain?.before && plain.after) return ask('contains', plain.text)
      return plain?.after ? ask('startsWith', plain.text) : ask('like', pattern)
    }
    case 'other-field':
      return null
  }
}

function checked(condition: Condition): Condition | null {
  const { column, operator, values } = condition
  return (checkOperator(column, operator) ?? checkValues(column, operator, values)) === null ? condition : null
}

/**
 * Whether the filter reads the paths of a rule as the rule does, told from the records that were read for it. A filter
 * takes a list as its text and not its elements, and tries other cases of letters where no record has a path as it is
 * spelled.
 */
export class PathsAsFilter {
  readonly #paths: readonly Leaf[]
  readonly #seen = new Set<Leaf>()
  #differs = false

  constructor(part: Part) {
    this.#paths = [...leavesOf(part)].filter(({ field }) => field.kind === 'path')
  }

  look(record: string): void {
    if (this.#differs) return
    for (const leaf of this.#paths) {
      const json = sliceJson(record, leaf.field.kind === 'path' ? leaf.field.steps : [])
      const value = json === null || json === 'null' ? null : json
      if (value !== null) this.#seen.add(leaf)
      if (holdsAsFilter(leaf, value) !== holdsInRecord(leaf, record)) this.#differs = true
    }
  }

  get areAlike(): boolean {
    return !this.#differs && this.#seen.size === this.#paths.length
  }
}

function holdsAsFilter(leaf: Leaf, json: string | null): boolean {
  const { passes, whereUnset } = testsOf(leaf)
  if (json === null) return whereUnset
  return leaf.tests.some(({ kind }) => kind === 'set') || passes(json[0] === '"' ? JSON.parse(json) : compactJson(json))
}

export function* leavesOf(part: Part): Generator<Leaf> {
  if (part.kind === 'leaf') yield part
  else if (part.kind === 'not') yield* leavesOf(part.part)
  else for (const each of part.parts) yield* leavesOf(each)
}
