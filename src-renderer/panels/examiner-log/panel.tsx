import { useCallback, useState } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import type { ExaminerLogPage, LogForm } from '../../../src-shared/contract/index.ts'
import type { ShownLogLine } from '../../../src-shared/model/examiner-log.ts'
import {
  accountNameNote,
  examinerLogName,
  headWords,
  logLimits,
  logProblemSentence,
  logStateSentence,
  noLineHas,
} from '../../../src-shared/words/examiner-log.ts'
import { ask } from '../../ask/ask.ts'
import { useRows } from '../../ask/use-rows.ts'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import { hideExaminerLog, useExaminerLog } from '../../state/examiner-log.ts'
import { Button } from '../../widgets/button.tsx'
import { copyText } from '../../widgets/copy.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'
import './examiner-log.css'
import { logColumns } from './columns.tsx'
import { NameField } from './name-field.tsx'

/** What was done in the case, line by line, and whether the lines are as they were written. */
export function ExaminerLogDialog() {
  const isShown = useExaminerLog((state) => state.shown)
  return isShown ? <Shown /> : null
}

function Shown() {
  const [text, setText] = useState('')
  const [descending, setDescending] = useState(true)
  const [selected, setSelected] = useState<number | null>(null)
  const [about, setAbout] = useState<Omit<ExaminerLogPage, 'lines'> | null>(null)
  const key = JSON.stringify([text, descending])
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('examinerLog', { text, descending, offset, limit })
      if (!answer.ok) return answer
      const { lines, ...rest } = answer.value
      setAbout(rest)
      return ok({ total: rest.total, rows: lines })
    },
    [text, descending],
  )
  const rows = useRows<ShownLogLine>(key, fetch)
  const chosen = selected === null ? undefined : rows.rowAt(selected)
  return (
    <Dialog
      wide
      title={examinerLogName}
      onClose={hideExaminerLog}
      actions={
        <>
          <CopyWhole form="jsonl" what="JSON lines" />
          <CopyWhole form="markdown" what="Markdown" />
          <Button onClick={hideExaminerLog}>Close</Button>
        </>
      }
    >
      <div className="examiner-log">
        {about !== null && <State about={about} />}
        <div className="panel-head">
          {about !== null && <NameField examiner={about.examiner} />}
          <span className="panel-space" />
          <span className="muted" role="status">
            {rows.state === 'ready' && formatCounted(rows.total, 'line')}
          </span>
          <SearchInput label="Search the lines" value={text} onChange={setText} />
        </div>
        <div className="examiner-log-grid">
          <RowsGrid
            rows={rows}
            label="Lines of the examiner log"
            columns={logColumns}
            selected={selected}
            onSelect={setSelected}
            sort={{ column: 'n', descending }}
            onSort={() => setDescending(!descending)}
            resetKey={key}
            empty={<Empty text={noLineHas(text)} />}
          />
        </div>
        {chosen !== undefined && <p className="examiner-log-line">{chosen.sentence}</p>}
      </div>
    </Dialog>
  )
}

const mostProblems = 20

function State({ about: { state, notKept, file, examiner } }: { readonly about: Omit<ExaminerLogPage, 'lines'> }) {
  const [, ...more] = state.problems
  return (
    <>
      <p className={state.problems.length > 0 ? 'dialog-problem' : undefined} role="status">
        {logStateSentence(state)} {more.slice(0, mostProblems).map(logProblemSentence).join(' ')}
      </p>
      {notKept !== null && (
        <p className="dialog-problem" role="alert">
          {notKept}
        </p>
      )}
      <p className="muted">{logLimits}</p>
      {state.head !== null && (
        <p className="muted">
          Head <span className="mono">{headWords(state.head)}</span>{' '}
          <CopyButton what="head" text={headWords(state.head)} /> of <span className="mono">{file}</span>{' '}
          <CopyButton what="path of the log" text={file} />
        </p>
      )}
      {examiner.is === 'account' && <p className="muted">{accountNameNote}</p>}
    </>
  )
}

function CopyWhole({ form, what }: { readonly form: LogForm; readonly what: string }) {
  const [said, setSaid] = useState<string | null>(null)
  const copy = async () => {
    const answer = await ask('examinerLogText', { form })
    if (answer.ok) await copyText(answer.value)
    setSaid(answer.ok ? `Copied as ${what}` : answer.message)
  }
  return (
    <Button look="quiet" icon={said === null ? 'copy' : 'check'} onClick={() => void copy()}>
      {said ?? `Copy as ${what}`}
    </Button>
  )
}
