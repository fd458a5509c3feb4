import { minuteMs } from './time.ts'

/** A zone that times are shown in. All times are kept in UTC. */
export interface Zone {
  /** `UTC`, or a name of the IANA time zone database: `Europe/Berlin`. */
  readonly name: string
  /** Milliseconds that clocks of the zone are ahead of UTC at this time. */
  offsetAt(ms: number): number
}

export const utc: Zone = { name: 'UTC', offsetAt: () => 0 }

const made = new Map<string, Zone>([['UTC', utc]])

/** Null for a name that this program's time zone database does not know. */
export function zoneOf(name: string): Zone | null {
  const known = made.get(name)
  if (known !== undefined) return known
  const zone = makeZone(name)
  if (zone !== null) made.set(name, zone)
  return zone
}

function makeZone(name: string): Zone | null {
  let clock: Intl.DateTimeFormat
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }
  const offsetAt = (ms: number) => {
    const seconds = Math.floor(ms / 1000) * 1000
    const part = new Map(clock.formatToParts(seconds).map(({ type, value }) => [type, value]))
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(part.get(type))
    const year = part.get('era') === 'BC' ? 1 - number('year') : number('year')
    const local = new Date(0)
    local.setUTCFullYear(year, number('month') - 1, number('day'))
    local.setUTCHours(number('hour'), number('minute'), number('second'))
    return local.getTime() - seconds
  }
  return { name, offsetAt }
}

/** The time at which clocks of the zone show `local`, which is written as if it were UTC. */
export function fromLocal(local: number, zone: Zone): number {
  const guess = local - zone.offsetAt(local)
  return local - zone.offsetAt(guess)
}

/** `+02:00`, `-03:30`; `Z` for UTC alone, so that no other zone looks like it. */
export function offsetText(ms: number, zone: Zone): string {
  if (zone.name === 'UTC') return 'Z'
  const minutes = Math.round(zone.offsetAt(ms) / minuteMs)
  const [sign, all] = minutes < 0 ? ['-', -minutes] : ['+', minutes]
  const two = (part: number) => String(part).padStart(2, '0')
  return `${sign}${two(Math.floor(all / 60))}:${two(all % 60)}`
}
