import { everything } from '../../../src-shared/filter/model.ts'
import type { Absence, Cause, Explanation, Explanations } from '../../../src-shared/model/explanation.ts'
import {
  absenceCountWords,
  absencesTitle,
  absenceWords,
  explanationWords,
  nothingAbsent,
} from '../../../src-shared/words/absences.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { EntityText } from '../../parts/entity-text.tsx'
import { useCase } from '../../state/case.ts'
import { showEvents } from '../../state/open.ts'
import { selectEvent } from '../../state/selection.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { Icon, type IconName } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import './explanations.css'

const icons: Readonly<Record<Explanation['status'], IconName>> = {
  explained: 'check',
  perhaps: 'help',
  unexplained: 'alert',
}

/** A log file has a time of delivery, told as a span that ends a millisecond later. */
const moment = 1

interface ExplanationListProps {
  /** Shows where on the map it is. */
  readonly onShow: (absence: Absence) => void
}

/** What is missing or invalid, each with the events that explain it or the word that none does. */
export function ExplanationList({ onShow }: ExplanationListProps) {
  const query = useQuery('explanations', undefined)
  return (
    <section className="explanations" aria-label={absencesTitle}>
      <Head found={query.state === 'ready' ? query.value : null} />
      <Answered query={query} loading="Looking for events that explain what is missing…">
        {(found) => <Found found={found} onShow={onShow} />}
      </Answered>
    </section>
  )
}

interface FoundProps extends ExplanationListProps {
  readonly found: Explanations
}

function Head({ found }: { readonly found: Explanations | null }) {
  const explanations = found?.explanations ?? []
  const summary = useCase((state) => state.summary)
  const counts = summary === null || summary.isBeingJudged ? [] : absenceCountWords(summary.proof.absences)
  const unexplained = explanations.filter(({ status }) => status === 'unexplained').length
  return (
    <div className="panel-head">
      <h3>
        {absencesTitle}
        {found !== null && ` (${formatCount(found.total)})`}
      </h3>
      {unexplained > 0 && (
        <span className="explanation-status explanation-unexplained">{formatCount(unexplained)} unexplained</span>
      )}
      <span className="muted">{counts.join(', ')}</span>
      {found !== null && explanations.length < found.total && (
        <span className="muted">The first {formatCount(explanations.length)} are listed.</span>
      )}
    </div>
  )
}

function Found({ found: { explanations, total, notLookedAt }, onShow }: FoundProps) {
  return (
    <>
      {notLookedAt > 0 && (
        <p className="explanations-note muted">
          {formatCounted(notLookedAt, 'event')} on objects of the trails’ buckets {notLookedAt === 1 ? 'was' : 'were'}{' '}
          not looked at, because there are too many.
        </p>
      )}
      {total === 0 ? (
        <p className="explanations-note muted">{nothingAbsent}</p>
      ) : (
        <ul>
          {explanations.map((explanation) => (
            <Explained key={JSON.stringify(explanation.absence)} explanation={explanation} onShow={onShow} />
          ))}
        </ul>
      )}
    </>
  )
}

interface ExplainedProps extends ExplanationListProps {
  readonly explanation: Explanation
}

function Explained({ explanation: { absence, status, sentence, causes }, onShow }: ExplainedProps) {
  const { kind, account, region, trail, from, until, uri } = absence
  return (
    <li className="explanation">
      <div className="explanation-head">
        <b title={absenceWords[kind].doc}>{absenceWords[kind].name}</b>
        <span className={`explanation-status explanation-${status}`}>
          <Icon name={icons[status]} size={13} /> {explanationWords[status]}
        </span>
        <button type="button" className="panel-link" title="Show on the map" onClick={() => onShow(absence)}>
          <Timestamp ms={from} />
          {until - from > moment && (
            <>
              {' to '}
              <Timestamp ms={until} />
            </>
          )}
        </button>
        <span className="muted">{[region, trail, account].filter((part) => part !== '').join(' · ')}</span>
      </div>
      {uri !== null && (
        <div className="panel-line">
          <MiddleCut text={uri} tail={40} />
          <CopyButton what="address" text={uri} />
        </div>
      )}
      <p>
        <EntityText text={sentence} />
      </p>
      {causes.map((cause) => (
        <CauseLine key={cause.row} cause={cause} isTold={sentence.includes(cause.sentence)} />
      ))}
    </li>
  )
}

interface CauseLineProps {
  readonly cause: Cause
  /** Its sentence stands above already. */
  readonly isTold: boolean
}

const CauseLine = ({ cause: { row, eventName, time, actor, certainty, sentence }, isTold }: CauseLineProps) => (
  <div>
    <button type="button" className="explanation-cause" onClick={() => openRow(row)}>
      <b>{eventName}</b>
      <Timestamp ms={time} />
      <span className="mono">{actor}</span>
      <span className="muted">({certainty})</span>
    </button>
    {!isTold && <p className="muted">{sentence}</p>}
  </div>
)

/** The event among its neighbours in time. */
function openRow(row: Cause['row']) {
  showEvents(everything)
  selectEvent(row)
}
