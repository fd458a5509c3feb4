import { type AskedRange, onlyEvidence, type TrustGiven } from '../../../src-shared/model/verification.ts'
import { atOnce, type Steps } from '../../runtime/steps.ts'
import type { Evidence } from './evidence.ts'
import type { FileFact } from './file-fact.ts'
import { nameSteps } from './name.ts'
import { parseSteps } from './parse.ts'
import { placeSteps } from './place.ts'

/** What is asked of evidence, and what is given beside it. */
export interface Asked {
  readonly range?: AskedRange | undefined
  readonly trust: TrustGiven
}

/** Gathers evidence at once. */
export const gatherEvidence = (facts: readonly FileFact[], range?: AskedRange, trust = onlyEvidence): Evidence =>
  atOnce(gatherSteps(facts, { range, trust }))

/** Turns what was read of all files into what verdicts rest on. */
export function* gatherSteps(facts: readonly FileFact[], { range, trust }: Asked): Steps<Evidence> {
  const parsed = yield* parseSteps(facts, trust)
  const placed = yield* placeSteps(parsed)
  const evidence = yield* nameSteps(placed)
  return range === undefined ? evidence : { ...evidence, range }
}
