import { useState } from 'react'
import type { JobId } from '../../../src-shared/model/job.ts'
import { type Exported, hideExport, useExport } from '../../state/export.ts'
import { ChooseBundle } from './bundle/choose-bundle.tsx'
import { Choose } from './choose.tsx'
import { ChooseForFindings } from './choose-for-findings.tsx'
import { ChooseForResult } from './choose-for-result.tsx'
import './export.css'
import { ChooseReport } from './report/choose-report.tsx'
import { Writing } from './writing.tsx'

/** Writes what the filter shows, what a query answers, or a report to a file with a manifest beside it. */
export function ExportDialog() {
  const shown = useExport((state) => state.shown)
  return shown === null ? null : <Steps exported={shown} />
}

function Steps({ exported }: { readonly exported: Exported }) {
  const [jobId, setJobId] = useState<JobId | null>(null)
  if (jobId !== null)
    return <Writing kind={exported.kind} jobId={jobId} onClose={hideExport} onAgain={() => setJobId(null)} />
  const ends = { onBegin: setJobId, onClose: hideExport }
  switch (exported.kind) {
    case 'events':
      return <Choose exported={exported.events} {...ends} />
    case 'result':
      return <ChooseForResult query={exported.query} {...ends} />
    case 'findings':
      return <ChooseForFindings {...ends} />
    case 'bundle':
      return <ChooseBundle {...ends} />
    case 'report':
      return <ChooseReport first={exported.report} {...ends} />
  }
}
