import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import { type ReportKind, reportPapers } from '../../../../src-shared/model/report.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'
import { reportKindDocs, reportTitles } from '../../../../src-shared/words/report/report.ts'
import { sayOrganization } from '../../../state/reports.ts'
import { TextField } from '../../../widgets/text-field.tsx'

interface CoverProps {
  readonly kind: ReportKind
  readonly said: ReportSaid
  readonly organization: string
  readonly examiner: string
  readonly onExaminer: (examiner: string) => void
  readonly onSay: (change: Partial<ReportSaid>) => void
}

/** What stands on the first page, and what time a certificate is about. */
export function Cover({ kind, said, organization, examiner, onExaminer, onSay }: CoverProps) {
  const { fields } = reportDialog
  return (
    <div className="report-cover">
      <p className="muted">{reportKindDocs[kind]}</p>
      <TextField
        label={fields.title}
        placeholder={reportTitles[kind]}
        value={said.title}
        onValue={(title) => onSay({ title })}
      />
      <div className="report-pair">
        <TextField
          label={fields.caseNumber}
          placeholder="2024-017"
          value={said.caseNumber}
          onValue={(caseNumber) => onSay({ caseNumber })}
        />
        <TextField
          label={fields.examiner}
          placeholder={reportDialog.examinerExample}
          value={examiner}
          onValue={onExaminer}
        />
      </div>
      <TextField label={fields.organization} placeholder="" value={organization} onValue={sayOrganization} />
      {kind === 'integrity' && (
        <fieldset className="report-pair">
          <legend>{reportDialog.range}</legend>
          <TextField
            label={reportDialog.from}
            placeholder={reportDialog.wholeCase}
            value={said.from}
            onValue={(from) => onSay({ from })}
          />
          <TextField
            label={reportDialog.until}
            placeholder={reportDialog.wholeCase}
            value={said.until}
            onValue={(until) => onSay({ until })}
          />
        </fieldset>
      )}
      <label className="report-text">
        {fields.introduction}
        <textarea
          rows={4}
          placeholder={reportDialog.introductionDoc}
          value={said.introduction}
          onChange={({ target }) => onSay({ introduction: target.value })}
        />
      </label>
      <label className="report-paper">
        {reportDialog.paper}
        <select
          value={said.paper}
          onChange={({ target }) => onSay({ paper: reportPapers.find((paper) => paper === target.value) ?? 'A4' })}
        >
          {reportPapers.map((paper) => (
            <option key={paper}>{paper}</option>
          ))}
        </select>
      </label>
    </div>
  )
}
