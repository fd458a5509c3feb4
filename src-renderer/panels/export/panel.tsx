import { useState } from 'react'
import type { JobId } from '../../../src-shared/model/job.ts'
import { hideExport, useExport } from '../../state/export.ts'
import { Choose } from './choose.tsx'
import './export.css'
import { Writing } from './writing.tsx'

/** Writes what the filter shows to a file, with a manifest beside it. */
export function ExportDialog() {
  const isShown = useExport((state) => state.shown)
  return isShown ? <Steps /> : null
}

function Steps() {
  const [jobId, setJobId] = useState<JobId | null>(null)
  return jobId === null ? (
    <Choose onBegin={setJobId} onClose={hideExport} />
  ) : (
    <Writing jobId={jobId} onClose={hideExport} onAgain={() => setJobId(null)} />
  )
}
