import type { Chain } from '../../../src-shared/model/integrity.ts'
import { chainTimeWords } from '../../../src-shared/words/absences.ts'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatDuration } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { bandWords } from './band.tsx'
import { timeline } from './time-band.ts'

/** A chain's spans, gaps and holes with their times, in order. */
export function ChainSpans({ chain, onClose }: { readonly chain: Chain; readonly onClose: () => void }) {
  const spans = timeline(chain)
  return (
    <section className="integrity-detail" aria-label="Chain">
      <div className="panel-head">
        <h3>
          {chain.trail} · {chain.region} · {chain.account}
        </h3>
        <span className="muted">{chainTimeWords(chain)}</span>
        <span className="panel-space" />
        <IconButton icon="close" label="Close the chain" onClick={onClose} />
      </div>
      <div className="integrity-facts">
        <dl>
          <dt>Home Region</dt>
          <dd>{chain.homeRegion}</dd>
          <dt>Prefix</dt>
          <dd className="mono">{chain.base}</dd>
          <dt>Newest digest</dt>
          <dd>
            <MiddleCut text={chain.newest} tail={60} />
            <CopyButton what="address of the newest digest" text={chain.newest} />
          </dd>
        </dl>
        <table className="integrity-table">
          <thead>
            <tr>
              <th>What</th>
              <th>From</th>
              <th>To</th>
              <th className="integrity-number">Length</th>
            </tr>
          </thead>
          <tbody>
            {spans.map(({ kind, from, until }) => (
              <tr key={`${kind}${from}`}>
                <td>{bandWords[kind]}</td>
                <td>
                  <Timestamp ms={from} />
                </td>
                <td>
                  <Timestamp ms={until} />
                </td>
                <td className="integrity-number">{formatDuration(until - from)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
