import { hourMs } from '../../../src-shared/base/time.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn, timesOf } from '../columns.ts'
import { History, wholeHours } from './history.ts'
import { Pairs } from './pairs.ts'

/** Hours of delivery of an account and Region that are proven to be whole: hours since 1970, ascending. */
export interface ProvenHours {
  readonly account: string
  readonly region: string
  readonly hours: Int32Array
}

/** What of its time a case holds: as a whole, and by account and Region. */
export interface Held {
  readonly whole: History
  readonly places: Pairs
  /** By the number of a place. */
  readonly histories: readonly History[]
  /** 1 for files that are verified. */
  readonly isVerified: Uint8Array
}

const rowsPerStep = 25_000

/** Ascending hours with events: of all log files, and of verified ones. */
class Hours {
  readonly all: number[] = []
  readonly verified: number[] = []

  add(hour: number, isVerified: number): void {
    if (this.all.at(-1) !== hour) this.all.push(hour)
    if (isVerified === 1 && this.verified.at(-1) !== hour) this.verified.push(hour)
  }
}

/**
 * Where the hours of an account and Region are proven, by digests, these are held: a quiet hour is known to be quiet, and
 * files that no digest lists change nothing. Elsewhere an hour is held in which the account has any event, from the first
 * event of the Region on: with a file that was not read, all the events in it are gone. Where an account and Region have
 * events in verified log files, no others count: whoever can add files must not be able to say what is usual.
 */
export function* heldSteps(snapshot: Snapshot, proven: readonly ProvenHours[]): Steps<Held> {
  const { times, timed } = timesOf(snapshot)
  const account = textColumn(snapshot, 'recipientAccountId')
  const region = textColumn(snapshot, 'awsRegion')
  const isVerified = Uint8Array.from(snapshot.files, ({ verdict }) => (verdict === 'verified' ? 1 : 0))
  const { file } = snapshot.locator
  const places = new Pairs(account.dictionary.length, region.dictionary.length)
  const whole = new Hours()
  const ofAccount = account.dictionary.map(() => new Hours())
  const first: { all: number; verified: number }[] = []
  for (let row = 0; row < timed; row++) {
    const hour = Math.floor(times[row]! / hourMs)
    const verified = isVerified[file[row]!]!
    const place = places.number(account.codes[row]!, region.codes[row]!)
    if (place === first.length) first.push({ all: hour, verified: Number.POSITIVE_INFINITY })
    if (verified === 1 && hour < first[place]!.verified) first[place]!.verified = hour
    whole.add(hour, verified)
    ofAccount[account.codes[row]!]!.add(hour, verified)
    if (row % rowsPerStep === rowsPerStep - 1) yield
  }
  const provenAt = new Map(proven.filter(({ hours }) => hours.length > 0).map((each) => [`${each.account} ${each.region}`, each.hours]))
  const histories: History[] = []
  for (let place = 0; place < places.size; place++) {
    const [of, at] = [places.first[place]!, places.second[place]!]
    const hours = provenAt.get(`${account.dictionary[of]} ${region.dictionary[at]}`)
    histories.push(hours === undefined ? historyOf(ofAccount[of]!, first[place]!) : new History(wholeHours(hours), 'verified'))
    yield
  }
  const isVerifiedAtAll = whole.verified.length > 0
  const everything = provenAt.size > 0 ? new History(wholeHours(heldByAll([...provenAt.values()])), 'verified') : historyOf(whole, { all: whole.all[0] ?? 0, verified: isVerifiedAtAll ? whole.verified[0]! : Number.POSITIVE_INFINITY })
  return { whole: everything, places, histories, isVerified }
} // biome-ignore format: one line a step

function historyOf({ all, verified }: Hours, first: { readonly all: number; readonly verified: number }): History {
  const isProven = first.verified !== Number.POSITIVE_INFINITY
  const hours = isProven ? verified : all
  const from = isProven ? first.verified : first.all
  return new History(Int32Array.from(hours.filter((hour) => hour >= from)), isProven ? 'verified' : 'all')
}

/** Hours that every place holds of those that lie between its first and its last. */
function heldByAll(places: readonly Int32Array[]): Int32Array {
  const changes = new Map<number, { begin: number; held: number }>()
  const at = (hour: number) => {
    const known = changes.get(hour) ?? { begin: 0, held: 0 }
    changes.set(hour, known)
    return known
  }
  for (const hours of places) {
    at(hours[0]!).begin++
    at(hours.at(-1)! + 1).begin--
    for (const hour of hours) at(hour).held++
  }
  let begun = 0
  const held: number[] = []
  for (const [hour, { begin, held: holders }] of [...changes].sort(([a], [b]) => a - b)) {
    begun += begin
    if (begun > 0 && holders === begun) held.push(hour)
  }
  return Int32Array.from(held)
}
