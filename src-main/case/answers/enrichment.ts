import { ok } from '../../../src-shared/base/result.ts'
import type { enrichmentCalls } from '../../../src-shared/contract/enrichment.ts'
import type { CaseCallName } from '../../../src-shared/contract/index.ts'
import { enrich } from '../enriching.ts'
import type { Answers } from './form.ts'

/** The choice itself is kept by the host. */
export const enrichmentAnswers: Answers<keyof typeof enrichmentCalls & CaseCallName> = {
  enrichment: ({ lookingUp }) => ok(lookingUp.told),
  enrich,
}
