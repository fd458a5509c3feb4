import { looksLikeBlock } from '../base/ip.ts'
import { readTime, type WrittenTime } from '../base/read-time.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { formatUtc } from '../base/time.ts'
import { timeReadAs } from '../filter/time-notes.ts'
import { type Comparison, compareTime, exactly, type Moment, turned } from './moments.ts'
import { type Operand, Operands } from './operands.ts'
import { commentWithoutEnd, openComment, queryIn } from './statements.ts'
import { isToken, nameOf, type Token } from './tokens.ts'

/** A query as it is run, and what in it was read otherwise than it is written, each a sentence. */
export interface Meant {
  readonly sql: string
  readonly notes: readonly string[]
}

interface Edit {
  readonly from: number
  readonly until: number
  readonly text: string
}

/** Why a comparison is none. Thrown inside, so that each rule reads as if all went well. */
class Senseless {
  constructor(readonly sentence: string) {}
}

/**
 * What an analyst's text means for SQLite, which compares by type and silently finds nothing where the types differ:
 *
 * - eventTime with a text is a comparison of times, however the text writes its time: `'2023-07-10 12:00:00'`, a date, an
 *   offset. Without zone it is UTC
 * - a flag with `'true'`, `'false'` is one with 1, 0
 * - `"x"` is the name of a column: as a last resort SQLite takes it for a text, so that a misspelt name is never found
 *
 * A comparison that can never hold is refused with a sentence.
 */
export function meantBy(text: string): Result<Meant, 'sql-not-a-query' | 'sql-invalid'> {
  const query = queryIn(text)
  if (!query.ok) return query
  const { tokens, from: start, sql } = query.value
  try {
    const reading = new Reading(tokens, text)
    const edits = reading.edits().toSorted((a, b) => a.from - b.from)
    let [meant, at] = ['', 0]
    for (const { from, until, text } of edits) {
      meant += sql.slice(at, from - start) + text
      at = until - start
    }
    // To SQLite its end is that of the text.
    const comment = openComment(text)
    const notes = comment === null ? [] : [`${commentWithoutEnd(comment.text)} What it holds was not run.`]
    return ok({ sql: meant + sql.slice(at), notes: [...notes, ...new Set(reading.notes)] })
  } catch (error) {
    if (!(error instanceof Senseless)) throw error
    return fail('sql-invalid', error.sentence)
  }
}

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': '=', '==': '=', '!=': '<>', '<>': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=', is: '=',
} // biome-ignore format: a table

class Reading {
  readonly notes: string[] = []
  readonly #tokens: readonly Token[]
  readonly #text: string
  readonly #operands: Operands

  constructor(tokens: readonly Token[], text: string) {
    this.#tokens = tokens
    this.#text = text
    this.#operands = new Operands(tokens)
  }

  /** None within another. */
  edits(): readonly Edit[] {
    const compared = this.#tokens.flatMap((_, at) => this.#editsAt(at))
    const names = this.#tokens.filter(isDoubleQuoted).map((token) => ({ ...token, text: strict(token) }))
    // By their begin, those that reach farther first: what lies within another ends no later than one before it.
    const edits = [...compared, ...names].toSorted((a, b) => a.from - b.from || b.until - a.until)
    let until = -1
    return edits.filter((edit) => {
      const isWithin = edit.until <= until
      until = Math.max(until, edit.until)
      return !isWithin
    })
  }

  #editsAt(at: number): readonly Edit[] {
    const token = this.#tokens[at]!
    const word = token.text.toLowerCase()
    if (token.kind !== 'operator' && token.kind !== 'word') return []
    if (word === 'between') return this.#between(at)
    if (word === 'in') return this.#in(at)
    if (word === 'like' || word === 'glob') return this.#like(at)
    const comparison = comparisons[word]
    return comparison === undefined || at === 0 ? [] : this.#comparison(at, comparison)
  }

  #comparison(at: number, written: Comparison): readonly Edit[] {
    const isNot = isToken(this.#tokens[at], 'is') && isToken(this.#tokens[at + 1], 'not')
    const comparison = isNot ? '<>' : written
    const [left, right] = [this.#operands.before(at - 1), this.#operands.after(isNot ? at + 2 : at + 1)]
    if (right.last >= this.#tokens.length) return []
    if (right.kind === 'literal' || right.kind === 'datetime' || right.kind === 'date')
      return this.#compare(left, comparison, right, isToken(this.#tokens[at], 'is'))
    if (left.kind === 'literal') return this.#compare(right, turned[comparison], left, false)
    return []
  }

  /** `subject` is a column, or made of one; `value` a literal, or `datetime(…)`. */
  #compare(subject: Operand, comparison: Comparison, value: Operand, isIs: boolean): readonly Edit[] {
    const [first, last] = subject.first < value.first ? [subject, value] : [value, subject]
    const whole = (text: string): Edit[] => [{ ...this.#span(first.first, last.last), text }]
    const only = (text: string): Edit[] => [{ ...this.#span(value.first, value.last), text }]
    switch (subject.kind) {
      case 'time':
        // IS tells NULL from a time: it is = with a text in its form.
        if (isIs) return only(exactly(this.#moment(subject, comparison, value)))
        return whole(compareTime(this.#sqlOf(subject), comparison, this.#moment(subject, comparison, value)))
      case 'milliseconds':
        return this.#isText(value) ? only(this.#milliseconds(subject, comparison, value)) : []
      case 'datetime':
        return this.#isText(value) && this.#mentionsTime(subject) ? only(this.#asDatetime(value)) : []
      case 'flag':
        return this.#isText(value) ? only(this.#flag(subject, value)) : []
      case 'address':
        this.#refuseBlock(subject, value)
        return []
      default:
        return []
    }
  }

  #between(at: number): readonly Edit[] {
    const isNot = isToken(this.#tokens[at - 1], 'not')
    const subject = this.#operands.before(isNot ? at - 2 : at - 1)
    const low = this.#operands.after(at + 1)
    const high = this.#operands.after(low.last + 2)
    if (!isToken(this.#tokens[low.last + 1], 'and') || !isMoment(low) || !isMoment(high)) return []
    if (subject.kind === 'time') {
      const column = this.#sqlOf(subject)
      const part = (comparison: Comparison, value: Operand) =>
        compareTime(column, comparison, this.#moment(subject, comparison, value))
      const text = `${isNot ? 'NOT ' : ''}(${part('>=', low)} AND ${part('<=', high)})`
      return [{ ...this.#span(subject.first, high.last), text }]
    }
    return [...this.#compare(subject, '>=', low, false), ...this.#compare(subject, '<=', high, false)]
  }

  /** Each value of a list by itself: they need not be of one form. */
  #in(at: number): readonly Edit[] {
    const isNot = isToken(this.#tokens[at - 1], 'not')
    const subject = this.#operands.before(isNot ? at - 2 : at - 1)
    if (subject.kind === 'other' || !isToken(this.#tokens[at + 1], '(')) return []
    const close = this.#operands.closeOf(at + 1)
    const values: Operand[] = []
    for (let next = at + 2; next < close; next = values.at(-1)!.last + 2) values.push(this.#operands.after(next))
    if (!values.every(({ kind }) => kind === 'literal')) return []
    return values.flatMap((value) => this.#compare(subject, '=', value, true))
  }

  /** A pattern with a blank where eventTime has a T. */
  #like(at: number): readonly Edit[] {
    const subject = this.#operands.before(isToken(this.#tokens[at - 1], 'not') ? at - 2 : at - 1)
    const pattern = this.#tokens[at + 1]
    if (subject.kind !== 'time' || pattern?.kind !== 'string') return []
    const text = pattern.text.replace(/^'(\d{4}-\d{2}-\d{2}) (?=[\d%_*?])/, "'$1T")
    if (text === pattern.text) return []
    this.notes.push(`${pattern.text} is read as ${text}: eventTime has a T between date and time.`)
    return [{ from: pattern.from, until: pattern.until, text }]
  }

  #moment(subject: Operand, comparison: Comparison, value: Operand): Moment {
    if (value.kind === 'datetime' || value.kind === 'date') {
      const second = `replace(datetime(${this.#sqlOf(value)}), ' ', 'T')`
      return { second, whole: `${second} || 'Z'`, fraction: null }
    }
    const { time } = this.#timeOf(subject, comparison, value)
    const text = formatUtc(time)
    const second = text.replace(/(\.\d+)?Z$/, '')
    return { second: `'${second}'`, whole: `'${second}Z'`, fraction: text.includes('.') ? `'${text}'` : null }
  }

  #milliseconds(subject: Operand, comparison: Comparison, value: Operand): string {
    const text = this.#stringOf(value)!
    return /^-?\d+$/.test(text) ? `'${text}'` : String(this.#timeOf(subject, comparison, value).time)
  }

  #timeOf(subject: Operand, comparison: Comparison, value: Operand): WrittenTime {
    const [name, written] = [this.#sqlOf(subject), this.#stringOf(value)]
    // A year alone begins with its first day; the digits of other columns may be anything.
    const read = written === null ? null : readTime(written.replace(/^\s*(\d{4})\s*$/, '$1-01-01'))
    if (written === null || read === null)
      throw new Senseless(
        `${this.#sqlOf(value)} is no time: ${name} is compared with a text such as '2024-03-05T10:00:00Z'. eventTimeMs is a number, the milliseconds since 1970.`,
      )
    const isExact = comparison === '=' || comparison === '<>'
    if (isExact && read.unit !== 'second')
      throw new Senseless(
        `'${written}' names no second, and ${name} is one: compare with >= and <, or take a part of it, as substr(${name}, 1, ${written.length}) = '${written}' does.`,
      )
    this.#note(timeReadAs(written, read))
    return read
  }

  #asDatetime(value: Operand): string {
    const written = this.#stringOf(value)!
    const read = readTime(written)
    if (read === null) throw new Senseless(`'${written}' is no time: datetime() is 'YYYY-MM-DD HH:MM:SS', UTC.`)
    if (read.unit === 'day' || read.unit === 'month') return `'${written}'`
    this.#note(timeReadAs(written, read))
    return `'${new Date(read.time).toISOString().slice(0, 19).replace('T', ' ')}'`
  }

  #flag(subject: Operand, value: Operand): string {
    const written = this.#stringOf(value)!
    const known: Readonly<Record<string, string>> = { true: '1', false: '0', '1': '1', '0': '0' }
    const number = known[written.trim().toLowerCase()]
    const name = this.#sqlOf(subject)
    if (number === undefined) throw new Senseless(`${name} is 1, 0 or NULL, never '${written}'.`)
    this.#note(`'${written}' is read as ${number}: ${name} is 1, 0 or NULL.`)
    return number
  }

  #refuseBlock(subject: Operand, value: Operand): void {
    const written = this.#stringOf(value)
    if (written === null || !looksLikeBlock(written)) return
    throw new Senseless(
      `'${written}' is no address: in_cidr(${this.#sqlOf(subject)}, '${written}') tells whether one is in it.`,
    )
  }

  #mentionsTime({ first, last }: Operand): boolean {
    return this.#tokens.slice(first, last + 1).some((token) => nameOf(token)?.toLowerCase() === 'eventtime')
  }

  #note(sentence: string | null): void {
    if (sentence !== null) this.notes.push(sentence)
  }

  #isText = (value: Operand): boolean => this.#stringOf(value) !== null

  /** The text of a string; null for anything else. */
  #stringOf({ first, last }: Operand): string | null {
    const token = this.#tokens[first]!
    return first === last && token.kind === 'string' ? token.text.slice(1, -1).replaceAll("''", "'") : null
  }

  #span(first: number, last: number): { readonly from: number; readonly until: number } {
    return { from: this.#tokens[first]!.from, until: this.#tokens[last]!.until }
  }

  /** As it is written, its names in quotes that SQLite takes for no text. */
  #sqlOf({ first, last }: Operand): string {
    let text = ''
    for (let at = first; at <= last; at++) {
      const token = this.#tokens[at]!
      const gap = at === first ? '' : this.#text.slice(this.#tokens[at - 1]!.until, token.from)
      text += gap + (isDoubleQuoted(token) ? strict(token) : token.text)
    }
    return text
  }
}

const isMoment = ({ kind }: Operand): boolean => kind === 'literal' || kind === 'datetime' || kind === 'date'

const isDoubleQuoted = ({ kind, text }: Token): boolean => kind === 'quoted name' && text.startsWith('"')

/** The name in backquotes, which SQLite never takes for a text. */
const strict = (token: Token): string => `\`${nameOf(token)!.replaceAll('`', '``')}\``
