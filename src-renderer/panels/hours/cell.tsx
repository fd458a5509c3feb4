import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { CellDigest, CellLog, LedgerCell, LedgerRow } from '../../../src-shared/model/ledger.ts'
import { ledgerWords, rowName } from '../../../src-shared/words/ledger.ts'
import { explainDigest, explainLog } from '../../../src-shared/words/verdicts.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { FileEventsButton } from '../../parts/file-events.tsx'
import { Verdict } from '../../parts/verdict.tsx'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Loading } from '../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Problem } from '../../widgets/problem.tsx'
import { Timestamp, useTimeText } from '../../widgets/timestamp.tsx'
import { Swatch } from './legend.tsx'
import { eventTimes } from './words.ts'

interface CellDetailProps {
  readonly row: LedgerRow
  /** The row's place in the ledger. */
  readonly index: number
  readonly hour: UtcMs
  readonly onClose: () => void
}

/** The digests, log files, hashes and keys behind one hour of a row. */
export function CellDetail({ row, index, hour, onClose }: CellDetailProps) {
  const query = useQuery('ledgerCell', { row: index, hour })
  // The last answer stays while the next is awaited, and must not stand under another hour.
  const isOther = query.state === 'ready' && query.value.hour !== hour
  return (
    <aside className="hour-detail" aria-label="Hour">
      <header>
        <div>
          <h3>{rowName(row)}</h3>
          <p>
            Delivered <Timestamp ms={hour} /> to <Timestamp ms={hour + hourMs} />
          </p>
        </div>
        <IconButton icon="close" label="Close the hour" onClick={onClose} />
      </header>
      {query.state === 'failed' && <Problem {...problemOf(query.failure)} onRetry={query.again} />}
      {(query.state === 'loading' || isOther) && <Loading text="Reading what is behind the hour…" />}
      {query.state === 'ready' && !isOther && <Behind cell={query.value} />}
    </aside>
  )
}

const Behind = ({ cell: { state, digests, logs, logsTotal, keys } }: { readonly cell: LedgerCell }) => (
  <div className="hours-behind">
    <p className="hours-state">
      <Swatch state={state} /> <b>{ledgerWords[state].name}</b>
    </p>
    <p>{ledgerWords[state].doc}</p>
    <h4>{formatCounted(digests.length, 'digest')}</h4>
    <ul>
      {digests.map((digest) => (
        <DigestBehind key={digest.uri} digest={digest} />
      ))}
    </ul>
    <h4>{formatCounted(logsTotal, 'log file')}</h4>
    {logs.length < logsTotal && <p className="muted">The first {formatCount(logs.length)} are listed.</p>}
    <ul>
      {logs.map((log) => (
        <LogBehind key={log.uri} log={log} />
      ))}
    </ul>
    <h4>{formatCounted(keys.length, 'public key')}</h4>
    <ul>
      {keys.map(({ fingerprint, validFrom, validUntil, sources }) => (
        <li key={fingerprint}>
          <Value name="Fingerprint" text={fingerprint} />
          <p className="muted">
            Valid <Timestamp ms={validFrom} /> to <Timestamp ms={validUntil} />
          </p>
          {sources.map((source) => (
            <Value key={source} name="Found in" text={source} />
          ))}
        </li>
      ))}
    </ul>
  </div>
)

const DigestBehind = ({
  digest: { uri, path, sha256, verdict, window, fingerprint, logs },
}: {
  readonly digest: CellDigest
}) => (
  <li>
    <p className="hours-object">
      <Verdict status={verdict.status} />
      <span className="muted">lists {formatCounted(logs, 'log file')}</span>
    </p>
    <p>{explainDigest(verdict)}</p>
    {window !== null && (
      <p className="muted">
        Covers delivery <Timestamp ms={window.from} /> to <Timestamp ms={window.until} />
      </p>
    )}
    <Value name="Address" text={uri} />
    <Value name="File" text={path} absent="not in the folder" />
    <Value name="SHA-256" text={sha256} absent="not known" />
    <Value name="Key" text={fingerprint} absent="not known" />
  </li>
)

function LogBehind({ log }: { readonly log: CellLog }) {
  const { uri, path, verdict, delivered, statedSha256, sha256, eventSpan } = log
  const times = eventTimes(eventSpan, useTimeText())
  return (
    <li>
      <p className="hours-object">
        <Verdict status={verdict.status} />
        <span className="panel-space" />
        <FileEventsButton look="quiet" file={log} />
      </p>
      <p>{explainLog(verdict)}</p>
      <p className="muted">
        Delivered <Timestamp ms={delivered} />
      </p>
      {times !== null && <p className="muted">{times}</p>}
      <Value name="Address" text={uri} />
      <Value name="File" text={path} absent="not in the folder" />
      <Value name="SHA-256 stated" text={statedSha256} absent="no digest states one" />
      <Value name="SHA-256 found" text={sha256} absent="not known" />
    </li>
  )
}

interface ValueProps {
  readonly name: string
  readonly text: string | null
  readonly absent?: string
}

/** Cut in the middle on screen, whole on copy. */
const Value = ({ name, text, absent }: ValueProps) => (
  <div className="hours-value">
    <span className="muted">{name}</span>
    {text === null ? (
      <span className="muted">{absent}</span>
    ) : (
      <>
        <MiddleCut text={text} tail={14} />
        <CopyButton what={name} text={text} />
      </>
    )}
  </div>
)
