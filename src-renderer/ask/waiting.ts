import { comesLater, type Layer } from '../../src-shared/model/layer.ts'
import { useCase } from '../state/case.ts'

/** Whether files are still being verified: nothing can be said of verdicts, proofs and coverage until that is done. */
export const useIsBeingJudged = (): boolean => useCase((state) => state.summary?.isBeingJudged ?? false)

/** Whether the case lacks one of these layers: what is made from them cannot be asked yet. */
export const useIsAwaiting = (layers: readonly Layer[]): boolean => useIsBeingJudged() && layers.some(comesLater)

/** What stands in their place, followed by what comes then. */
export const beingJudged = 'Files are still being verified.'
