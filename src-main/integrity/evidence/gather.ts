import type { AskedRange } from '../../../src-shared/model/verification.ts'
import { atOnce, type Steps } from '../../runtime/steps.ts'
import type { Evidence } from './evidence.ts'
import type { FileFact } from './file-fact.ts'
import { nameSteps } from './name.ts'
import { parseSteps } from './parse.ts'
import { placeSteps } from './place.ts'

/** Gathers evidence at once. */
export const gatherEvidence = (facts: readonly FileFact[], range?: AskedRange): Evidence =>
  atOnce(gatherSteps(facts, range))

/** Turns what was read of all files into what verdicts rest on. */
export function* gatherSteps(facts: readonly FileFact[], range?: AskedRange): Steps<Evidence> {
  const parsed = yield* parseSteps(facts)
  const placed = yield* placeSteps(parsed)
  const evidence = yield* nameSteps(placed)
  return range === undefined ? evidence : { ...evidence, range }
}
