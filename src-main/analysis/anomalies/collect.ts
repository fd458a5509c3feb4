import { hourMs, minuteMs } from '../../../src-shared/base/time.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { FlagData, Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn, timesOf } from '../columns.ts'
import { Principals } from '../principals.ts'
import { type Entries, EntryList } from './entries.ts'
import { type Held, trusts } from './held.ts'
import type { History } from './history.ts'
import { Pairs } from './pairs.ts'
import { countedCategories, originsOf, type SeriesName, SeriesNames } from './series.ts'

/** The counts of a case, series by series. */
export interface Collected {
  readonly bucketMs: number
  readonly entries: Entries
  readonly nameOf: (series: number) => SeriesName
  /** What a series is learned from, and the hour from which on it could have had events. */
  readonly learnedBy: (series: number) => { readonly history: History; readonly begin: number }
}

const rowsPerStep = 10_000
/** A case that holds fewer hours is counted by five minutes, as CloudTrail Insights are; others by the hour. */
const leastHours = 72
const shortBucketMs = 5 * minuteMs

export function* collectSteps(snapshot: Snapshot, held: Held): Steps<Collected> {
  const principals = yield* Principals.steps(snapshot)
  const counter = new Counter(snapshot, held, principals)
  yield
  const { timed } = timesOf(snapshot)
  for (let row = 0; row < timed; row += rowsPerStep) {
    counter.count(row, Math.min(timed, row + rowsPerStep))
    yield
  }
  return yield* counter.collectedSteps()
}

/** What a number of a series stands for: a pair of `operationsAt`, of `errorsAt`, or an actor. */
interface Counted {
  readonly kind: SeriesName['kind']
  readonly of: number
}

/** Of events that are learned from. */
const leastTrust = ({ learnedFrom }: History): number =>
  learnedFrom === 'verified' ? trusts.verified : trusts.unproven

class Counter {
  readonly #bucketMs: number
  readonly #columns
  readonly #failed: Uint8Array
  readonly #origins
  readonly #operations: Pairs
  readonly #operationsAt: Pairs
  readonly #errorsAt: Pairs
  readonly #entries = new EntryList()
  readonly #series: Counted[] = []
  /** Numbers of series and 1, by what they count; 0 where there is none yet. */
  readonly #numbers: Readonly<Record<SeriesName['kind'], number[]>>
  /** By actor, the place of its first event that is learned from; -1 before. */
  readonly #begins: Int32Array
  #hidesData = false

  constructor(
    private readonly snapshot: Snapshot,
    private readonly held: Held,
    private readonly principals: Principals,
  ) {
    const flags = (name: 'managementEvent' | 'readOnly') => (snapshot.columns[name] as FlagData).values
    this.#bucketMs = held.whole.hours.length < leastHours ? shortBucketMs : hourMs
    this.#columns = {
      account: textColumn(snapshot, 'recipientAccountId').codes,
      region: textColumn(snapshot, 'awsRegion').codes,
      source: textColumn(snapshot, 'eventSource'),
      name: textColumn(snapshot, 'eventName'),
      error: textColumn(snapshot, 'errorCode'),
      category: textColumn(snapshot, 'eventCategory').codes,
      managementEvent: flags('managementEvent'),
      readOnly: flags('readOnly'),
    }
    this.#failed = failedCalls(snapshot)
    this.#origins = originsOf(snapshot)
    const { source, name, error } = this.#columns
    this.#operations = new Pairs(source.dictionary.length, name.dictionary.length)
    this.#operationsAt = new Pairs(Number.POSITIVE_INFINITY, held.places.size)
    this.#errorsAt = new Pairs(Number.POSITIVE_INFINITY, error.dictionary.length)
    const actors = this.#origins.dictionary.length + principals.names.length
    const noNumbers = () => new Array<number>(actors).fill(0)
    this.#numbers = { calls: [], errors: [], 'principal-calls': noNumbers(), 'principal-errors': noNumbers() }
    this.#begins = new Int32Array(actors).fill(-1)
  }

  /** Counts the rows from `from` to before `until`. */
  count(from: number, until: number): void {
    const { account, region, source, name, error, category, managementEvent, readOnly } = this.#columns
    const { times } = timesOf(this.snapshot)
    const { file } = this.snapshot.locator
    const { places, histories, trust, whole } = this.held
    const counted = countedCategories(this.snapshot)
    const leastOfWhole = leastTrust(whole)
    const leastAt = histories.map(leastTrust)
    for (let row = from; row < until; row++) {
      const bucket = Math.floor(times[row]! / this.#bucketMs)
      const trusted = trust[file[row]!]!
      const isVerified = trusted === trusts.verified
      const isFailed = this.#failed[row] === 2
      const place = places.number(account[row]!, region[row]!)
      if (counted.management[category[row]!] === 1) {
        const isWrite = readOnly[row] === 1
        if (managementEvent[row] === 1) this.#hidesData = true
        else if (isWrite || isFailed) {
          const operation = this.#operations.number(source.codes[row]!, name.codes[row]!)
          const at = this.#operationsAt.number(operation, place)
          const isLearned = trusted >= leastAt[place]!
          if (isWrite) this.#entries.count(this.#number('calls', at), bucket, isVerified, isLearned)
          if (isFailed) {
            const of = this.#errorsAt.number(at, error.codes[row]!)
            this.#entries.count(this.#number('errors', of), bucket, isVerified, isLearned)
          }
        }
      }
      const actor = this.#actorOf(row)
      if (actor === -1 || counted.calls[category[row]!] === 0) continue
      const isLearned = trusted >= leastOfWhole
      if (isLearned && this.#begins[actor] === -1) this.#begins[actor] = place
      this.#entries.count(this.#number('principal-calls', actor), bucket, isVerified, isLearned)
      if (isFailed) this.#entries.count(this.#number('principal-errors', actor), bucket, isVerified, isLearned)
    }
  }

  *collectedSteps(): Steps<Collected> {
    const names = new SeriesNames(this.snapshot, this.principals, this.#hidesData)
    const operationAt = (at: number, error: number | null) => {
      const [operation, place] = [this.#operationsAt.first[at]!, this.#operationsAt.second[at]!]
      const { first, second } = this.held.places
      const codes = { account: first[place]!, region: second[place]!, source: this.#operations.first[operation]!, name: this.#operations.second[operation]! }
      return names.operation(place, codes, error)
    }
    const nameOf = (series: number): SeriesName => {
      const { kind, of } = this.#series[series]!
      if (kind === 'calls') return operationAt(of, null)
      if (kind === 'errors') return operationAt(this.#errorsAt.first[of]!, this.#errorsAt.second[of]!)
      return names.principal(kind, of, this.#origins.dictionary)
    }
    return {
      bucketMs: this.#bucketMs,
      entries: yield* this.#entries.sortedSteps(),
      nameOf,
      learnedBy: (series) => this.#learnedBy(this.#series[series]!),
    }
  }

  #learnedBy({ kind, of }: Counted): { readonly history: History; readonly begin: number } {
    const { histories, whole } = this.held
    if (kind === 'calls' || kind === 'errors') {
      const at = kind === 'calls' ? of : this.#errorsAt.first[of]!
      const history = histories[this.#operationsAt.second[at]!]!
      return { history, begin: history.hours[0] ?? 0 }
    }
    const place = this.#begins[of]!
    return { history: whole, begin: (place === -1 ? undefined : histories[place]!.hours[0]) ?? whole.hours[0] ?? 0 }
  }

  #number(kind: Counted['kind'], of: number): number {
    const numbers = this.#numbers[kind]
    const known = numbers[of] ?? 0
    if (known !== 0) return known - 1
    const number = this.#series.push({ kind, of })
    numbers[of] = number
    return number - 1
  }

  /** A code of `origin`, or behind these one of the principals; -1 where the event names nobody. */
  #actorOf(row: number): number {
    const origin = this.#origins.codes[row]!
    if (origin !== 0) return origin
    const principal = this.principals.codes[row]!
    return principal === 0 ? -1 : this.#origins.dictionary.length + principal
  }
} // biome-ignore format: one line a fact
