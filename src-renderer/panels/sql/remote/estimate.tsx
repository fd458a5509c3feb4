import { useEffect, useState } from 'react'
import type { Answer } from '../../../../src-shared/contract/index.ts'
import type { RemotePlace } from '../../../../src-shared/model/remote.ts'
import type { DaySpan } from '../../../../src-shared/model/trail-place.ts'
import { estimateLine, leastCost, placeName } from '../../../../src-shared/words/remote.ts'
import { ask } from '../../../ask/ask.ts'
import { IconButton } from '../../../widgets/button.tsx'
import { Loading } from '../../../widgets/empty.tsx'
import { Problem } from '../../../widgets/problem.tsx'

export interface Estimated {
  /** With the values of its parameters. */
  readonly sql: string
  readonly place: RemotePlace
  readonly days: DaySpan | null
}

interface EstimateProps {
  readonly estimated: Estimated
  readonly onClose: () => void
}

/** What the query would read there. It is asked once, and not again when the case changes. */
export function Estimate({ estimated, onClose }: EstimateProps) {
  const { sql, place, days } = estimated
  const [answer, setAnswer] = useState<Answer<'estimateRemote'> | null>(null)
  useEffect(() => {
    const id = crypto.randomUUID()
    let isCurrent = true
    setAnswer(null)
    void ask('estimateRemote', { id, sql, place, days }).then((told) => isCurrent && setAnswer(told))
    return () => {
      isCurrent = false
      void ask('cancelRemote', { id })
    }
  }, [sql, place, days])
  return (
    <section className="sql-plan" aria-label="Estimate">
      <div className="panel-head">
        <h3>What the query would read</h3>
        <span className="panel-space" />
        <IconButton icon="close" label="Close the estimate" onClick={onClose} />
      </div>
      <div className="sql-estimate">
        {answer === null ? (
          <Loading text={`Asking ${placeName(place)}. No log file is read for that.`} />
        ) : answer.ok ? (
          <>
            {answer.value.length === 0 && <p>No table would be read.</p>}
            {answer.value.map((each) => (
              <p key={each.table}>{estimateLine(each)}</p>
            ))}
            {place.engine === 'athena' && <p className="muted">{leastCost}</p>}
          </>
        ) : (
          <Problem message={answer.message} details={sql} />
        )}
      </div>
    </section>
  )
}
