import type { TimeRange } from '../../../src-shared/base/time.ts'
import type { Sort, SqlAsked } from '../../../src-shared/contract/index.ts'
import { withRange } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import { orderSentence } from '../../../src-shared/words/exports.ts'
import { useCase } from '../../state/case.ts'
import { formatCount, formatCounted, takenTime } from '../../widgets/format.ts'

interface ManifestPreviewProps {
  readonly filter: Filter
  readonly sort: Sort
  /** Null while they are counted. */
  readonly events: number | null
}

/** What the manifest will say, so that an export can be judged without Trailproof. */
export function ManifestPreview({ filter, sort, events }: ManifestPreviewProps) {
  const summary = useCase((state) => state.summary)
  const text = formatFilter(withRange(filter, null))
  const { range } = filter
  return (
    <section className="export-manifest" aria-label="Manifest">
      <h3>In the manifest</h3>
      <dl>
        <dt>Filter</dt>
        <dd className={text === '' ? undefined : 'mono'}>{text === '' ? 'none: every event of the case' : text}</dd>
        <dt>Time range</dt>
        <dd>{range === null ? 'all of it' : rangeWords(range)}, in UTC</dd>
        <dt>Events</dt>
        <dd>
          {events === null ? '…' : formatCount(events)} of {formatCounted(summary?.events ?? 0, 'event')}
        </dd>
        <dt>Order</dt>
        <dd>{orderSentence(sort)}</dd>
        <dt>Hashes</dt>
        <dd>SHA-256 of the export and of every source file its events come from</dd>
        <dt>Coverage</dt>
        <dd>
          Events by verdict, chains with their gaps and holes, keys that were trusted
          {summary?.partial === true && '; that the case is partial, and why'}
        </dd>
      </dl>
    </section>
  )
}

/** The same of the result of a query. */
export const ResultManifestPreview = ({ query: { sql, shown } }: { readonly query: SqlAsked }) => (
  <section className="export-manifest" aria-label="Manifest">
    <h3>In the manifest</h3>
    <dl>
      <dt>Query</dt>
      <dd className="mono export-sql">{sql}</dd>
      {shown !== undefined && (
        <>
          <dt>shown</dt>
          <dd className="mono">{formatFilter(shown) || 'no filter: every event of the case'}</dd>
        </>
      )}
      <dt>Rows</dt>
      <dd>Their number, and what in the query was read otherwise than it is written</dd>
      <dt>Hashes</dt>
      <dd>SHA-256 of the export and of every file of the case that holds events</dd>
      <dt>Coverage</dt>
      <dd>Verdicts of the events that rows name by eventID, and of the whole case; chains, keys that were trusted</dd>
    </dl>
  </section>
)

function rangeWords({ from, until }: TimeRange): string {
  if (from === null) return until === null ? 'every event with a time' : `up to ${takenTime(until)}`
  return until === null ? `from ${takenTime(from)} on` : `${takenTime(from)} to ${takenTime(until)}`
}
