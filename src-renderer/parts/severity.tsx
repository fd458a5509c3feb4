import type { Severity } from '../../src-shared/model/severity.ts'
import './severity.css'

const bars: Readonly<Record<Severity, number>> = { high: 3, medium: 2, low: 1, info: 0 }

/** Colour, bars and word. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  return (
    <span className={`severity severity-${severity}`}>
      <svg viewBox="0 0 14 12" width={14} height={12} aria-hidden="true">
        {[0, 1, 2].map((at) => (
          <rect
            key={at}
            className={at < bars[severity] ? 'severity-full' : 'severity-hollow'}
            x={at * 5 + 0.5}
            y={8 - at * 3.5}
            width={3}
            height={3.5 + at * 3.5}
          />
        ))}
      </svg>
      {severity}
    </span>
  )
}
