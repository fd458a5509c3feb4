import type { Finding } from '../../../src-shared/contract/findings.ts'
import { bookmarkKey, type CaseBookmark } from '../../../src-shared/model/bookmark.ts'
import { type Severity, severities } from '../../../src-shared/model/severity.ts'
import { type Scale, xOf } from '../../parts/histogram/scale.ts'

/** What stands over the bars at its time. */
export type Mark =
  | { readonly kind: 'finding'; readonly id: string; readonly time: number; readonly finding: Finding }
  | { readonly kind: 'bookmark'; readonly id: string; readonly time: number; readonly bookmark: CaseBookmark }

/** Findings where they begin, and bookmarked events. What has no time stands nowhere. */
export const marksOf = (findings: readonly Finding[], bookmarks: readonly CaseBookmark[]): readonly Mark[] => [
  ...findings.flatMap((finding): readonly Mark[] => {
    const { id, firstSeen: time } = finding
    return time === null ? [] : [{ kind: 'finding', id, time, finding }]
  }),
  ...bookmarks.flatMap((bookmark): readonly Mark[] => {
    const time = bookmark.event?.time ?? null
    return time === null ? [] : [{ kind: 'bookmark', id: bookmarkKey(bookmark.of), time, bookmark }]
  }),
]

/** Marks within a few pixels of each other: bookmarks, then findings, the gravest first. */
export interface Cluster {
  /** Of the first in time, pixels. */
  readonly x: number
  readonly marks: readonly Mark[]
  /** Null without findings. */
  readonly worst: Severity | null
}

/** Pixels: room for a flag and its count, each to be pressed by itself (WCAG 2.2, 2.5.8). */
const apart = 32

/** Those in the time shown. */
export function clustersOf(marks: readonly Mark[], scale: Scale): readonly Cluster[] {
  const { from, until } = scale.range
  const inTime = marks.filter(({ time }) => time >= from && time < until).sort((a, b) => a.time - b.time)
  const clusters: { x: number; marks: Mark[] }[] = []
  for (const mark of inTime) {
    const x = xOf(mark.time, scale)
    const last = clusters.at(-1)
    if (last !== undefined && x - last.x < apart) last.marks.push(mark)
    else clusters.push({ x, marks: [mark] })
  }
  return clusters.map(({ x, marks }) => {
    const byGravity = marks.sort((a, b) => rankOf(a) - rankOf(b))
    const gravest = byGravity.find((mark) => mark.kind === 'finding')
    return { x, marks: byGravity, worst: gravest?.finding.severity ?? null }
  })
}

const rankOf = (mark: Mark): number => (mark.kind === 'bookmark' ? -1 : severities.indexOf(mark.finding.severity))
