import type { InTheWay, LogFault, LogVerdict, ObjectUri, OtherKind } from '../../../src-shared/model/integrity.ts'
import { holdsRecords } from '../../formats/cloudtrail-log.ts'
import { type EvidenceFile, type LogFile, wasRead } from '../evidence/evidence.ts'
import { effectivePlace } from './digest-proofs.ts'
import type { Examined } from './examined.ts'
import { gzipWarnings } from './gzip-warnings.ts'

/** One digest's word on a log file. */
export interface Listing {
  readonly by: Examined
  readonly hash: string | null
}

/** What digests list, by place; the most trustworthy listing of each place first. */
export function indexListings(examined: readonly Examined[]): ReadonlyMap<ObjectUri, readonly Listing[]> {
  const listings = new Map<ObjectUri, Listing[]>()
  for (const by of examined) {
    for (const { place, hash } of by.file.digest?.logs ?? []) {
      const known = listings.get(place)
      if (known === undefined) listings.set(place, [{ by, hash }])
      // A digest that lists a file twice is no two digests.
      else if (known.at(-1)?.by !== by || known.at(-1)?.hash !== hash) known.push({ by, hash })
    }
  }
  for (const known of listings.values()) if (known.length > 1) known.sort(byTrust)
  return listings
}

/** Proven before unproven, then by the end of the window, then by place: the same for any order of reading. */
function byTrust(a: Listing, b: Listing): number {
  if (a.by.proven !== b.by.proven) return a.by.proven ? -1 : 1
  const time = (a.by.file.digest?.end ?? 0) - (b.by.file.digest?.end ?? 0)
  if (time !== 0) return time
  return a.by.file.uri < b.by.file.uri ? -1 : 1
}

/** The verdict on a log file that digests list. */
export function judgeListed(file: LogFile, listings: readonly Listing[]): LogVerdict {
  const fits = ({ hash }: Listing): boolean => hash !== null && hash === file.sha256
  const proven = listings.filter(({ by }) => by.proven)
  const listing = proven.find(fits) ?? proven[0]
  if (listing === undefined) {
    const unproven = listings.find(fits) ?? (listings[0] as Listing)
    const hashMatches = wasRead(file) ? fits(unproven) : null
    return { status: 'unverified', listedBy: uriOf(unproven), hashMatches, ...(hashMatches ? whereItLies(file) : {}) }
  }
  const listedBy = uriOf(listing)
  if (!wasRead(file)) return { status: 'unverified', listedBy, hashMatches: null }
  const reasons = faultsOf(file, fits(listing))
  if (reasons.length > 0) return { status: 'invalid', listedBy, reasons, ...whatElseItIs(file), ...recoded(file) }
  const warnings = gzipWarnings(file)
  return { status: 'verified', listedBy, ...whereItLies(file), ...(warnings.length === 0 ? {} : { warnings }) }
}

/** Told of a file that is the log file by its hash, and not by its name, or that is so once more. */
function whereItLies({ liesAt, repeats, place }: LogFile): { liesAt?: ObjectUri; copyOf?: ObjectUri } {
  if (liesAt === null && !repeats) return nothingMore
  return { ...(liesAt === null ? {} : { liesAt }), ...(repeats && place !== null ? { copyOf: place } : {}) }
}

/** Told of a file that is no log file at all. */
const whatElseItIs = ({ kind }: LogFile): { holds?: OtherKind } =>
  holdsRecords(kind) || kind === 'other' || kind === 'placeholder' ? nothingMore : { holds: kind }

/** Told of a file that is invalid because somebody's tool wrote its text anew. */
export const recoded = ({ isUtf16 }: EvidenceFile): { isUtf16?: true } => (isUtf16 ? { isUtf16 } : nothingMore)

const isLogOrUnknown = (file: LogFile): boolean => whatElseItIs(file).holds === undefined

const nothingMore = {}

/** The verdict on a log file that a digest lists and nobody found. */
export function judgeAbsent(listings: readonly Listing[], inItsPlace: InTheWay | undefined): LogVerdict {
  const listing = listings[0] as Listing
  const instead = inItsPlace === undefined ? {} : { inItsPlace }
  return { status: 'missing', listedBy: uriOf(listing), provenReference: listing.by.proven, ...instead }
}

const uriOf = ({ by }: Listing): ObjectUri => effectivePlace(by.file) ?? by.file.uri

/** What is wrong with a file a proven digest lists. Damage of the gzip frame explains a wrong hash, so it comes alone. */
function faultsOf(file: LogFile, fits: boolean): LogFault[] {
  switch (file.gzip) {
    case 'truncated':
    case 'empty':
      return ['truncated']
    case 'bad-gzip':
      return ['bad-gzip']
    case 'trailing-data':
      return fits ? ['trailing-data'] : ['hash-mismatch', 'trailing-data']
    case 'trailer-damaged':
      return fits ? [] : ['truncated']
    case 'bad-checksum':
      return fits ? [] : ['bad-gzip']
    case 'plain':
      if (fits) return []
      // A readable file of another kind is no gzip file that broke.
      return file.path.endsWith('.gz') && isLogOrUnknown(file) && !file.isUtf16 ? ['bad-gzip'] : ['hash-mismatch']
    case 'whole':
    case 'nested':
      return fits ? [] : ['hash-mismatch']
    case 'too-large':
    case 'ratio-too-high':
    case 'unreadable':
      return []
  }
}
