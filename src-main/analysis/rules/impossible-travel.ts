import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, minuteMs, secondMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import { noLookups, type Place, placeIn } from '../../columns/lookups.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { trustedNote } from '../trusted.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { listed } from './words.ts'

/** An airliner flies at 900 km/h. */
const mostKmPerHour = 1_000
/** Two cities of one region, or two guesses at one place, lie nearer. */
const leastKm = 500
/** CloudTrail writes times in whole seconds. */
const timeErrorMs = secondMs

/** A place that something was used from, where the user's files tell it. */
interface Located extends Place {
  readonly latitude: number
  readonly longitude: number
}

interface Use {
  readonly address: number
  readonly time: number
}

interface Journey {
  readonly from: Use
  readonly to: Use
  readonly km: number
}

/**
 * Identities that are used from two places farther apart than anybody travels in the time between. Addresses of AWS, of
 * VPNs and of trusted networks are left out, and so are sign-ins that failed: nobody came in by them. Without a database
 * of places nothing is known.
 */
export function impossibleTravel({ snapshot, query }: DetectionCase): Hit[] {
  const { lookups = noLookups } = snapshot
  const { dictionary: addresses } = textColumn(snapshot, 'sourceIPAddress')
  const places = addresses.map((address) => located(placeIn(lookups, address)))
  if (!places.some((place) => place !== null)) return []
  const arns = textColumn(snapshot, 'userIdentityArn').dictionary
  return [...journeysOf(snapshot, places)].map(([arn, journeys]): Hit => {
    const subject = arns[arn]!
    const fastest = journeys.reduce((most, next) => (speedOf(next) > speedOf(most) ? next : most))
    const from = [...new Set(journeys.flatMap((journey) => [journey.from.address, journey.to.address]))]
    const filter = filterOf(null, [
      { column: 'sourceIPAddress', operator: 'is', values: from.map((address) => addresses[address]!) },
      is('userIdentityArn', subject),
    ])
    const events = query.count(filter)
    const first = Math.min(...journeys.map((journey) => journey.from.time)) as UtcMs
    const last = Math.max(...journeys.map((journey) => journey.to.time)) as UtcMs
    const { from: left, to: reached, km } = fastest
    return {
      subject,
      events,
      firstSeen: first,
      lastSeen: last,
      sentence:
        `${subject} was used from ${told(left)} at ${formatUtc(left.time as UtcMs)} and from ${told(reached)} at ` +
        `${formatUtc(reached.time as UtcMs)}: ${formatCount(Math.round(km))} km in ${durationOf(reached.time - left.time)}, ` +
        `faster than ${formatCount(mostKmPerHour)} km/h. ${othersOf(journeys.length)}Places nearer than ` +
        `${formatCount(leastKm)} km are not compared. ${formatCounted(events, 'event')} came from ` +
        `${listed(from.map((address) => addresses[address]!))}.${trustedNote(lookups)}`,
      filter,
    }
  })

  function told({ address }: Use): string {
    const { city, country } = places[address]!
    const name = [city, country].filter((part) => part !== null).join(', ')
    return name === '' ? addresses[address]! : `${addresses[address]} (${name})`
  }
}

/** Null where the place says nothing of who is there. */
const located = (place: Place | null): Located | null =>
  place === null || place.latitude === null || place.isAws || place.vpn !== null || place.trusted !== null
    ? null
    : (place as Located)

/** By the identity. Events of each are compared with the one before. */
function journeysOf(snapshot: DetectionCase['snapshot'], places: readonly (Located | null)[]) {
  const { times, timed } = timesOf(snapshot)
  const addresses = textColumn(snapshot, 'sourceIPAddress').codes
  const arns = textColumn(snapshot, 'userIdentityArn').codes
  const { codes: names, dictionary } = textColumn(snapshot, 'eventName')
  const signIn = dictionary.indexOf('ConsoleLogin')
  const isFailed = failedCalls(snapshot)
  const distance = distances(places)
  const last = new Map<number, Use>()
  const journeys = new Map<number, Journey[]>()
  for (let row = 0; row < timed; row++) {
    const address = addresses[row]!
    const arn = arns[row]!
    if (places[address] === null || arn === 0) continue
    if (names[row] === signIn && isFailed[row] === 2) continue
    const before = last.get(arn)
    const use = { address, time: times[row]! }
    last.set(arn, use)
    if (before === undefined || before.address === address) continue
    const journey = { from: before, to: use, km: distance(before.address, address) }
    if (journey.km < leastKm || speedOf(journey) <= mostKmPerHour) continue
    const known = journeys.get(arn)
    if (known === undefined) journeys.set(arn, [journey])
    else known.push(journey)
  }
  return journeys
}

/** km/h; the least that the times allow. */
const speedOf = ({ from, to, km }: Journey): number => km / ((to.time - from.time + timeErrorMs) / hourMs)

/** The same two addresses follow each other again and again. */
function distances(places: readonly (Located | null)[]) {
  const known = new Map<number, number>()
  return (one: number, other: number): number => {
    const key = one * places.length + other
    const km = known.get(key) ?? greatCircleKm(places[one]!, places[other]!)
    known.set(key, km)
    return km
  }
}

const earthRadiusKm = 6_371

/** Haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984, page 159). */
export function greatCircleKm(one: Pick<Located, 'latitude' | 'longitude'>, other: typeof one): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const sine = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2
  const cosines = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude))
  const half = sine(other.latitude - one.latitude) + cosines * sine(other.longitude - one.longitude)
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(half)))
}

function durationOf(ms: number): string {
  if (ms < minuteMs) return formatCounted(Math.round(ms / secondMs), 'second')
  if (ms < 2 * hourMs) return formatCounted(Math.round(ms / minuteMs), 'minute')
  return formatCounted(Math.round(ms / hourMs), 'hour')
}

const othersOf = (journeys: number): string =>
  journeys === 1
    ? ''
    : `${formatCounted(journeys - 1, 'further change')} of place ${journeys === 2 ? 'is' : 'are'} as fast. `
