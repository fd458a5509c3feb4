import { hourMs } from '../../../src-shared/base/time.ts'
import { heldByAllSteps } from '../../columns/held-hours.ts'
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
  /** Of each file, how far its events are believed. */
  readonly trust: Uint8Array
}

/** An altered file, one that nothing proves, and a verified one. */
export const trusts = { altered: 0, unproven: 1, verified: 2 } as const

const rowsPerStep = 25_000

/** Ascending hours with events: of verified log files, and of all that are not known to be altered. */
class Hours {
  readonly all: number[] = []
  readonly verified: number[] = []

  add(hour: number, trust: number): void {
    if (trust >= trusts.unproven && this.all.at(-1) !== hour) this.all.push(hour)
    if (trust === trusts.verified && this.verified.at(-1) !== hour) this.verified.push(hour)
  }
}

/** The hour of the first event that is learned from; infinite where there is none. */
interface First {
  all: number
  verified: number
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
  const trust = Uint8Array.from(snapshot.files, ({ verdict }) =>
    verdict === 'verified' ? trusts.verified : verdict === 'invalid' ? trusts.altered : trusts.unproven,
  )
  const { file } = snapshot.locator
  const places = new Pairs(account.dictionary.length, region.dictionary.length)
  const whole = new Hours()
  const ofAccount = account.dictionary.map(() => new Hours())
  const first: First[] = []
  for (let row = 0; row < timed; row++) {
    const hour = Math.floor(times[row]! / hourMs)
    const trusted = trust[file[row]!]!
    const place = places.number(account.codes[row]!, region.codes[row]!)
    if (place === first.length) first.push({ all: Number.POSITIVE_INFINITY, verified: Number.POSITIVE_INFINITY })
    if (trusted >= trusts.unproven && hour < first[place]!.all) first[place]!.all = hour
    if (trusted === trusts.verified && hour < first[place]!.verified) first[place]!.verified = hour
    whole.add(hour, trusted)
    ofAccount[account.codes[row]!]!.add(hour, trusted)
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
  const ofWhole = { all: whole.all[0] ?? Number.POSITIVE_INFINITY, verified: whole.verified[0] ?? Number.POSITIVE_INFINITY }
  const everything = provenAt.size === 0 ? historyOf(whole, ofWhole) : new History(wholeHours(yield* heldByAllSteps([...provenAt.values()])), 'verified')
  return { whole: everything, places, histories, trust }
} // biome-ignore format: one line a step

function historyOf({ all, verified }: Hours, first: First): History {
  const isProven = first.verified !== Number.POSITIVE_INFINITY
  const hours = isProven ? verified : all
  const from = isProven ? first.verified : first.all
  return new History(Int32Array.from(hours.filter((hour) => hour >= from)), isProven ? 'verified' : 'all')
}
