import { filterOf } from '../../../src-shared/filter/model.ts'
import type { LogVerdict } from '../../../src-shared/model/integrity.ts'
import { VerdictMark } from '../../parts/verdict.tsx'
import { showEvents } from '../../state/open.ts'
import { formatCount, formatShare } from '../../widgets/format.ts'

type ByVerdict = Readonly<Record<LogVerdict['status'], number>>

const order = ['verified', 'unverified', 'uncovered', 'invalid', 'missing'] as const satisfies LogVerdict['status'][]

/** Events by the verdict of the file that holds them, in words and as one bar; each opens its events. */
export function VerdictBar({ byVerdict }: { readonly byVerdict: ByVerdict }) {
  const all = order.reduce((sum, status) => sum + byVerdict[status], 0)
  const there = order.filter((status) => byVerdict[status] > 0)
  return (
    <div className="verdict-shares">
      <div className="verdict-bar" aria-hidden="true">
        {there.map((status) => (
          <span key={status} className={`verdict-${status}`} style={{ flexGrow: byVerdict[status] }} />
        ))}
      </div>
      {there.map((status) => (
        <button
          key={status}
          type="button"
          title={`${formatCount(byVerdict[status])} of ${formatCount(all)} events lie in ${status} files: show them`}
          onClick={() => showEvents(filterOf([{ column: 'logVerdict', operator: 'is', values: [status] }]))}
        >
          <VerdictMark status={status} />
          {formatShare(byVerdict[status], all)} {status}
        </button>
      ))}
    </div>
  )
}
