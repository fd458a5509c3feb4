import { useState } from 'react'
import type { JobId } from '../../../../src-shared/model/job.ts'
import {
  type ReportFormat,
  type ReportKind,
  reportEndings,
  reportFormats,
  reportKinds,
} from '../../../../src-shared/model/report.ts'
import { formatDocs, reportDialog } from '../../../../src-shared/words/report/dialog.ts'
import { reportTitles } from '../../../../src-shared/words/report/report.ts'
import { ask } from '../../../ask/ask.ts'
import { useReports } from '../../../state/reports.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'
import { Tabs } from '../../../widgets/tabs.tsx'
import { FormatChoice } from '../choices.tsx'
import { FilePlace } from '../file-place.tsx'
import { type Refusal, Refused } from '../refused.tsx'
import { useFile } from '../use-file.ts'
import { Chosen } from './chosen.tsx'
import { Cover } from './cover.tsx'
import { Preview } from './preview.tsx'
import { useReportForm } from './use-report-form.ts'
import './report.css'

const formats = reportFormats.map((id) => ({ id, ...formatDocs[id] }))
/** Within the name of the file. */
const names: Readonly<Record<ReportKind, string>> = { integrity: 'certificate', incident: 'incident-report' }
const kinds = reportKinds.map((id) => ({ id, label: reportTitles[id] }))

interface ChooseReportProps {
  readonly first: ReportKind
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

/** What is said of a report and chosen for it, beside the report as it would be written. */
export function ChooseReport({ first, onBegin, onClose }: ChooseReportProps) {
  const [kind, setKind] = useState(first)
  const reports = useReports()
  const { said, onSay, offered, who, read } = useReportForm(kind)
  const target = useFile<ReportFormat>(names[kind], 'html', (format) => reportEndings[format])
  const [problem, setProblem] = useState<Refusal | null>(null)
  const wrong = 'problem' in read ? read.problem : null
  const begin = async (replaces = false) => {
    if (!('form' in read)) return
    setProblem(null)
    await who.keep()
    const { format, place } = target
    const answer = await ask('writeReport', { form: read.form, format, file: place, replaces })
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer)
  }
  return (
    <Dialog
      title={reportDialog.title}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={wrong !== null || target.place === ''} onClick={() => void begin()}>
            {reportDialog.write}
          </Button>
        </>
      }
    >
      <div className="report">
        <div className="report-form export">
          <Tabs label={reportDialog.kind} tabs={kinds} selected={kind} onSelect={setKind}>
            <Cover
              kind={kind}
              said={said}
              organization={reports.organization}
              examiner={who.examiner}
              onExaminer={who.setExaminer}
              onSay={onSay}
            />
          </Tabs>
          {wrong !== null && (
            <p className="dialog-problem" role="alert">
              {wrong}
            </p>
          )}
          <Chosen kind={kind} said={said} offered={offered} onSay={onSay} />
          <FormatChoice formats={formats} format={target.format} onFormat={target.setFormat} />
          <FilePlace
            file={target.file}
            extension={target.extension}
            suggestedName={target.suggestedName}
            browse={reportDialog.folder}
            onFile={target.setFile}
          />
          {problem !== null && <Refused refusal={problem} onReplace={() => void begin(true)} />}
          <p className="muted">{reportDialog.manifest}</p>
        </div>
        <Preview form={'form' in read ? read.form : null} />
      </div>
    </Dialog>
  )
}
