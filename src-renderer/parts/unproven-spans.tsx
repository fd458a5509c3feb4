import type { Coverage, UnprovenSpan } from '../../src-shared/model/ledger.ts'
import { absencesSentence } from '../../src-shared/words/absences.ts'
import { deliveryHoursNote, provenHourRule } from '../../src-shared/words/coverage.ts'
import { ledgerWords } from '../../src-shared/words/ledger.ts'
import { useCase } from '../state/case.ts'
import { showSection } from '../state/layout.ts'
import { Button } from '../widgets/button.tsx'
import { formatCount } from '../widgets/format.ts'
import { Timestamp } from '../widgets/timestamp.tsx'

interface UnprovenProps {
  readonly share: Coverage
  /** The proven share as a sentence. */
  readonly sentence: string
}

/** The spans of delivery that are not proven, the longest first, and the way to the map of all hours. */
export function UnprovenSpans({ share, sentence }: UnprovenProps) {
  const { from, until, hours, unproven, unprovenTotal } = share
  const summary = useCase((state) => state.summary)
  const counts = summary === null || summary.isBeingJudged ? null : absencesSentence(summary.proof.absences)
  return (
    <div className="unproven-spans">
      <p>
        <b>{sentence}</b>
      </p>
      {hours > 0 && (
        <p className="muted">
          <Timestamp ms={from} /> to <Timestamp ms={until} />. {deliveryHoursNote} {provenHourRule}
        </p>
      )}
      {counts !== null && <p>In the case as a whole: {counts}</p>}
      {unproven.length > 0 && <SpanTable spans={unproven} />}
      {unproven.length < unprovenTotal && (
        <p className="muted">
          The {formatCount(unproven.length)} longest of {formatCount(unprovenTotal)} are listed.
        </p>
      )}
      <Button icon="shield" onClick={() => showSection('integrity')}>
        Show the coverage map
      </Button>
    </div>
  )
}

const SpanTable = ({ spans }: { readonly spans: readonly UnprovenSpan[] }) => (
  <table>
    <thead>
      <tr>
        <th>State</th>
        <th>Delivery from</th>
        <th>to</th>
        <th>Hours</th>
        <th>Where</th>
      </tr>
    </thead>
    <tbody>
      {spans.map((span) => (
        <SpanRow key={JSON.stringify(span)} span={span} />
      ))}
    </tbody>
  </table>
)

const SpanRow = ({ span: { account, region, trail, state, from, until, hours } }: { readonly span: UnprovenSpan }) => (
  <tr>
    <td title={ledgerWords[state].doc}>{ledgerWords[state].name}</td>
    <td>
      <Timestamp ms={from} />
    </td>
    <td>
      <Timestamp ms={until} />
    </td>
    <td className="unproven-hours">{formatCount(hours)}</td>
    <td>{[region, trail, account].filter((part) => part !== '').join(' · ')}</td>
  </tr>
)
