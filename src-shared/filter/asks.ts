import type { TimeRange } from '../base/time.ts'
import { addedColumns } from '../model/added-columns.ts'
import { type Layer, layers } from '../model/layer.ts'
import { type ConditionColumn, type FilterColumn, isAddedColumn, isRecordPath, type ValueColumn } from './columns.ts'
import { type Condition, type Filter, isCondition, isFreeText, normalized, partsOfAll, type Where } from './model.ts'
import { type Operator, oppositeOf } from './operators.ts'
import type { RecordPath } from './record-path.ts'

/*
 * What a filter asks for, and how it changes. Nothing else looks into a filter's tree, but what reads it as a whole:
 * text.ts writes it, describe.ts tells it, and src-main/columns/evaluate.ts finds its events.
 */

/** The parts that all hold, in their order: chips show one each, and reports list them. */
export const partsOf = ({ where }: Filter): readonly Where[] => partsOfAll(where)

/** The conditions among these parts: each event shown satisfies every one of them. */
export const conditionsOf = (filter: Filter): readonly Condition[] => partsOf(filter).filter(isCondition)

export const isEverything = (filter: Filter): boolean => filter.range === null && partsOf(filter).length === 0

/** Every condition of the tree, in groups and under `not`, too. */
function* conditionsIn(where: Where): Generator<Condition> {
  if (isCondition(where)) yield where
  else if ('all' in where) for (const part of where.all) yield* conditionsIn(part)
  else if ('any' in where) for (const part of where.any) yield* conditionsIn(part)
  else if ('not' in where) yield* conditionsIn(where.not)
}

/** How many conditions and texts the tree has. */
export function sizeOf(where: Where): number {
  if ('all' in where) return where.all.reduce((sum, part) => sum + sizeOf(part), 0)
  if ('any' in where) return where.any.reduce((sum, part) => sum + sizeOf(part), 0)
  return 'not' in where ? sizeOf(where.not) : 1
}

/** Columns that conditions name, `record` among them; not those that free text is looked for in. */
export const columnsAsked = ({ where }: Filter): ReadonlySet<ConditionColumn> =>
  new Set([...conditionsIn(where)].map(({ column }) => column))

/** What must be known before the column can be told. */
function layerOf(column: ConditionColumn): Layer {
  // Until files are judged, the place may change that the record of an event is read from.
  if (isRecordPath(column)) return 'verdicts'
  return isAddedColumn(column) ? addedColumns[column].layer : 'events'
}

/** What must be known before these columns of events can be told, in the order in which it comes to be known. */
export function layersAsked(columns: Iterable<ConditionColumn>): readonly Layer[] {
  const asked = new Set<Layer>(['events', ...[...columns].map(layerOf)])
  return layers.filter((layer) => asked.has(layer))
}

/** The paths into records that conditions name, each once. */
export const pathsAsked = (filter: Filter): readonly RecordPath[] => [...columnsAsked(filter)].filter(isRecordPath)

/** The texts that a filter looks for in records, each once. */
export const recordTexts = ({ where }: Filter): readonly string[] => [
  ...new Set([...conditionsIn(where)].flatMap(({ column, values }) => (column === 'record' ? values : []))),
]

/** The free texts of a filter that are looked for in columns only, each once. */
export function textsInColumns(filter: Filter): readonly string[] {
  const inRecords = recordTexts(filter)
  return [...new Set(freeTextsIn(filter.where))].filter((text) => !inRecords.includes(text))
}

function freeTextsIn(where: Where): readonly string[] {
  if (isFreeText(where)) return [where.text]
  if ('all' in where) return where.all.flatMap(freeTextsIn)
  if ('any' in where) return where.any.flatMap(freeTextsIn)
  return 'not' in where ? freeTextsIn(where.not) : []
}

/**
 * Texts that the events shown are shown for, lower-cased: free text, texts of records, and what columns contain or begin
 * with. What stands under `not` is in no event.
 */
export const textsShownFor = ({ where }: Filter): readonly string[] => [
  ...new Set(soughtIn(where).map((text) => text.toLowerCase())),
]

const isSoughtBy: ReadonlySet<Operator> = new Set(['contains', 'startsWith'])

function soughtIn(where: Where): readonly string[] {
  if (isFreeText(where)) return [where.text]
  if (isCondition(where)) return isSoughtBy.has(where.operator) ? where.values : []
  if ('not' in where) return []
  return ('all' in where ? where.all : where.any).flatMap(soughtIn)
}

/** Looks for every free text in the original records, too. */
export const alsoInRecords = (filter: Filter): Filter =>
  normalized({ range: filter.range, where: inRecordsToo(filter.where, new Set(textsInColumns(filter))) })

function inRecordsToo(where: Where, texts: ReadonlySet<string>): Where {
  if (isFreeText(where) && texts.has(where.text))
    return { any: [where, { column: 'record', operator: 'contains', values: [where.text] }] }
  if ('all' in where) return { all: where.all.map((part) => inRecordsToo(part, texts)) }
  if ('any' in where) return { any: where.any.map((part) => inRecordsToo(part, texts)) }
  return 'not' in where ? { not: inRecordsToo(where.not, texts) } : where
}

/** Whether the filter asks for a time: events without one are left out, whenever they happened. */
export const asksForTime = (filter: Filter): boolean => filter.range !== null || columnsAsked(filter).has('eventTime')

/** Whether finding a text in more records can take events out of what is shown: the text is asked for under a `not`. */
export const excludesByRecord = ({ where }: Filter): boolean => isRecordUnderNot(where, false)

function isRecordUnderNot(where: Where, isNegated: boolean): boolean {
  if (isCondition(where)) return isNegated && where.column === 'record'
  if (isFreeText(where)) return false
  if ('not' in where) return isRecordUnderNot(where.not, !isNegated)
  return ('all' in where ? where.all : where.any).some((part) => isRecordUnderNot(part, isNegated))
}

/**
 * The values that events of the filter can have in a column, as far as its `is` conditions tell; null where they leave
 * it open.
 */
export const valuesAsked = ({ where }: Filter, column: FilterColumn): readonly string[] | null =>
  valuesLeft(where, column)

function valuesLeft(where: Where, column: FilterColumn): readonly string[] | null {
  if (isCondition(where)) return where.column === column && where.operator === 'is' ? where.values : null
  if ('all' in where) {
    const told = where.all.map((part) => valuesLeft(part, column)).filter((values) => values !== null)
    return told.length === 0 ? null : told.reduce((left, values) => left.filter((value) => values.includes(value)))
  }
  if ('any' in where) {
    const told = where.any.map((part) => valuesLeft(part, column))
    return told.includes(null) ? null : [...new Set(told.flatMap((values) => values ?? []))]
  }
  return null
}

/** Whether the parts of two filters are the same, member by member. */
export const isSame = (a: Where, b: Where): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

/** With the properties of conditions in one order: they come from several writers. */
function inOrder(where: Where): unknown {
  if (isCondition(where)) return [where.column, where.operator, where.values]
  if ('all' in where) return { all: where.all.map(inOrder) }
  if ('any' in where) return { any: where.any.map(inOrder) }
  return 'not' in where ? { not: inOrder(where.not) } : where
}

/** What holds where the part does not: by the operator where there is one, else by NOT. */
export function oppositePart(part: Where): Where {
  if (!isCondition(part)) return 'not' in part ? part.not : { not: part }
  const operator = oppositeOf(part.column, part.operator)
  return operator === null ? { not: part } : { ...part, operator }
}

export const hasPart = (filter: Filter, part: Where): boolean => partsOf(filter).some((held) => isSame(held, part))

/** With the part behind the others, unless it is there already. */
export const withPart = (filter: Filter, part: Where): Filter =>
  hasPart(filter, part) ? filter : withParts(filter, [...partsOf(filter), part])

export const withoutPart = (filter: Filter, part: Where): Filter =>
  withParts(
    filter,
    partsOf(filter).filter((held) => !isSame(held, part)),
  )

/** With `after` where `before` stood. */
export const withPartReplaced = (filter: Filter, before: Where, after: Where): Filter =>
  withParts(
    filter,
    partsOf(filter).map((held) => (isSame(held, before) ? after : held)),
  )

export const withoutLastPart = (filter: Filter): Filter => withParts(filter, partsOf(filter).slice(0, -1))

const withParts = ({ range }: Filter, parts: readonly Where[]): Filter => ({ range, where: { all: parts } })

export const withRange = ({ where }: Filter, range: TimeRange | null): Filter => ({ range, where })

/** Both filters: what the second asks for in time and in free text takes the place of the first's. */
export function narrowedBy(filter: Filter, more: Filter): Filter {
  const parts = partsOf(more)
  const kept = parts.some(isFreeText) ? partsOf(filter).filter((part) => !isFreeText(part)) : partsOf(filter)
  return parts.reduce(withPart, { range: more.range ?? filter.range, where: { all: kept } })
}

/** How a value of a column is asked for: events that have it, or all others. */
export type Choice = Extract<Operator, 'is' | 'isNot'>

/** A value as events have it in a column, a time as UtcMs in decimal figures; null where the event has none. */
export interface ColumnValue {
  readonly column: ConditionColumn
  readonly value: string | null
}

/** Whether a part of the filter chooses, or leaves out, this value among those of the column. */
export const isChosen = (filter: Filter, { column, value }: ColumnValue, operator: Choice): boolean =>
  value === null
    ? hasPart(filter, choosing({ column, value }, operator))
    : (choiceOf(filter, column, operator)?.values.includes(value) ?? false)

/** The condition of the events that have the value, or of all others. */
export function choosing({ column, value }: ColumnValue, operator: Choice): Condition {
  if (value !== null) return { column, operator, values: [value] }
  return { column, operator: operator === 'is' ? 'isNotSet' : 'isSet', values: [] }
}

const choiceOf = (filter: Filter, column: ConditionColumn, operator: Choice): Condition | undefined =>
  conditionsOf(filter).find((held) => held.column === column && held.operator === operator)

/**
 * With the value among those that the filter chooses, or leaves out: `column is a` and then b becomes `column is a or
 * b`. It is no longer among those of the opposite choice, since no event could satisfy both.
 */
export function withValue(filter: Filter, of: ColumnValue, operator: Choice): Filter {
  const before = withoutValue(filter, of, operator === 'is' ? 'isNot' : 'is')
  const held = of.value === null ? undefined : choiceOf(before, of.column, operator)
  if (held === undefined) return withPart(before, choosing(of, operator))
  return withPartReplaced(before, held, { ...held, values: [...new Set([...held.values, of.value!])] })
}

/** Without the value among those that the filter chooses, or leaves out. */
export function withoutValue(filter: Filter, of: ColumnValue, operator: Choice): Filter {
  if (of.value === null) return withoutPart(filter, choosing(of, operator))
  const held = choiceOf(filter, of.column, operator)
  if (held === undefined) return filter
  const values = held.values.filter((other) => other !== of.value)
  return values.length === 0 ? withoutPart(filter, held) : withPartReplaced(filter, held, { ...held, values })
}

/** A value that is there already is taken out again. */
export const withValueToggled = (filter: Filter, of: ColumnValue, operator: Choice): Filter =>
  (isChosen(filter, of, operator) ? withoutValue : withValue)(filter, of, operator)

/** Without what it chooses of a column: else a chosen value would hide the others to choose from. */
export const withoutChoices = (filter: Filter, column: ValueColumn): Filter =>
  withParts(
    filter,
    partsOf(filter).filter((part) => !(isCondition(part) && part.column === column && isChoice(part.operator))),
  )

const isChoice = (operator: Operator) => operator === 'is' || operator === 'isNot'
