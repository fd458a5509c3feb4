import { type Failure, fail, ok } from '../../../src-shared/base/result.ts'
import type { anomaliesCalls } from '../../../src-shared/contract/anomalies.ts'
import type { findingsCalls } from '../../../src-shared/contract/findings.ts'
import type { incidentsCalls } from '../../../src-shared/contract/incidents.ts'
import type { insightsCalls } from '../../../src-shared/contract/insights.ts'
import { anomaliesAt, chartOf } from '../../analysis/anomalies/judge.ts'
import { recordedInsights } from '../views/insights.ts'
import type { Answers } from './form.ts'

export const findingsAnswers: Answers<
  keyof typeof findingsCalls | keyof typeof incidentsCalls | keyof typeof insightsCalls | keyof typeof anomaliesCalls
> = {
  findings: ({ layers }) => ok(layers.value('findings') ?? []),
  insights: async ({ query, reader }) => ok(await recordedInsights(query, reader)),
  anomalies: ({ layers }, { sensitivity }) => ok(anomaliesAt(layers.value('anomalies')!, sensitivity)),
  anomalyChart: ({ layers }, { series, range, sensitivity }) => {
    const points = chartOf(layers.value('anomalies')!, series, range, sensitivity)
    return points === null ? noSuchSeries : ok(points)
  },
  incidents: ({ incidents }) => ok(incidents),
}

const noSuchSeries: Failure<'no-such-series'> = fail(
  'no-such-series',
  'There is no such series in the case, or its time is too long.',
)
