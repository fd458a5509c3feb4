import type { ChainFinding } from '../../../src-shared/model/integrity.ts'
import { explainChainFinding } from '../../../src-shared/words/verdicts.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'

const shownObjects = 20

/** What was noticed of chains as a whole, apart from the verdicts. */
export function ChainFindings({ findings }: { readonly findings: readonly ChainFinding[] }) {
  if (findings.length === 0) return <Empty text="No problems with the digest chains beyond the verdicts." />
  return (
    <ul className="integrity-list">
      {findings.map(({ code, severity, objects }) => (
        <li key={`${code} ${objects.join()}`}>
          <h3 className={severity === 'warning' ? 'integrity-warning' : undefined}>
            <Icon name={severity === 'warning' ? 'alert' : 'help'} size={14} />
            <span>
              {severity === 'warning' ? 'Warning: ' : 'Note: '}
              {explainChainFinding[code]}
            </span>
          </h3>
          <ul>
            {objects.slice(0, shownObjects).map((uri) => (
              <li key={uri} className="panel-line">
                <MiddleCut text={uri} tail={60} />
                <CopyButton what="address" text={uri} />
              </li>
            ))}
          </ul>
          {objects.length > shownObjects && (
            <p className="panel-line muted">
              and {objects.length - shownObjects} more{' '}
              <CopyButton what="all addresses" text={objects.join('\n')} worded />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
