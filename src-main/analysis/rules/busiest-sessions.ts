import { formatCounted } from '../../../src-shared/base/count.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf, type Where } from '../../../src-shared/filter/model.ts'
import { textColumn } from '../columns.ts'
import { is } from '../conditions.ts'
import { Deeds, type FullestSpan, fuller, isHabit } from './fullest-spans.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { listed } from './words.ts'

/** What is counted, of whom it is too much, and how it is told. */
interface Measure {
  readonly width: number
  /** Different things in one span. Fewer are no hit. */
  readonly least: number
  /** What a principal does on every second day is a habit and no hit. */
  readonly sparesHabits: boolean
  /** Columns that select the events counted, beside who and when. */
  readonly conditions: readonly Where[]
  /** `calls`: how many events there are, and from where: `12 calls from 192.0.2.1`. */
  readonly sentence: (who: string, span: FullestSpan, calls: string) => string
}

/**
 * Deeds by session: a role is used by many machines at once, which together do a lot. A principal without sessions, such as
 * a user, has one ARN and so is one.
 */
export class SessionDeeds {
  readonly #deeds = new Deeds()
  readonly #opened: DetectionCase
  readonly #arns: ReturnType<typeof textColumn>

  constructor(opened: DetectionCase) {
    this.#opened = opened
    this.#arns = textColumn(opened.snapshot, 'userIdentityArn')
  }

  add(row: number, kind: number, time: number): void {
    this.#deeds.add(this.whoOf(row), kind, time, this.#opened.baseline.has(row))
  }

  /** The number of the session that made the call. */
  whoOf(row: number): number {
    return this.#opened.principals.codes[row]! * this.#arns.dictionary.length + this.#arns.codes[row]!
  }

  /** Sessions that did so many different things in one span. */
  busy(width: number, least: number): ReadonlySet<number> {
    return new Set(Array.from(this.#deeds.fullest(width, least), ([who]) => who))
  }

  #addressesOf(rows: Iterable<number>): readonly string[] {
    const { codes, dictionary } = textColumn(this.#opened.snapshot, 'sourceIPAddress')
    const used = new Set<number>()
    for (const row of rows) used.add(codes[row]!)
    return [...used].map((code) => (code === 0 ? 'no address' : dictionary[code]!))
  }

  /** Per principal a hit about the session that did most different things in one span. */
  hits({ width, least, sparesHabits, conditions, sentence }: Measure): Hit[] {
    const { principals, query } = this.#opened
    const sessions = this.#arns.dictionary.length
    const busiest = new Map<number, { arn: number; span: FullestSpan; fullDays: Set<number> }>()
    for (const [who, span, fullDays] of this.#deeds.fullest(width, least)) {
      const [principal, arn] = [Math.floor(who / sessions), who % sessions]
      const known = busiest.get(principal)
      if (known === undefined) busiest.set(principal, { arn, span, fullDays: new Set(fullDays) })
      else {
        for (const day of fullDays) known.fullDays.add(day)
        if (fuller(span, known.span) > 0) Object.assign(known, { arn, span })
      }
    }
    return [...busiest].flatMap(([principal, { arn, span, fullDays }]): Hit[] => {
      const days = () => this.#deeds.daysOf((who) => Math.floor(who / sessions) === principal)
      if (sparesHabits && isHabit(fullDays, days)) return []
      const subject = principals.names[principal]!
      const session = this.#arns.dictionary[arn] || null
      const filter = filterOf(
        [
          ...conditions,
          ...(session === subject ? [] : [is('userIdentityArn', session)]),
          ...principals.conditions[principal]!,
        ],
        { from: span.first as UtcMs, until: (span.last + 1) as UtcMs },
      )
      const rows = query.select(filter) ?? []
      const events = query.count(filter)
      const calls = `${formatCounted(events, 'call')} from ${listed(this.#addressesOf(rows))}`
      const who = session === null || session === subject ? subject : `${session}, a session of ${subject},`
      const [firstSeen, lastSeen] = [span.first as UtcMs, span.last as UtcMs]
      return [{ subject, events, firstSeen, lastSeen, sentence: sentence(who, span, calls), filter }]
    })
  }
}
