import { ok } from '../../../src-shared/base/result.ts'
import type { findingsCalls } from '../../../src-shared/contract/findings.ts'
import type { incidentsCalls } from '../../../src-shared/contract/incidents.ts'
import type { insightsCalls } from '../../../src-shared/contract/insights.ts'
import { recordedInsights } from '../views/insights.ts'
import type { Answers } from './form.ts'

export const findingsAnswers: Answers<
  keyof typeof findingsCalls | keyof typeof incidentsCalls | keyof typeof insightsCalls
> = {
  findings: ({ layers }) => ok(layers.value('findings') ?? []),
  insights: async ({ query, reader }) => ok(await recordedInsights(query, reader)),
  incidents: ({ layers }) => ok(layers.value('incidents') ?? []),
}
