import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Chain, Span } from '../../../src-shared/model/integrity.ts'

export type BandKind = 'verified' | 'gap' | 'gap-or-hole' | 'hole'

export interface Segment {
  readonly kind: BandKind
  readonly from: UtcMs
  readonly until: UtcMs
  /** Place and width in pixels. */
  readonly x: number
  readonly width: number
}

export interface Domain {
  readonly from: UtcMs
  readonly until: UtcMs
}

/** An hour in a year is a fortieth of a pixel: what is wrong must be seen all the same. */
const least = 3

const timed = (span: Span) => ({ from: Date.parse(span.from) as UtcMs, until: Date.parse(span.to) as UtcMs })

const spansOf = ({ verifiedSpans, gaps, unclear = [], holes }: Chain) =>
  [
    ...verifiedSpans.map((span) => ({ kind: 'verified' as const, ...timed(span) })),
    ...gaps.map((span) => ({ kind: 'gap' as const, ...timed(span) })),
    ...unclear.map((span) => ({ kind: 'gap-or-hole' as const, ...timed(span) })),
    ...holes.map((span) => ({ kind: 'hole' as const, ...timed(span) })),
  ].filter(({ from, until }) => !Number.isNaN(from) && until >= from)

/** All spans of a chain in order of time. */
export const timeline = (chain: Chain) => spansOf(chain).sort((a, b) => a.from - b.from)

/** The time that all chains together tell of; null where none tells of any. */
export function domainOf(chains: readonly Chain[]): Domain | null {
  let from = Number.POSITIVE_INFINITY
  let until = Number.NEGATIVE_INFINITY
  for (const span of chains.flatMap(spansOf)) {
    from = Math.min(from, span.from)
    until = Math.max(until, span.until)
  }
  return until > from ? { from: from as UtcMs, until: until as UtcMs } : null
}

/** Where each span is drawn, proven time first so that gaps and holes lie on top. */
export function layBand(chain: Chain, domain: Domain, width: number): readonly Segment[] {
  const scale = width / (domain.until - domain.from)
  return spansOf(chain).map(({ kind, from, until }) => {
    const x = (from - domain.from) * scale
    const wide = Math.max(least, (until - from) * scale)
    return { kind, from, until, x: Math.max(0, Math.min(x, width - wide)), width: wide }
  })
}
