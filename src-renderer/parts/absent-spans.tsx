import type { AbsentSpan, Coverage } from '../../src-shared/model/ledger.ts'
import { ledgerWords } from '../../src-shared/words/ledger.ts'
import { showSection } from '../state/layout.ts'
import { Button } from '../widgets/button.tsx'
import { formatCount } from '../widgets/format.ts'
import { Timestamp } from '../widgets/timestamp.tsx'

interface AbsentProps {
  readonly share: Coverage
  /** The proven share as a sentence. */
  readonly sentence: string
}

/** The spans of delivery that are not proven, the longest first, and the way to the map of all hours. */
export function AbsentSpans({ share, sentence }: AbsentProps) {
  const { from, until, hours, absent, absentTotal } = share
  return (
    <div className="absent-spans">
      <p>
        <b>{sentence}</b>
      </p>
      {hours > 0 && (
        <p className="muted">
          Hours of every account, Region and trail, <Timestamp ms={from} /> to <Timestamp ms={until} />. Delivery is
          later than the events: a log file holds events of the minutes to days before. The hours in which the shown
          events were delivered are counted, too.
        </p>
      )}
      {absent.length > 0 && <SpanTable spans={absent} />}
      {absent.length < absentTotal && (
        <p className="muted">
          The {formatCount(absent.length)} longest of {formatCount(absentTotal)} are listed.
        </p>
      )}
      <Button icon="shield" onClick={() => showSection('integrity')}>
        Show the coverage map
      </Button>
    </div>
  )
}

const SpanTable = ({ spans }: { readonly spans: readonly AbsentSpan[] }) => (
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

const SpanRow = ({ span: { account, region, trail, state, from, until, hours } }: { readonly span: AbsentSpan }) => (
  <tr>
    <td title={ledgerWords[state].doc}>{ledgerWords[state].name}</td>
    <td>
      <Timestamp ms={from} />
    </td>
    <td>
      <Timestamp ms={until} />
    </td>
    <td className="absent-hours">{formatCount(hours)}</td>
    <td>{[region, trail, account].filter((part) => part !== '').join(' · ')}</td>
  </tr>
)
