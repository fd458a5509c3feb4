import type { IntegrityCounts, Status } from '../../../src-shared/model/integrity.ts'
import { explainCopies } from '../../../src-shared/words/verdicts.ts'
import { Verdict } from '../../parts/verdict.tsx'
import { formatCount } from '../../widgets/format.ts'
import type { ObjectKind } from './object.ts'

const titles: Readonly<Record<ObjectKind, string>> = { logs: 'Log files', digests: 'Digests' }
// What is proven first, then what an analyst must look at.
const order: readonly Status[] = ['verified', 'invalid', 'missing', 'moved', 'unverified', 'uncovered']

interface CountsProps {
  readonly counts: IntegrityCounts
  readonly onShow: (kind: ObjectKind, status: Status) => void
}

/** Counts by status; each lists its objects. */
export function Counts({ counts, onShow }: CountsProps) {
  return (
    <div className="integrity-counts">
      {(['logs', 'digests'] as const).map((kind) => {
        const byStatus: Readonly<Partial<Record<Status, number>>> = counts[kind]
        const there = order.filter((status) => (byStatus[status] ?? 0) > 0)
        return (
          <section key={kind} aria-label={`${titles[kind]} by status`}>
            <h2>{titles[kind]}</h2>
            {there.length === 0 && <span className="muted">none</span>}
            {there.map((status) => (
              <button key={status} type="button" title={`List them: ${status}`} onClick={() => onShow(kind, status)}>
                <span className="integrity-count">{formatCount(byStatus[status] ?? 0)}</span>
                <Verdict status={status} />
              </button>
            ))}
            {explainCopies(counts.copies[kind]).map((sentence) => (
              <p key={sentence} className="muted">
                {sentence}
              </p>
            ))}
          </section>
        )
      })}
    </div>
  )
}
