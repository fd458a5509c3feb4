import { useId, useRef } from 'react'
import type { Chain } from '../../../src-shared/model/integrity.ts'
import { absenceWords, chainTimeWords } from '../../../src-shared/words/absences.ts'
import { Timestamp, useTimeText } from '../../widgets/timestamp.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { type BandKind, type Domain, layBand } from './time-band.ts'

const height = 12

export const bandWords: Readonly<Record<BandKind, string>> = {
  verified: 'Proven by digests',
  gap: absenceWords.gap.name,
  'gap-or-hole': absenceWords['gap-or-hole'].name,
  hole: absenceWords.hole.name,
}

const bandDoc = (kind: BandKind): string => (kind === 'verified' ? bandWords.verified : absenceWords[kind].doc)

/** One chain's time. Gaps and holes differ in pattern too, not only in colour. */
export function TimeBand({ chain, domain }: { readonly chain: Chain; readonly domain: Domain }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const id = useId()
  const timeText = useTimeText()
  return (
    <div ref={box} className="band">
      <svg width={width} height={height} role="img" aria-label={chainTimeWords(chain)}>
        <Patterns id={id} />
        {layBand(chain, domain, width).map(({ kind, from, until, x, width: wide }) => (
          <rect key={`${kind}${from}`} x={x} width={wide} height={height} fill={fillOf(kind, id)}>
            <title>{`${bandWords[kind]}, ${timeText(from)} to ${timeText(until)}`}</title>
          </rect>
        ))}
      </svg>
    </div>
  )
}

const fillOf = (kind: BandKind, id: string) => (kind === 'verified' ? 'var(--verdict-verified)' : `url(#${id}${kind})`)

function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}gap`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="var(--verdict-uncovered-wash)" />
        <rect width="1.4" height="4" fill="var(--verdict-uncovered)" />
      </pattern>
      <pattern id={`${id}gap-or-hole`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="var(--verdict-missing-wash)" />
        <rect width="1.4" height="4" fill="var(--verdict-missing)" />
      </pattern>
      <pattern id={`${id}hole`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--verdict-missing-wash)" />
        <circle cx="2" cy="2" r="1.3" fill="var(--verdict-missing)" />
      </pattern>
    </defs>
  )
}

export function TimeLegend() {
  const id = useId()
  return (
    <ul className="band-legend">
      {(['verified', 'gap', 'gap-or-hole', 'hole'] as const).map((kind) => (
        <li key={kind} title={bandDoc(kind)}>
          <svg width={18} height={height} aria-hidden="true">
            <Patterns id={`${id}${kind}`} />
            <rect width={18} height={height} fill={fillOf(kind, `${id}${kind}`)} />
          </svg>
          {bandWords[kind]}
        </li>
      ))}
    </ul>
  )
}

/** The ends of the time that all bands share. */
export function TimeAxis({ domain }: { readonly domain: Domain }) {
  return (
    <span className="band-axis">
      <Timestamp ms={domain.from} />
      <Timestamp ms={domain.until} />
    </span>
  )
}
