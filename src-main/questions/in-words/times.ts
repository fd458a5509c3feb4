import type { Lexeme } from './lexemes.ts'
import type { Unit } from './vocabulary.ts'

/** A condition on eventTime, and how many words told it. */
export interface TimeRead {
  readonly sql: string
  readonly words: number
}

/** A day, a month, a year or a moment of UTC: from its first to behind its last millisecond, as ISO 8601 without zone. */
interface Span {
  readonly from: string
  readonly until: string
  /** Of whole days: “until 12 March” includes that day, “until 12:00” ends there. */
  readonly isDays: boolean
}
interface SpanRead extends Span {
  readonly words: number
}

const months = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
] as const // biome-ignore format: a list

/** What “now” means of evidence: the time of its newest event. */
const newest = '(SELECT max(eventTime) FROM events)'
const oldest = '(SELECT min(eventTime) FROM events)'

/** `bound`: the word before, or null where a time stands alone and means that time. */
export function boundedTime(
  lexemes: readonly Lexeme[],
  at: number,
  bound: 'from' | 'until' | 'on' | 'between' | null,
): TimeRead | null {
  const span = spanAt(lexemes, at)
  if (span === null) return null
  if (bound === 'from') return { sql: `eventTime >= ${moment(span.from)}`, words: span.words }
  if (bound === 'until') return { sql: `eventTime < ${moment(span.from)}`, words: span.words }
  const second = bound === 'between' || isTo(lexemes[at + span.words]) ? spanAt(lexemes, at + span.words + 1) : null
  if (second === null) return { sql: within(span.from, span.until), words: span.words }
  const until = second.isDays ? second.until : second.from
  return { sql: within(span.from, until), words: span.words + 1 + second.words }
}

/** `last 24 hours`, `last week`, `first 10 minutes`: of the time that the case covers. */
export function relativeTime(count: number, unit: Unit, end: 'last' | 'first'): string {
  return end === 'last'
    ? `eventTime > ${newest} - ${interval(count, unit)}`
    : `eventTime < ${oldest} + ${interval(count, unit)}`
}

/** `today`, `this month`, `2 days ago`: of the calendar of UTC, counted back from the newest event. */
export function calendarTime(unit: Unit, back: number, bound: 'from' | 'until' | null): string {
  const from = calendarStart(unit, back)
  if (bound === 'until') return `eventTime < ${from}`
  if (bound === 'from' || back === 0) return `eventTime >= ${from}`
  return `eventTime >= ${from} AND eventTime < ${calendarStart(unit, back - 1)}`
}

function calendarStart(unit: Unit, back: number): string {
  const start = `date_trunc('${unit}', ${newest})`
  return back === 0 ? start : `${start} - ${interval(back, unit)}`
}

const interval = (count: number, unit: Unit): string =>
  unit === 'week' ? `INTERVAL '${count * 7}' DAY` : `INTERVAL '${count}' ${unit.toUpperCase()}`

const isTo = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && ['to', 'and', 'until', 'till', '-', '–'].includes(lexeme.word)

const within = (from: string, until: string): string => `eventTime >= ${moment(from)} AND eventTime < ${moment(until)}`

const moment = (iso: string): string => `TIMESTAMP '${iso.replace('T', ' ')}'`

function spanAt(lexemes: readonly Lexeme[], at: number): SpanRead | null {
  const first = lexemes[at]
  if (first === undefined) return null
  if (first.kind === 'moment') {
    const clock = lexemes[at + 1]
    if (clock?.kind === 'clock' && first.text.length === 10)
      return counted(spanOf(`${first.text} ${clock.text.padStart(5, '0')}`), 2)
    return counted(spanOf(first.text), 1)
  }
  return namedMonth(lexemes, at)
}

/** `March 2025`, `11 March 2025`, `March 11 2025`. Without a year it is no time: evidence may hold several. */
function namedMonth(lexemes: readonly Lexeme[], at: number): SpanRead | null {
  const words = lexemes.slice(at, at + 3).map(({ word }) => word.replace(/(?<=\d)(st|nd|rd|th)$/, ''))
  const place = words.findIndex((word) => monthOf(word) !== 0)
  const month = monthOf(words[place] ?? '')
  if (month === 0 || place > 1) return null
  const numbers = words.filter((_, i) => i !== place && i <= place + 2).map(Number)
  const isDay = (n: number | undefined) => n !== undefined && n >= 1 && n <= 31
  const isYear = (n: number | undefined) => n !== undefined && n >= 2000 && n <= 2100
  const mm = String(month).padStart(2, '0')
  if (place === 0 && isYear(numbers[0])) return counted(spanOf(`${numbers[0]}-${mm}`), 2)
  if (isDay(numbers[0]) && isYear(numbers[1]))
    return counted(spanOf(`${numbers[1]}-${mm}-${String(numbers[0]).padStart(2, '0')}`), 3)
  return null
}

const monthOf = (word: string): number =>
  word.length < 3 ? 0 : months.findIndex((month) => month === word || month.slice(0, 3) === word) + 1

const counted = (span: Span | null, words: number): SpanRead | null => (span === null ? null : { ...span, words })

/** Null for a day or a time that is none, such as 2025-02-30. */
function spanOf(written: string): Span | null {
  const text = written.replace('T', ' ').replace('Z', '')
  const [date = '', clock] = text.split(' ')
  const [year = 0, month, day] = date.split('-').map(Number)
  const from = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  if (from.getUTCMonth() !== (month ?? 1) - 1) return null
  if (clock !== undefined) {
    const [hours = 0, minutes = 0, seconds] = clock.split(':').map(Number)
    if (hours > 23 || minutes > 59 || (seconds ?? 0) >= 60) return null
    from.setUTCHours(hours, minutes, 0, Math.round((seconds ?? 0) * 1000))
    return spanUntil(from, from.getTime() + (seconds === undefined ? 60_000 : 1000), false)
  }
  const until = day === undefined ? Date.UTC(year, month ?? 1, 1) : Date.UTC(year, month! - 1, day + 1)
  return spanUntil(from, until, true)
}

const spanUntil = (from: Date, until: number, isDays: boolean): Span => ({
  from: iso(from),
  until: iso(new Date(until)),
  isDays,
})

const iso = (date: Date): string => date.toISOString().replace(/(\.000)?Z$/, '')
