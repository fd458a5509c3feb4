import { dayMs, formatUtc, hourMs, type TimeRange, type UtcMs } from '../../src-shared/base/time.ts'
import type { FetchRequest } from '../../src-shared/model/acquisition.ts'
import { parseFileName } from '../formats/file-name.ts'

/**
 * How far a prefix leads into `[prefix/]AWSLogs/[o-…/]account/family/Region/yyyy/mm/dd/` (CloudTrail user guide,
 * "Finding your CloudTrail log files").
 */
export type Level = 'above' | 'logs' | 'organization' | 'account' | 'family' | 'region'

const root = /^(?:.*\/)?AWSLogs\//
const organization = /^o-[a-z0-9]{10,32}$/
const account = /^\d{12}$/
/** `CloudTrail`, `CloudTrail-Digest`, `CloudTrail-Insight`, `CloudTrail-NetworkActivity`; other services have names of their own. */
const family = /^CloudTrail(?:-[A-Za-z]+)?$/

/** The level that a prefix leads to; `region` also for what lies below one. */
export function levelOf(prefix: string): Level {
  const parts = partsBelowRoot(prefix)
  if (parts === null) return 'above'
  const below = organization.test(parts[0] ?? '') ? parts.slice(1) : parts
  const levels = [parts.length === 0 ? 'logs' : 'organization', 'account', 'family', 'region'] as const
  return levels[Math.min(below.length, 3)]!
}

/** Null above `AWSLogs/`. A bucket of a landing zone has `AWSLogs` further down, so the last one counts. */
function partsBelowRoot(prefix: string): readonly string[] | null {
  const above = root.exec(prefix)?.[0]
  return above === undefined
    ? null
    : prefix
        .slice(above.length)
        .split('/')
        .filter((part) => part !== '')
}

/** Whether a level is to be gone into: `wanted`, `other` (another account, Region, …), or `foreign` to CloudTrail. */
export type Choice = 'wanted' | 'other' | 'foreign'

export function choose(prefix: string, request: FetchRequest): Choice {
  const parts = partsBelowRoot(prefix)
  if (parts === null || parts.length === 0) return 'wanted'
  const isOrganization = organization.test(parts[0]!)
  const of = isOrganization ? parts[0]! : ''
  const [accountId, familyName, region] = isOrganization ? parts.slice(1) : parts
  if (accountId !== undefined && !account.test(accountId)) return 'foreign'
  if (familyName !== undefined && !family.test(familyName)) return 'foreign'
  const isWanted =
    isAmong(request.organizations, of) &&
    (accountId === undefined || isAmong(request.accounts, accountId)) &&
    (region === undefined || isAmong(request.regions, region))
  return isWanted ? 'wanted' : 'other'
}

const isAmong = (chosen: readonly string[], name: string): boolean => chosen.length === 0 || chosen.includes(name)

/** `CloudTrail`, … of a key; null where it is in none. */
export const familyOf = (key: string): string | null => {
  const parts = partsBelowRoot(key)
  return parts?.find((part) => family.test(part)) ?? null
}

/** Of a prefix that leads to a Region, or further. */
export const regionPrefixOf = (prefix: string): string =>
  /^((?:.*\/)?AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?\d{12}\/CloudTrail(?:-[A-Za-z]+)?\/[^/]+\/)/.exec(prefix)?.[1] ?? prefix

/**
 * What is fetched beyond the time that is asked for. Digests name the log files that were delivered in their hour, and
 * the next digest repeats the signature of the one before, so later ones are needed; log files that lie before the first
 * and behind the last event's delivery are needed, so that no digest names one that is not there.
 */
export const margin = { before: 2 * hourMs, after: 2 * hourMs } as const

/** The time whose files are fetched; an open end stays open. */
export function widened({ from, until }: TimeRange): TimeRange {
  return {
    from: from === null ? null : ((from - margin.before) as UtcMs),
    until: until === null ? null : ((until + margin.after) as UtcMs),
  }
}

/** Keys of the days of a range, in their order, below the prefix of a Region. */
export interface DayKeys {
  /** Null for the first there is. */
  readonly after: string | null
  /** The first key that is beyond; null for none. */
  readonly before: string | null
}

export function dayKeys(regionPrefix: string, range: TimeRange): DayKeys {
  const { from, until } = range
  return {
    after: from === null ? null : regionPrefix + dayFolder(from),
    before: until === null ? null : regionPrefix + dayFolder((until + dayMs) as UtcMs),
  }
}

/** `2024/03/05` */
export const dayFolder = (time: UtcMs): string => formatUtc(time).slice(0, 10).replaceAll('-', '/')

/** Whether the name says that a file belongs to the time; true where it does not say. */
export function isWithin(key: string, asked: TimeRange): boolean {
  const name = parseFileName(key)
  if (name === null) return true
  const isDigest = name.kind === 'digest' || name.kind === 'backfill-digest'
  const { from, until } = widened(asked)
  const first = isDigest ? asked.from : from
  return (first === null || name.time >= first) && (until === null || name.time <= until)
}
