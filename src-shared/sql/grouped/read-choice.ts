import type { Asked } from '../dialects/prepare.ts'
import { type Select, selectsIn } from '../dialects/selects.ts'
import { isOfEvents, type Table, tablesOf } from '../dialects/tables.ts'
import type { Range, Text } from '../dialects/text.ts'
import { isColumn, isPlain } from '../dialects/top-rows.ts'
import { withTexts } from '../parameters.ts'
import { type ConditionGrammar, Conditions } from './conditions.ts'
import { Cursor, OtherShape } from './cursor.ts'
import { type Condition, type Operand, typeOfOperand } from './query.ts'
import { literalOf, textOf } from './read-trino.ts'
import { columnsOfKind } from './trino-columns.ts'
import { TrinoExpressions } from './trino-expressions.ts'

/** Which events a query of one table of them can have in its answer, as far as the columns tell. */
export interface RowChoice {
  /** What holds of all of them: WHERE, or those of its parts that the columns tell. */
  readonly where: Condition<Operand> | null
  /** Of a query that shows events one by one, the first of those of which `where` holds; null for any other query. */
  readonly first: {
    readonly order: 'any' | 'earliest' | 'latest'
    /** Null without LIMIT. */
    readonly count: number | null
  } | null
  /** Whether it asks for the text of eventTime, which is the one of its record. */
  readonly readsTimeText: boolean
}

/** Null for a query of other tables, of several, and for one that the columns tell nothing of. The text is one that `prepare` takes. */
export function rowChoiceIn(typed: string, asked: Asked): RowChoice | null {
  const filled = withTexts(typed, asked.parameters ?? {}, 'signs')
  if (!filled.ok) return null
  const text = textOf(filled.value.sql)
  const [select, ...others] = selectsIn(text)
  if (select === undefined || others.length > 0 || select.at !== 0 || select.last !== text.length - 1) return null
  const [table] = tablesOf(select, asked.dialect)
  if (table === undefined || select.sources.length !== 1 || table.source.columns.length > 0) return null
  if (!isOfEvents(table.kind) || table.kind === 'shown') return null
  return new ChoiceReading(text, select, table).read()
}

const grammarOf = (cursor: Cursor): ConditionGrammar => ({
  literal: (type) => literalOf(cursor, type),
  likeIgnoresCase: false,
  hasFormsOfSqlite: false,
})

class ChoiceReading {
  readonly #text: Text
  readonly #select: Select
  readonly #table: { readonly alias: string; readonly columns: ReturnType<typeof columnsOfKind> }
  #readsTimeText = false

  constructor(text: Text, select: Select, { source, kind }: Table) {
    this.#text = text
    this.#select = select
    const { alias } = source
    this.#table = { alias, columns: isOfEvents(kind) ? columnsOfKind(kind, text, alias) : [] }
  }

  read(): RowChoice | null {
    const range = this.#select.clauses.get('where')
    const parts = range === undefined ? [] : this.#conjuncts(range).map((part) => this.#condition(part))
    const all = parts.filter((part) => part !== null)
    const first = all.length === parts.length ? this.#first() : null
    if (all.length === 0 && first === null) return null
    return { where: all.length === 0 ? null : { all }, first, readsTimeText: this.#readsTimeText }
  }

  /** What AND joins outside of brackets. An AND of BETWEEN joins nothing; beside an OR, nothing is a part. */
  #conjuncts({ first, last }: Range): readonly Range[] {
    const text = this.#text
    const parts: Range[] = []
    let [from, isBetween] = [first, false]
    for (let at = first; at <= last; at = text.next(at)) {
      if (text.is(at, 'or', 'case')) return [{ first, last }]
      if (text.is(at, 'between')) isBetween = true
      else if (text.is(at, 'and') && isBetween) isBetween = false
      else if (text.is(at, 'and')) {
        parts.push({ first: from, last: at - 1 })
        from = at + 1
      }
    }
    return [...parts, { first: from, last }]
  }

  #condition({ first, last }: Range): Condition<Operand> | null {
    const cursor = new Cursor(this.#text.tokens.slice(first, last + 1))
    const read = (): Condition<Operand> => {
      const value = () => expressions.operand()
      return new Conditions(cursor, grammarOf(cursor), { value, typeOf: typeOfOperand }).condition()
    }
    const expressions = new TrinoExpressions(cursor, this.#table, read)
    try {
      const condition = read()
      if (!cursor.isAtEnd) return null
      this.#readsTimeText ||= expressions.readsTimeText
      return condition
    } catch (error) {
      if (error instanceof OtherShape) return null
      throw error
    }
  }

  #first(): RowChoice['first'] {
    const text = this.#text
    const { clauses, items } = this.#select
    const isOneByOne = isPlain(text) && !text.is(1, 'distinct') && !clauses.has('group') && !clauses.has('having')
    if (!isOneByOne || clauses.has('fetch') || clauses.has('window')) return null
    const order = this.#order(items)
    const count = this.#count()
    return order === null || count === 'unknown' ? null : { order, count }
  }

  /** Rows beyond OFFSET and LIMIT. */
  #count(): number | null | 'unknown' {
    const { clauses } = this.#select
    const [limit, offset] = (['limit', 'offset'] as const).map((name) => {
      const range = clauses.get(name)
      if (range === undefined) return null
      const written = range.first === range.last ? this.#text.tokens[range.first]!.text : ''
      return /^\d{1,9}$/.test(written) ? Number(written) : 'unknown'
    })
    if (limit === 'unknown' || offset === 'unknown') return 'unknown'
    // Without LIMIT as many as are asked for, beyond an offset that whoever asks does not know.
    return limit === null ? (offset === null ? null : 'unknown') : limit! + (offset ?? 0)
  }

  /** The first term alone: events of one time are taken together. */
  #order(items: readonly Range[]): NonNullable<RowChoice['first']>['order'] | null {
    const range = this.#select.clauses.get('order')
    if (range === undefined) return 'any'
    const text = this.#text
    const [term] = text.parts(range.first, range.last)
    // Names that the query gives: what stands last in an item and is no part of a column's name.
    const given = new Set(
      items.flatMap(({ first, last }) => (first < last && !text.is(last - 1, '.') ? [text.name(last)] : [])),
    )
    const names = new Set([this.#table.alias, 'eventtime'])
    if (term === undefined || !isColumn(text, term, names, given)) return null
    for (let at = term.first; at <= term.last; at++) if (text.is(at, 'nulls')) return null
    const at = text.is(term.last, 'asc', 'desc') ? term.last - 1 : term.last
    if (text.name(at) !== 'eventtime') return null
    this.#readsTimeText = true
    return text.is(term.last, 'desc') ? 'latest' : 'earliest'
  }
}
