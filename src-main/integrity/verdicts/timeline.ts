import { firstThat } from '../../../src-shared/base/binary-search.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { DigestVerdict, ObjectUri, Span } from '../../../src-shared/model/integrity.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { Examined } from './examined.ts'
import { isMoved } from './judge-digests.ts'

/** Half-open stretch of delivery time. */
export interface Stretch {
  readonly from: UtcMs
  readonly to: UtcMs
}

/** What a chain's digests say about time. */
export interface Timeline {
  /** Readable digests where they belong, by the end of their windows. */
  readonly present: readonly Judged[]
  readonly windows: readonly Stretch[]
  readonly verified: readonly Stretch[]
  readonly gaps: readonly Stretch[]
  /** Like gaps, but the digest that says so is not proven. */
  readonly unclear: readonly Stretch[]
  readonly holes: readonly Stretch[]
  /** Linked digests that leave time between them: older, newer. */
  readonly unexplained: readonly (readonly [Judged, Judged])[]
}

export interface Judged {
  readonly examined: Examined
  readonly verdict: DigestVerdict
}

/** Windows are an hour long; one that nobody proved may not claim more than this. */
export const longestUnproven = 24 * hourMs

/**
 * Lays a chain's digests out in time. Digests that must have existed (something readable names them) or that cannot
 * be read stand in it with the end of their window, which their name tells. `placesInUse` tells what is there of the
 * digests that it names.
 */
export function layOut(
  chain: readonly Judged[],
  kind: 'standard' | 'backfill',
  placesInUse: ReadonlySet<ObjectUri | null>,
): Timeline {
  const present = chain.filter(isPresent).sort(byWindow)
  const marks = [...present.map((judged) => mark(judged)), ...absentMarks(chain, present, placesInUse)].sort(byEnd)
  const gaps: Stretch[] = []
  const unclear: Stretch[] = []
  const holes: Stretch[] = []
  const unexplained: (readonly [Judged, Judged])[] = []
  let covered: { readonly until: UtcMs; readonly by: Judged | null } | null = null
  for (const { judged, start, end } of marks) {
    if (judged === null) {
      const from = kind === 'backfill' ? later((end - hourMs) as UtcMs, covered?.until) : covered?.until
      if (from !== undefined && from < end) holes.push({ from, to: end })
    } else if (kind === 'standard' && covered !== null && covered.until < start) {
      const between = { from: covered.until, to: start }
      const previous = judged.examined.file.digest?.previous
      // A digest that names none before it says that the chain starts anew. Unproven, it may have been made to say so.
      if (previous == null && judged.verdict.status !== 'invalid')
        (judged.examined.proven ? gaps : unclear).push(between)
      else if (previous == null || covered.by === null) holes.push(between)
      else unexplained.push([covered.by, judged])
    }
    if (covered === null || covered.until < end) covered = { until: end, by: judged }
  }
  const windows = merge(present.map(windowOf))
  const verified = merge(chain.filter(isVerified).map(windowOf))
  return { present, windows, verified, gaps, unclear, holes: merge(holes), unexplained }
}

interface Mark {
  /** Null for a digest that is missing or unreadable. */
  readonly judged: Judged | null
  readonly start: UtcMs
  readonly end: UtcMs
}

function mark(judged: Judged): Mark {
  const { from, to } = windowOf(judged)
  return { judged, start: from, end: to }
}

/** Digests that are unreadable or claim another time than their name, and those that are named and not there. */
function absentMarks(
  chain: readonly Judged[],
  present: readonly Judged[],
  placesInUse: ReadonlySet<ObjectUri | null>,
): Mark[] {
  const ends = new Set<UtcMs>()
  for (const judged of chain) {
    const { file } = judged.examined
    if (file.named !== null && !isPresent(judged) && !isMoved(file)) ends.add(file.named.time)
  }
  for (const { examined, verdict } of present) {
    const { digest } = examined.file
    const previous = digest?.previous
    // What a tampered digest names need not have existed.
    if (digest == null || previous == null || placesInUse.has(previous.place) || isForged(verdict)) continue
    const named = parseFileName(previous.place)?.time ?? digest.start
    ends.add(named < digest.start ? named : digest.start)
  }
  return [...ends].map((end) => ({ judged: null, start: end, end }))
}

/** Invalid without any proof: its content is not CloudTrail's. */
export const isForged = (verdict: DigestVerdict): boolean => verdict.status === 'invalid' && verdict.proof === undefined

const isVerified = ({ verdict }: Judged): boolean => verdict.status === 'verified' || verdict.status === 'moved'

/** Readable, where it belongs, and with a window that is proven or at least as its name says. */
function isPresent({ examined }: Judged): boolean {
  const { file } = examined
  if (file.digest === null || isMoved(file)) return false
  const { start, end } = file.digest
  return examined.proven || file.named === null || (file.named.time === end && end - start <= longestUnproven)
}

function windowOf({ examined }: Judged): Stretch {
  const { digest } = examined.file
  if (digest === null) throw new Error('Only readable digests have a window')
  return { from: digest.start, to: digest.end }
}

/** Sorted, with no two that touch. */
export function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: { from: UtcMs; to: UtcMs }[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to) last.to = later(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** What of the stretches lies outside of merged ones. */
export function without(stretches: readonly Stretch[], merged: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = []
  let first = 0
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    while (first < merged.length && merged[first]!.to <= stretch.from) first++
    let from = stretch.from
    for (let k = first; k < merged.length && merged[k]!.from < stretch.to; k++) {
      const taken = merged[k]!
      if (taken.from > from) left.push({ from, to: taken.from })
      from = taken.to
    }
    if (from < stretch.to) left.push({ from, to: stretch.to })
  }
  return left
}

/** Whether one of merged stretches holds `time`. There may be many stretches and many times. */
export function holds(merged: readonly Stretch[], time: UtcMs): boolean {
  const stretch = merged[firstThat(merged.length, (place) => merged[place]!.to > time)]
  return stretch !== undefined && stretch.from <= time
}

export const spanOf = ({ from, to }: Stretch): Span => ({ from: formatUtc(from), to: formatUtc(to) })

const later = (a: UtcMs, b: UtcMs | undefined): UtcMs => (b !== undefined && b > a ? b : a)

const byEnd = (a: Mark, b: Mark): number => a.end - b.end || a.start - b.start

function byWindow(a: Judged, b: Judged): number {
  const [one, two] = [windowOf(a), windowOf(b)]
  return one.to - two.to || one.from - two.from || (a.examined.file.uri < b.examined.file.uri ? -1 : 1)
}
