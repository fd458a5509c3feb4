import { caseFileMark } from '../../../src-shared/words/case-file.ts'
import { useCase } from '../../state/case.ts'
import { showSaveCase } from '../../state/case-file.ts'

/** Whether the analyst's work is kept in a case file; leads to saving the case in one. */
export function CaseFileMark() {
  const file = useCase((state) => state.summary?.caseFile)
  const { words, title } = caseFileMark(file)
  return (
    <button type="button" className="status-case status-whole" title={title} onClick={showSaveCase}>
      {words}
    </button>
  )
}
