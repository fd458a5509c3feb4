import { ok } from '../../../src-shared/base/result.ts'
import type { findingsCalls } from '../../../src-shared/contract/findings.ts'
import type { Answers } from './form.ts'

export const findingsAnswers: Answers<keyof typeof findingsCalls> = {
  findings: ({ layers }) => ok(layers.value('findings') ?? []),
}
