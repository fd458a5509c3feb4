import { ok } from '../../../src-shared/base/result.ts'
import type { findingsCalls } from '../../../src-shared/contract/findings.ts'
import type { incidentsCalls } from '../../../src-shared/contract/incidents.ts'
import type { Answers } from './form.ts'

export const findingsAnswers: Answers<keyof typeof findingsCalls | keyof typeof incidentsCalls> = {
  findings: ({ layers }) => ok(layers.value('findings') ?? []),
  incidents: ({ layers }) => ok(layers.value('incidents') ?? []),
}
