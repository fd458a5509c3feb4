import { useRef } from 'react'
import type { ReportForm } from '../../../../src-shared/model/report.ts'
import { emptyForm } from '../../../../src-shared/model/report.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'
import { problemOf } from '../../../ask/problem-of.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { Loading, Waiting } from '../../../widgets/empty.tsx'
import { Problem } from '../../../widgets/problem.tsx'
import { useHasRested } from '../../../widgets/use-has-rested.ts'

const nothing = emptyForm('integrity')
/** What is typed is shown when the writer pauses. */
const restMs = 400

/**
 * The page as it would be written. It has no script, and its frame allows none, no address but its own and nothing of
 * this window. Null: what is typed is not understood; what was shown stays.
 */
export function Preview({ form }: { readonly form: ReportForm | null }) {
  const shown = useRested(form)
  const query = useQuery('report', { form: shown ?? nothing }, shown !== null)
  const page =
    query.state === 'ready' ? (
      <iframe title={reportDialog.preview} sandbox="" srcDoc={query.value.html} />
    ) : query.state === 'failed' ? (
      <Problem {...problemOf(query.failure)} onRetry={query.again} />
    ) : query.state === 'waiting' ? (
      <Waiting text={reportDialog.previewLater} />
    ) : (
      <Loading text={reportDialog.previewLater} />
    )
  return (
    <section
      className="report-preview"
      aria-label={reportDialog.preview}
      aria-busy={query.state !== 'ready' || query.refreshing}
    >
      {page}
    </section>
  )
}

/** The last form that did not change for a moment. */
function useRested(form: ReportForm | null): ReportForm | null {
  const rested = useRef<ReportForm | null>(null)
  const hasRested = useHasRested(JSON.stringify(form), restMs)
  if (form !== null && (hasRested || rested.current === null)) rested.current = form
  return rested.current
}
