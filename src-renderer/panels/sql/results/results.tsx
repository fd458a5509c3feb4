import { problemOf } from '../../../ask/problem-of.ts'
import { beingJudged, useIsBeingJudged } from '../../../ask/waiting.ts'
import type { Run } from '../../../state/sql.ts'
import { Empty, Loading, Waiting } from '../../../widgets/empty.tsx'
import { Problem } from '../../../widgets/problem.tsx'
import { ResultRows } from './rows.tsx'
import './results.css'

interface ResultsProps {
  readonly run: Run
  /** Rows of another case are not shown as if they were of this one. */
  readonly caseId: string | null
  /** Of the library, that the query came from; null for a query of another origin. */
  readonly question: string | null
}

export function Results({ run, caseId, question }: ResultsProps) {
  if (run.state === 'none') return <NoneYet />
  if (run.caseId !== caseId) return run.state === 'running' ? <Running isElsewhere={run.place !== null} /> : <NoneYet />
  // The rows so far and the answer after them are one grid, which stays where its reader has scrolled to.
  switch (run.state) {
    case 'running':
      return run.soFar === null ? (
        <Running isElsewhere={run.place !== null} />
      ) : (
        <ResultRows key={run.id} run={run} shown={run.soFar} question={question} />
      )
    case 'cancelled':
      if (run.soFar === null)
        return (
          <Empty text="The query was cancelled before it gave a row.">{run.said !== null && <p>{run.said}</p>}</Empty>
        )
      return <ResultRows key={run.id} run={run} shown={run.soFar} question={question} />
    case 'done':
      return <ResultRows key={run.id} run={run} shown={run.table} question={question} />
    case 'failed':
      return <Problem message={run.failure.message} details={`${problemOf(run.failure).details}\n\n${run.sql}`} />
  }
}

function Running({ isElsewhere }: { readonly isElsewhere: boolean }) {
  const isBeingJudged = useIsBeingJudged()
  if (isBeingJudged && !isElsewhere)
    return <Waiting text={`${beingJudged} A query about files, verdicts or original records runs when that is done.`} />
  return <Loading text="The query is running." />
}

const NoneYet = () => (
  <Empty text="Run a query to see results. Write one above, or take one from the library.">
    <p className="muted">
      If text is selected, only the selection runs. Queries only read; nothing here changes the case or its files.
    </p>
  </Empty>
)
