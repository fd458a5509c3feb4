import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Chain, ChainFinding, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { baseOfDigestKey, type FileNameParts, parseFileName } from '../../formats/file-name.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { DigestFile } from '../evidence/evidence.ts'
import { effectivePlace } from './digest-proofs.ts'
import { isForged, type Judged, layOut, spanOf, type Timeline } from './timeline.ts'

export interface LaidOutChain {
  readonly chain: Chain
  readonly timeline: Timeline
  readonly digests: readonly Judged[]
  readonly findings: readonly ChainFinding[]
}

/** Which chain a digest belongs to: one per account, Region, trail, home Region and kind. */
interface ChainName {
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly homeRegion: string
  readonly kind: 'standard' | 'backfill'
  readonly base: string
}

/** Sorts digests into chains. Copies of a digest are not further links. `placesInUse`: where any digest of the case lies. */
export function findChains(digests: readonly Judged[], placesInUse: ReadonlySet<ObjectUri | null>): LaidOutChain[] {
  const own = digests.filter(({ examined }) => !examined.file.isCopy)
  const groups = groupBy(own, ({ examined }) => chainKey(chainName(examined.file)))
  return [...groups.values()]
    .map((chain) => describe(chain, placesInUse))
    .sort((a, b) => compareChains(a.chain, b.chain))
}

function describe(digests: readonly Judged[], placesInUse: ReadonlySet<ObjectUri | null>): LaidOutChain {
  const newest = digests.reduce((best, other) => (isNewer(other, best) ? other : best))
  const name = chainName(newest.examined.file)
  const timeline = layOut(digests, name.kind, placesInUse)
  const chain: Chain = {
    ...name,
    digestFiles: digests.length,
    newest: newest.examined.file.uri,
    newestStatus: newest.verdict.status,
    verifiedSpans: timeline.verified.map(spanOf),
    gaps: timeline.gaps.map(spanOf),
    ...(timeline.unclear.length === 0 ? {} : { unclear: timeline.unclear.map(spanOf) }),
    holes: timeline.holes.map(spanOf),
  }
  return { chain, timeline, digests, findings: findingsOf(newest, timeline, name.kind) }
}

/** What tells chains apart, as one text. */
export const chainKey = (name: Readonly<Record<keyof ChainName, string>>): string =>
  `${name.account}\n${name.region}\n${name.trail}\n${name.homeRegion}\n${name.kind}\n${name.base}`

/** As the name of the place where it lies tells; if that is no digest's name, as the place it states. */
export function chainName(file: DigestFile): ChainName {
  // What its place's name tells was read already.
  if (file.place !== null && digestParts(file.named) !== null) return nameOf(file.named as FileNameParts, file.place)
  const places = [effectivePlace(file) ?? file.uri, ...(file.digest === null ? [] : [file.digest.place])]
  for (const place of places) {
    const name = chainNameAt(place)
    if (name !== null) return name
  }
  const account = file.digest?.account ?? ''
  return { account, region: '', trail: '', homeRegion: '', kind: 'standard', base: baseAt(places[0] as ObjectUri) }
}

/** The chain of a digest that lies, or should lie, at a place; null where that is no digest's name. */
export const chainNameAt = (place: ObjectUri): ChainName | null => digestNameAt(place)?.chain ?? null

/** The same, with the time that the name tells. */
export function digestNameAt(place: ObjectUri): { readonly chain: ChainName; readonly time: UtcMs } | null {
  const parts = digestParts(parseFileName(place))
  return parts === null ? null : { chain: nameOf(parts, place), time: parts.time }
}

const nameOf = ({ account, region, trail, homeRegion, kind }: FileNameParts, place: ObjectUri): ChainName => ({
  account,
  region,
  trail: trail ?? '',
  homeRegion: homeRegion ?? '',
  kind: kind === 'backfill-digest' ? 'backfill' : 'standard',
  base: baseAt(place),
})

function baseAt(place: ObjectUri): string {
  if (place.startsWith('s3://')) return baseOfDigestKey(place.slice(place.indexOf('/', 's3://'.length) + 1))
  return baseOfDigestKey(place.startsWith('file:') ? place.slice('file:'.length) : place)
}

const digestParts = (parts: FileNameParts | null): FileNameParts | null =>
  parts?.kind === 'digest' || parts?.kind === 'backfill-digest' ? parts : null

const isNewer = (a: Judged, b: Judged): boolean => {
  const [one, two] = [timeOf(a.examined.file), timeOf(b.examined.file)]
  return one > two || (one === two && a.examined.file.uri > b.examined.file.uri)
}

export const timeOf = (file: DigestFile): UtcMs => file.named?.time ?? file.digest?.end ?? (0 as UtcMs)

function findingsOf(newest: Judged, timeline: Timeline, kind: ChainName['kind']): ChainFinding[] {
  const unsigned: ChainFinding[] = []
  if (newest.verdict.status === 'unverified' && newest.verdict.reasons.includes('no-signature')) {
    unsigned.push({ code: 'newest-digest-unsigned', severity: 'info', objects: [newest.examined.file.uri] })
  }
  const credible = timeline.present.filter(({ verdict }) => !isForged(verdict))
  // Arguments of a call lie on the stack, and a folder may hold more forged digests than it has room for.
  const findings = [...unsigned, ...overlaps(credible), ...unlinked(credible, newest), ...forks(credible)]
  if (kind === 'standard') {
    for (const [older, newer] of timeline.unexplained) findings.push(warning('time-hole', [older, newer]))
  }
  return findings
}

/** Neighbours in time whose windows share some of it. */
function overlaps(present: readonly Judged[]): ChainFinding[] {
  return present.flatMap((newer, index) => {
    const older = present[index - 1]
    const begins = newer.examined.file.digest?.start ?? Number.POSITIVE_INFINITY
    return older !== undefined && (older.examined.file.digest?.end ?? 0) > begins
      ? [warning('digests-overlap', [older, newer])]
      : []
  })
}

/** Digests that nothing names, although the next one names another that is there. */
function unlinked(present: readonly Judged[], newest: Judged): ChainFinding[] {
  const places = new Set(present.map(({ examined }) => effectivePlace(examined.file)))
  return present.flatMap((judged, index) => {
    const next = present[index + 1]?.examined.file.digest?.previous?.place
    const passedOver = next !== undefined && places.has(next)
    if (judged === newest || judged.examined.successors.length > 0 || !passedOver) return []
    return [warning('unlinked-digest', [judged])]
  })
}

/** Digests that name the same previous one. */
function forks(present: readonly Judged[]): ChainFinding[] {
  const byTarget = groupBy(present, ({ examined }) => examined.file.digest?.previous?.place)
  return [...byTarget].flatMap(([target, named]) =>
    target === undefined || named.length < 2 ? [] : [{ ...warning('chain-fork', named), target }],
  )
}

const warning = (code: ChainFinding['code'], digests: readonly Judged[]): ChainFinding => ({
  code,
  severity: 'warning',
  objects: digests.map(({ examined }): ObjectUri => examined.file.uri),
})

function compareChains(a: Chain, b: Chain): number {
  for (const part of ['account', 'region', 'trail', 'homeRegion', 'kind', 'base'] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1
  }
  return 0
}
