import { useState } from 'react'
import type { Anomalies as Told } from '../../../../src-shared/contract/anomalies.ts'
import { limitAt, mostSensitive } from '../../../../src-shared/model/sensitivity.ts'
import {
  anomaliesAtWork, anomaliesHeadline, anomaliesMean, anomaliesMethod, judgedWords, limitWords, noAnomaliesMeans, notAllTold,
} from '../../../../src-shared/words/anomalies.ts' // biome-ignore format: a list
import { problemOf } from '../../../ask/problem-of.ts'
import { type Query, useQuery } from '../../../ask/use-query.ts'
import { showFindings, useFindings } from '../../../state/findings.ts'
import { Button } from '../../../widgets/button.tsx'
import { formatCount } from '../../../widgets/format.ts'
import { Problem } from '../../../widgets/problem.tsx'
import { AnomalyEntry } from './anomaly.tsx'
import './anomalies.css'

/** At the sensitivity that is chosen. */
export const useAnomalies = (): Query<Told> => {
  const sensitivity = useFindings((state) => state.sensitivity)
  return useQuery('anomalies', { sensitivity })
}

/** Counts far above what the case itself lets expect, as readily as the analyst wants to be told. */
export function Anomalies({ query }: { readonly query: Query<Told> }) {
  const sensitivity = useFindings((state) => state.sensitivity)
  const total = query.state === 'ready' ? query.value.total : null
  return (
    <section className="anomalies" aria-label="Anomalies">
      <h2>{total === null ? 'Anomalies' : anomaliesHeadline(total)}</h2>
      <p className="muted">{anomaliesMean}</p>
      {query.state === 'failed' ? (
        <Problem {...problemOf(query.failure)} onRetry={query.again} />
      ) : query.state === 'ready' ? (
        <Found told={query.value} sensitivity={sensitivity} />
      ) : (
        <p role="status">{anomaliesAtWork}</p>
      )}
    </section>
  )
}

/** Anomalies that are shown before the others are asked for. */
const shownAtFirst = 10

function Found({ told, sensitivity }: { readonly told: Told; readonly sensitivity: number }) {
  const [showsAll, setShowsAll] = useState(false)
  const { anomalies, total, judged, bucketMs } = told
  const shown = showsAll ? anomalies : anomalies.slice(0, shownAtFirst)
  return (
    <>
      {judged > 0 && <Sensitivity value={sensitivity} />}
      <p className="muted">{judgedWords(told)}</p>
      {total === 0 && judged > 0 && <p>{noAnomaliesMeans(sensitivity)}</p>}
      <ul>
        {shown.map((anomaly, place) => (
          <AnomalyEntry
            key={anomaly.id}
            anomaly={anomaly}
            bucketMs={bucketMs}
            sensitivity={sensitivity}
            isFirst={place === 0}
          />
        ))}
      </ul>
      {shown.length < anomalies.length && (
        <Button onClick={() => setShowsAll(true)}>Show all {formatCount(anomalies.length)}</Button>
      )}
      {anomalies.length < total && <p className="muted">{notAllTold(anomalies.length, total)}</p>}
      <details className="anomalies-method">
        <summary>How anomalies are found</summary>
        {anomaliesMethod(bucketMs).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </details>
    </>
  )
}

/** Answers follow while it is moved: judging takes a millisecond. */
const Sensitivity = ({ value }: { readonly value: number }) => (
  <div className="anomalies-sensitivity">
    <label>
      <span>Sensitivity</span>
      <span className="muted">low</span>
      <input
        type="range"
        min={0}
        max={mostSensitive}
        value={value}
        aria-label="Sensitivity"
        aria-valuetext={`${value}. ${limitWords(limitAt(value))}`}
        onChange={({ target }) => showFindings({ sensitivity: target.valueAsNumber })}
      />
      <span className="muted">high</span>
      <output>{value}</output>
    </label>
    <span className="muted">{limitWords(limitAt(value))}</span>
  </div>
)
