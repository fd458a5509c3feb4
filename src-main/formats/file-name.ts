import { type UtcMs, utcOf } from '../../src-shared/base/time.ts'

/** What the name of a file in a trail's bucket says it is. */
export type KeyKind = 'log' | 'insights-log' | 'network-activity-log' | 'aggregated-log' | 'digest' | 'backfill-digest'

/** The parts of a delivered file's own name. */
export interface FileNameParts {
  readonly kind: KeyKind
  readonly account: string
  readonly region: string
  /** Trail and its home Region stand in digests' names only. */
  readonly trail: string | null
  readonly homeRegion: string | null
  /** Log files: delivery, to the minute. Digests: the end of their window, to the second. */
  readonly time: UtcMs
}

/**
 * A log file's name (AWS CloudTrail user guide, "CloudTrail log file name format"), or an Insights or network
 * activity file's: `<account>_CloudTrail[-Insight]_<region>_<yyyymmddThhmm>Z_<unique>.json[.gz]`.
 */
const logForm =
  /^(\d{12})_(CloudTrail|CloudTrail-[A-Za-z]+)_([a-z0-9-]+)_(\d{8}T\d{4}(?:\d{2})?)Z_[^_./]+\.json(?:\.gz)?$/

/**
 * A digest's: `<account>_CloudTrail-Digest_<region>_<trail>_<home region>_<yyyymmddThhmmss>Z[_backfill].json[.gz]`.
 * A trail's name may hold `_` and look like a Region itself: the Region comes first, the time last and the home
 * Region before it; all the rest is the name.
 */
const digestForm =
  /^(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_(.+)_([a-z0-9-]+)_(\d{8}T\d{6})Z(_backfill)?\.json(?:\.gz)?$/

/**
 * Parts of the last part of `path`; null where it is no name that CloudTrail gives. `keep` may give one string for all
 * that are equal, where very many are kept.
 */
export function parseFileName(path: string, keep = (text: string): string => text): FileNameParts | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const digest = digestForm.exec(name)
  if (digest !== null) {
    const [, account = '', region = '', trail = '', homeRegion = '', stamp = '', backfill] = digest
    const time = parseStamp(stamp)
    if (time === null) return null
    return {
      kind: backfill ? 'backfill-digest' : 'digest',
      account: keep(account),
      region: keep(region),
      trail: keep(trail),
      homeRegion: keep(homeRegion),
      time,
    }
  }
  const log = logForm.exec(name)
  if (log === null) return null
  const [, account = '', folder = '', region = '', stamp = ''] = log
  const time = parseStamp(stamp)
  if (time === null) return null
  const kind = kindOfFolder(`${path}/${folder}`)
  return { kind, account: keep(account), region: keep(region), trail: null, homeRegion: null, time }
}

/** Insights and network activity files lie in folders of their own: `CloudTrail-Insight`, `CloudTrail-NetworkActivity`. */
function kindOfFolder(path: string): KeyKind {
  if (/CloudTrail-Insight/i.test(path)) return 'insights-log'
  if (/CloudTrail-Aggregat/i.test(path)) return 'aggregated-log'
  return /CloudTrail-Network/i.test(path) ? 'network-activity-log' : 'log'
}

/** The key's part before `/CloudTrail-Digest/`: `[prefix/]AWSLogs/[o-…/]<account>`; empty where there is none. */
export function baseOfDigestKey(key: string): string {
  const at = key.indexOf('/CloudTrail-Digest/')
  return at === -1 ? '' : key.slice(0, at)
}

/** `20240305T1015` or `20240305T101500`, UTC; digits alone were matched. */
function parseStamp(stamp: string): UtcMs | null {
  const digits = (from: number, to: number) => Number(stamp.slice(from, to))
  return utcOf(digits(0, 4), digits(4, 6), digits(6, 8), digits(9, 11), digits(11, 13), digits(13, 15))
}
