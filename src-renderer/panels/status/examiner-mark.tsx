import { examinerLogName, logAltered, writtenAs } from '../../../src-shared/words/examiner-log.ts'
import { useQuery } from '../../ask/use-query.ts'
import { showExaminerLog } from '../../state/examiner-log.ts'

/** Leads to the examiner log of the case, and says where that was altered or is not kept. */
export function ExaminerMark() {
  const query = useQuery('examinerLog', { text: '', descending: true, offset: 0, limit: 1 })
  if (query.state !== 'ready') return null
  const { examiner, state, notKept } = query.value
  const trouble = logAltered(state, notKept)
  return (
    <button
      type="button"
      className="status-case status-whole"
      title={trouble?.why ?? writtenAs(examiner)}
      onClick={showExaminerLog}
    >
      {trouble === null ? examinerLogName : <span className="status-lost">{trouble.words}</span>}
    </button>
  )
}
