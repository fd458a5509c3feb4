import type { UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf, type Where } from '../../../src-shared/filter/model.ts'
import { textColumn } from '../columns.ts'
import { is } from '../conditions.ts'
import { Deeds, type FullestSpan, isHabit } from './fullest-spans.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** What is counted, of whom it is too much, and how it is told. */
interface Measure {
  readonly width: number
  /** Different things in one span. Fewer are no hit. */
  readonly least: number
  /** What a principal does on every second day is a habit and no hit. */
  readonly sparesHabits: boolean
  /** Columns that select the events counted, beside who and when. */
  readonly conditions: readonly Where[]
  readonly sentence: (who: string, span: FullestSpan, events: number) => string
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
    const who = this.#opened.principals.codes[row]! * this.#arns.dictionary.length + this.#arns.codes[row]!
    this.#deeds.add(who, kind, time)
  }

  /** Per principal a hit about the session that did most different things in one span. */
  hits({ width, least, sparesHabits, conditions, sentence }: Measure): Hit[] {
    const { principals, query } = this.#opened
    const busiest = new Map<number, { arn: number; span: FullestSpan; fullDays: Set<number>; days: Set<number> }>()
    for (const [who, { fullest, fullDays, days }] of this.#deeds.fullest(width, least)) {
      const principal = Math.floor(who / this.#arns.dictionary.length)
      const arn = who % this.#arns.dictionary.length
      const known = busiest.get(principal)
      const of = known ?? { arn, span: fullest ?? nothing, fullDays: new Set(), days: new Set() }
      for (const day of fullDays) of.fullDays.add(day)
      for (const day of days) of.days.add(day)
      if (fullest !== null && fullest.kinds > of.span.kinds) Object.assign(of, { arn, span: fullest })
      busiest.set(principal, of)
    }
    return [...busiest].flatMap(([principal, { arn, span, fullDays, days }]): Hit[] => {
      if (span === nothing || (sparesHabits && isHabit(fullDays, days))) return []
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
      const events = query.count(filter)
      const who = session === null || session === subject ? subject : `${session}, a session of ${subject},`
      const [firstSeen, lastSeen] = [span.first as UtcMs, span.last as UtcMs]
      return [{ subject, events, firstSeen, lastSeen, sentence: sentence(who, span, events), filter }]
    })
  }
}

const nothing: FullestSpan = { kinds: 0, first: 0, last: 0 }
