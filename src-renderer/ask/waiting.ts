import { useCase } from '../state/case.ts'

/** Whether files are still being verified: nothing can be said of verdicts, proofs and coverage until that is done. */
export const useIsBeingJudged = (): boolean => useCase((state) => state.summary?.isBeingJudged ?? false)

/** What stands in their place, followed by what comes then. */
export const beingJudged = 'Files are still being verified.'
