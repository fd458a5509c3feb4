import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { exitCode } from './io.ts'

/** What a whole report comes to: one word for the summary, one exit code. */
export type Outcome = 'proven' | 'bad' | 'unproven'

/** A report about nothing is not a proof of anything, nor is a key that was not valid when it signed. */
export function outcomeOf({ counts: { digests, logs }, keys }: IntegrityReport): Outcome {
  if (digests.invalid + digests.missing + digests.moved + logs.invalid + logs.missing > 0) return 'bad'
  const proven = digests.verified + logs.verified
  const unproven = digests.unverified + logs.unverified + logs.uncovered
  return unproven > 0 || proven === 0 || keys.some(({ outOfTime }) => outOfTime !== null) ? 'unproven' : 'proven'
}

export const outcomeExitCode = { proven: exitCode.done, bad: exitCode.bad, unproven: exitCode.unproven } as const
