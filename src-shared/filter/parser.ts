import { hasWildcard } from '../base/regex/regex.ts'
import type { TimeRange } from '../base/time.ts'
import { columnNamed } from './column-named.ts'
import { type ConditionColumn, columnType } from './columns.ts'
import { type Condition, deepestGroup, type Filter, group, partsOfAll, type Where } from './model.ts'
import { checkOperator, type Operator, operatorNames, operators } from './operators.ts'
import { placeIn } from './place.ts'
import { freeWildcard, isExact, patternOf, quotedWildcard, rangeEnds } from './shorthand.ts'
import { readTimeRange } from './time-range.ts'
import { type Term, type TermValue, type Token, tokensOf } from './tokens.ts'
import { checkValues, readValue } from './values.ts'

const bySign = new Map<string, Operator>(operatorNames.map((name) => [operators[name].sign, name]))
/** Why a text is no filter. Thrown inside of the parser, so that each rule of the grammar reads as if all went well. */
class NotUnderstood {
  constructor(
    readonly sentence: string,
    readonly at: number,
  ) {}
}

/**
 * Recursive descent over the tokens of one filter text:
 *
 *     either = all (OR all)*
 *     all    = side (AND side)*
 *     side   = part+                 words among its parts are one text
 *     part   = NOT part | ( either? ) | term | word
 */
export class FilterParser {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0
  #range: TimeRange | null = null
  #rangeAt = 0
  readonly #notes: string[] = []

  constructor(readonly text: string) {
    this.#tokens = tokensOf(text)
  }

  /** How values were read that are not written in full, each a sentence. */
  get notes(): readonly string[] {
    return this.#notes
  }

  /** The filter, or the sentence that says what was not understood and where. */
  read(): Filter | { readonly problem: string } {
    try {
      return { where: this.#whole(), range: this.#range }
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      return { problem: `${error.sentence} ${placeIn(this.text, error.at)}` }
    }
  }

  #whole(): Where {
    if (this.#tokens.length === 0) return { all: [] }
    const where = this.#either()
    const left = this.#peek()
    if (left !== undefined) throw new NotUnderstood('This parenthesis closes no group,', left.at)
    return where
  }

  #either(): Where {
    const parts = [this.#all()]
    while (this.#takes('OR')) parts.push(this.#all())
    if (parts.length > 1 && this.#depth === 0 && this.#range !== null) throw this.#rangeInGroup(this.#rangeAt)
    return group('any', parts)
  }

  #all(): Where {
    const parts = [...this.#side()]
    while (this.#takes('AND')) parts.push(...this.#side())
    return group('all', parts)
  }

  #side(): Where[] {
    const parts: Where[] = []
    let textAt: number | null = null
    const first = this.#next
    for (let token = this.#peek(); isPartStart(token); token = this.#peek()) {
      if (token.kind !== 'word') parts.push(...this.#part())
      else if (textAt === null) textAt = parts.push({ text: this.#word() }) - 1
      else parts[textAt] = { text: `${(parts[textAt] as { text: string }).text} ${this.#word()}` }
    }
    if (this.#next === first) throw new NotUnderstood('A condition is missing', this.#at())
    return parts
  }

  /** None for a time, which is kept apart. */
  #part(): readonly Where[] {
    const token = this.#peek()!
    switch (token.kind) {
      case 'NOT':
        this.#next++
        return [{ not: this.#negated() }]
      case '(':
        return partsOfAll(this.#group())
      case 'term':
        return this.#term(token)
      default:
        return [{ text: this.#word() }]
    }
  }

  #negated(): Where {
    if (!isPartStart(this.#peek())) throw new NotUnderstood('NOT needs a condition', this.#at())
    return this.#deeper(() => group('all', this.#part()))
  }

  #group(): Where {
    const { at } = this.#tokens[this.#next++]!
    return this.#deeper(() => {
      if (this.#takes(')')) return { all: [] }
      const where = this.#either()
      if (!this.#takes(')')) throw new NotUnderstood('This group is not closed,', at)
      return where
    })
  }

  #deeper(read: () => Where): Where {
    if (++this.#depth > deepestGroup) throw new NotUnderstood(`Groups lie more than ${deepestGroup} deep`, this.#at())
    const where = read()
    this.#depth--
    return where
  }

  #term({ name, sign, values, at }: Term): readonly Where[] {
    this.#next++
    const operator = bySign.get(sign)!
    if (name.toLowerCase() === 'time') return this.#time(operator, values, at)
    const column = columnNamed(name)
    if (column === null) throw new NotUnderstood(`There is no column “${name}” to filter by,`, at)
    const ends = rangeEnds(column, operator, values)
    if (ends !== null) return this.#between(column, operator, ends, at)
    const pattern = patternOf(column, operator, values)
    if (pattern !== null) return [this.#condition(column, pattern.operator, pattern.values, at)]
    for (const { text, isQuoted } of values)
      if (isQuoted && isExact(operator) && hasWildcard(text) && checkOperator(column, 'like') === null)
        this.#notes.push(quotedWildcard(text, column, operator))
    return [
      this.#condition(
        column,
        operator,
        values.map(({ text }) => text),
        at,
      ),
    ]
  }

  /** Both ends are inside; of times the last is outside, as in `time=FROM..UNTIL`. */
  #between(column: ConditionColumn, operator: Operator, [from, to]: readonly [string, string], at: number): Where[] {
    const isTime = columnType(column) === 'time'
    const last = (): Where => {
      if (!isTime) return this.#condition(column, 'atMost', [to], at)
      return { not: this.#condition(column, 'atLeast', [to], at) }
    }
    const all = [
      ...(from === '' ? [] : [this.#condition(column, 'atLeast', [from], at)]),
      ...(to === '' ? [] : [last()]),
      ...(from === '' && isTime ? [this.#condition(column, 'isSet', [], at)] : []),
    ]
    return operator === 'is' ? all : [{ not: group('all', all) }]
  }

  #condition(column: ConditionColumn, operator: Operator, values: readonly string[], at: number): Condition {
    const wrong = checkOperator(column, operator) ?? checkValues(column, operator, values)
    if (wrong !== null) throw new NotUnderstood(`${wrong},`, at)
    return { column, operator, values: values.map((value) => this.#value(column, operator, value)) }
  }

  #value(column: ConditionColumn, operator: Operator, text: string): string {
    const read = readValue(column, operator, text)
    if ('problem' in read) throw new Error(`${read.problem}: it was checked`)
    if (read.note !== null) this.#notes.push(read.note)
    return read.value
  }

  #time(operator: Operator, values: readonly TermValue[], at: number): readonly Where[] {
    if (this.#depth > 0) throw this.#rangeInGroup(at)
    if (this.#range !== null) throw new NotUnderstood('The time is given twice,', at)
    const read = operator === 'is' && values.length === 1 ? readTimeRange(values[0]!.text) : null
    if (read === null)
      throw new NotUnderstood(
        'This is not time=FROM..UNTIL with times such as 2024-03-05T10:00:00Z, nor a whole day such as time=2024-03-05,',
        at,
      )
    if ('problem' in read) throw new NotUnderstood(read.problem, at)
    this.#notes.push(...read.notes)
    this.#range = read.range
    this.#rangeAt = at
    return []
  }

  #rangeInGroup(at: number): NotUnderstood {
    return new NotUnderstood(
      'time=FROM..UNTIL holds for the whole filter and stands in no OR, NOT or parentheses: use eventTime>=… there,',
      at,
    )
  }

  #word(): string {
    const token = this.#tokens[this.#next++]!
    if (token.kind !== 'word') throw new NotUnderstood('This cannot be read,', token.at)
    if (token.text === '') throw new NotUnderstood('There is no text to look for in these quotes,', token.at)
    if (token.text.includes('*') && this.text[token.at] !== '"') this.#notes.push(freeWildcard(token.text))
    return token.text
  }

  #peek(): Token | undefined {
    const token = this.#tokens[this.#next]
    if (token?.kind === 'unreadable') throw new NotUnderstood(token.why, token.at)
    return token
  }

  #takes(kind: Token['kind']): boolean {
    if (this.#peek()?.kind !== kind) return false
    this.#next++
    return true
  }

  #at(): number {
    return this.#tokens[this.#next]?.at ?? this.text.length
  }
}

const isPartStart = (token: Token | undefined): token is Token =>
  token?.kind === 'NOT' || token?.kind === '(' || token?.kind === 'term' || token?.kind === 'word'
