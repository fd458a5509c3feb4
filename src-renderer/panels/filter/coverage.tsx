import type { AbsentSpan, Coverage as CoverageOf } from '../../../src-shared/model/ledger.ts'
import { useQuery } from '../../ask/use-query.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { ledgerWords } from '../../parts/ledger-words.ts'
import { VerdictMark, type VerdictStatus } from '../../parts/verdict.tsx'
import { useFilter } from '../../state/filter.ts'
import { showSection } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted, formatShare } from '../../widgets/format.ts'
import { Popover } from '../../widgets/popover.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import './coverage.css'

/** How much of the shown time is proven; opens what is absent from it. */
export function Coverage() {
  const filter = useFilter((state) => state.filter)
  const query = useQuery('coverage', { filter })
  if (query.state === 'judging')
    return (
      <span
        className="filter-coverage filter-coverage-to-come"
        title={`${beingJudged} Then it is told how much of the time is proven.`}
      >
        Coverage not known yet
      </span>
    )
  if (query.state === 'loading') return null
  if (query.state === 'failed')
    return (
      <Button className="filter-coverage" title={query.failure.message} onClick={query.again}>
        Coverage unknown
      </Button>
    )
  const coverage = query.value
  const { provenHours, hours, absentTotal } = coverage
  const button = (
    <Button
      className="filter-coverage"
      title={`${coverageSentence(coverage)} Shows what is absent.`}
      aria-busy={query.refreshing}
    >
      <VerdictMark status={markOf(coverage)} />
      {hours === 0 ? 'No coverage' : `${formatShare(provenHours, hours)} of hours proven`}
      {absentTotal > 0 && <span className="filter-absent">{formatCount(absentTotal)} absent</span>}
    </Button>
  )
  return (
    <Popover label="Coverage of the shown time" button={button}>
      {() => <Absent coverage={coverage} />}
    </Popover>
  )
}

function markOf({ hours, provenHours }: CoverageOf): VerdictStatus {
  if (hours === 0) return 'uncovered'
  return provenHours === hours ? 'verified' : 'unverified'
}

const coverageSentence = ({ hours, provenHours }: CoverageOf): string =>
  hours === 0
    ? 'No digest and no log file tells of an hour of the shown time.'
    : `${formatCount(provenHours)} of ${formatCounted(hours, 'hour')} of delivery in the shown time are proven.`

function Absent({ coverage }: { readonly coverage: CoverageOf }) {
  const { from, until, hours, absent, absentTotal } = coverage
  return (
    <div className="filter-coverage-list">
      <p>
        <b>{coverageSentence(coverage)}</b>
      </p>
      {hours > 0 && (
        <p className="muted">
          Hours of every account, Region and trail, <Timestamp ms={from} /> to <Timestamp ms={until} />. Delivery is
          later than the events: a log file holds events of the minutes to days before.
        </p>
      )}
      {absent.length > 0 && (
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
            {absent.map((span) => (
              <Span key={JSON.stringify(span)} span={span} />
            ))}
          </tbody>
        </table>
      )}
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

const Span = ({ span: { account, region, trail, state, from, until, hours } }: { readonly span: AbsentSpan }) => (
  <tr>
    <td title={ledgerWords[state].doc}>{ledgerWords[state].name}</td>
    <td>
      <Timestamp ms={from} />
    </td>
    <td>
      <Timestamp ms={until} />
    </td>
    <td className="filter-coverage-hours">{formatCount(hours)}</td>
    <td>{[region, trail, account].filter((part) => part !== '').join(' · ')}</td>
  </tr>
)
