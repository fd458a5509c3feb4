import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import type { ReportKind } from '../../../../src-shared/model/report.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { useBookmarks } from '../../../state/bookmarks.ts'
import { useCase } from '../../../state/case.ts'
import { reportKey, saidOf, say, useReports } from '../../../state/reports.ts'
import { type FormRead, formOf, type Offered } from './form-of.ts'

interface AskedReport {
  readonly said: ReportSaid
  readonly onSay: (change: Partial<ReportSaid>) => void
  readonly offered: Offered
  /** Who gave a name for the examiner log; empty where nobody did. */
  readonly named: string
  readonly read: FormRead
}

/** What was said of a report of this kind about the open case, and chosen for it, the last time or just now. */
export function useReportForm(kind: ReportKind): AskedReport {
  const path = useCase((state) => state.summary?.paths[0] ?? '')
  const key = reportKey(kind, path)
  const reports = useReports()
  const said = saidOf(reports, key)
  const { bookmarks } = useBookmarks()
  const named = useNamedExaminer()
  const asked = useQuery('incidents', undefined, kind === 'incident')
  const offered = { incidents: asked.state === 'ready' ? asked.value : [], bookmarks }
  const examiner = reports.examiner.trim() === '' ? named : reports.examiner
  const read = formOf(kind, said, { examiner, organization: reports.organization }, offered)
  return { said, onSay: (change) => say(key, change), offered, named, read }
}

function useNamedExaminer(): string {
  const log = useQuery('examinerLog', { text: '', descending: true, offset: 0, limit: 1 })
  return log.state === 'ready' && log.value.examiner.is === 'given' ? log.value.examiner.name : ''
}
