import { asSavedMark, checkSentence } from '../../src-shared/words/case-file.ts'
import { useCase } from '../state/case.ts'
import './as-saved.css'

/** Beside verdicts of a case file whose sources were not found to be the same: as of when they are. */
export function AsSavedMark() {
  const file = useCase((state) => state.summary?.caseFile)
  const mark = asSavedMark(file)
  return mark === null ? null : (
    <span className="as-saved" title={checkSentence(file) ?? undefined}>
      {mark}
    </span>
  )
}
