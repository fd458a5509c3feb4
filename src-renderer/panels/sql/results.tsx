import { useCallback, useMemo, useState } from 'react'
import { csvForms, csvText } from '../../../src-shared/base/csv.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { meantBy } from '../../../src-shared/sql/meaning.ts'
import { resultCut } from '../../../src-shared/words/sql.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { ProvenShare } from '../../parts/proven-share.tsx'
import { openEvent } from '../../state/open.ts'
import { type RowsSoFar, type Run, rowLimit } from '../../state/sql.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { DataGrid } from '../../widgets/data-grid/data-grid.tsx'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { Empty, Loading, Waiting } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Problem } from '../../widgets/problem.tsx'
import { saveText } from '../../widgets/save-text.ts'
import { type ResultColumn, resultColumns } from './result-columns.ts'

interface ResultsProps {
  readonly run: Run
  /** Rows of another case are not shown as if they were of this one. */
  readonly caseId: string | null
}

export function Results({ run, caseId }: ResultsProps) {
  if (run.state === 'none') return <NoneYet />
  if (run.caseId !== caseId) return run.state === 'running' ? <Running /> : <NoneYet />
  // The rows so far and the answer after them are one grid, which stays where its reader has scrolled to.
  switch (run.state) {
    case 'running':
      return run.soFar === null ? <Running /> : <Rows key={run.id} run={run} shown={run.soFar} />
    case 'cancelled':
      if (run.soFar === null) return <Empty text="The query was cancelled before it gave a row." />
      return <Rows key={run.id} run={run} shown={run.soFar} />
    case 'done':
      return <Rows key={run.id} run={run} shown={run.table} />
    case 'failed':
      return <Problem message={run.failure.message} details={`${problemOf(run.failure).details}\n\n${run.sql}`} />
  }
}

function Running() {
  const isBeingJudged = useIsBeingJudged()
  if (isBeingJudged)
    return <Waiting text={`${beingJudged} A query about files, verdicts or original records runs when that is done.`} />
  return <Loading text="The query is running." />
}

const NoneYet = () => (
  <Empty text="No query was run on this case yet. Write one above, or take one from the library.">
    <p className="muted">A selection runs alone. Queries only read; nothing here changes the case or its files.</p>
  </Empty>
)

type Line = readonly Cell[]

interface RowsProps {
  readonly run: Extract<Run, { readonly state: 'running' | 'cancelled' | 'done' }>
  /** The answer, or what there is of it. */
  readonly shown: RowsSoFar
}

function Rows({ run, shown }: RowsProps) {
  const { rows } = shown
  const [selected, setSelected] = useState<number | null>(null)
  const shape = useMemo(() => resultColumns(shown), [shown])
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({})
  const [unknownId, setUnknownId] = useState<string | null>(null)
  const openById = useCallback((id: string) => {
    void openEvent(id).then((isThere) => setUnknownId(isThere ? null : id))
  }, [])
  const gridColumns = useMemo(
    () => shape.map((column) => gridColumn(column, widths[`${column.index}`] ?? column.width, openById)),
    [shape, widths, openById],
  )
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const idColumn = shape.find(({ isEventId }) => isEventId)
  const open = (index: number) => {
    const id = idColumn === undefined ? null : rows[index]?.[idColumn.index]
    if (typeof id === 'string') openById(id)
  }
  return (
    <section className="sql-results" aria-label="Result" aria-busy={run.state === 'running'}>
      <div className="panel-head">
        <HowMany run={run} rows={rows.length} />
        <span className="panel-space" />
        {unknownId !== null && <span role="alert">No event of this case has the id {unknownId}.</span>}
        {idColumn !== undefined && unknownId === null && (
          <span className="muted sql-hint">Click an event id to open the event</span>
        )}
        <div className="sql-take">
          <CopyButton what="as CSV" text={() => asCsv(shown)} worded />
          <CopyButton what="as TSV" text={() => asTsv(shown)} worded />
          <Button look="quiet" icon="download" title={whatIsWritten(run)} onClick={() => save(run, shown)}>
            Export result as CSV
          </Button>
        </div>
      </div>
      <p className="sql-scope muted">
        Queries see the whole case: <ProvenShare filter={everything} of="the case" />
      </p>
      <ReadAs sql={run.sql} />
      <div className="sql-rows">
        <DataGrid
          label="Result rows"
          columns={gridColumns}
          rowCount={rows.length}
          rowAt={rowAt}
          selected={selected}
          onSelect={setSelected}
          onActivate={open}
          onResize={(id, width) => setWidths((before) => ({ ...before, [id]: width }))}
          empty={<Empty text="The query ran and gave no rows." />}
        />
      </div>
    </section>
  )
}

/** What of the query was read otherwise than it is written. */
function ReadAs({ sql }: { readonly sql: string }) {
  const meant = meantBy(sql)
  if (!meant.ok || meant.value.notes.length === 0) return null
  return (
    <p className="sql-scope" role="note">
      {meant.value.notes.join(' ')}
    </p>
  )
}

function HowMany({ run, rows }: { readonly run: RowsProps['run']; readonly rows: number }) {
  switch (run.state) {
    // No status: it would be read aloud with every row that comes.
    case 'running':
      return <span>{formatCounted(rows, 'row')} so far</span>
    case 'cancelled':
      return (
        <span className="sql-truncated" role="status">
          Cancelled after {formatCounted(rows, 'row')}: not the whole answer
        </span>
      )
    case 'done':
      return (
        <>
          <span role="status">
            {formatCounted(rows, 'row')} in {formatElapsed(run.table.elapsedMs)}
          </span>
          {run.table.truncated && <span className="sql-truncated">{resultCut(rows, rows === rowLimit)}</span>}
        </>
      )
  }
}

function whatIsWritten(run: RowsProps['run']): string {
  if (run.state !== 'done') return 'Writes the rows shown, which are not the whole answer'
  return run.table.truncated ? 'Writes the rows shown, not those that were cut off' : 'Writes the rows shown'
}

/** A file is looked at apart from this window: its name says when it is a part. */
const save = (run: RowsProps['run'], shown: RowsSoFar) =>
  saveText(run.state === 'done' ? 'query-result.csv' : 'query-result-partial.csv', 'text/csv', asCsv(shown))

const asCsv = ({ columns, rows }: RowsSoFar) => csvText([columns, ...rows], csvForms.result)
/** Without the last line end, which would begin a further row where it is pasted. */
const asTsv = ({ columns, rows }: RowsSoFar) => csvText([columns, ...rows], csvForms.pasted).slice(0, -1)

const formatElapsed = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`)

const gridColumn = (
  { index, name, kind, isEventId }: ResultColumn,
  width: number,
  onOpen: (id: string) => void,
): GridColumn<Line> => ({
  id: `${index}`,
  title: name,
  width,
  align: kind === 'number' ? 'end' : 'start',
  sortable: false,
  render: (row) => <CellValue cell={row[index] ?? null} onOpen={isEventId ? onOpen : null} />,
  text: (row) => (row[index] === null || row[index] === undefined ? 'NULL' : String(row[index])),
})

interface CellValueProps {
  readonly cell: Cell
  /** Null where the value is no event's id. */
  readonly onOpen: ((id: string) => void) | null
}

function CellValue({ cell, onOpen }: CellValueProps) {
  if (cell === null) return <span className="sql-null">NULL</span>
  if (cell === '') return <span className="sql-null">empty text</span>
  if (onOpen !== null && typeof cell === 'string')
    return (
      // Enter on the row does the same, so that tabbing does not stop at every row.
      <button type="button" className="sql-open mono" tabIndex={-1} onClick={() => onOpen(cell)}>
        {cell}
      </button>
    )
  return <span title={typeof cell === 'string' ? cell : undefined}>{cell}</span>
}
