import { useCallback, useMemo, useState } from 'react'
import type { Cell } from '../../../../src-shared/contract/index.ts'
import { isEverything } from '../../../../src-shared/filter/asks.ts'
import { useFilter } from '../../../state/filter.ts'
import { openEvent } from '../../../state/open.ts'
import type { RowsSoFar, Run } from '../../../state/sql.ts'
import { allRows, changeView, noteTopRow, topRowOf, useResultView } from '../../../state/sql-views.ts'
import { Button } from '../../../widgets/button.tsx'
import { DataGrid } from '../../../widgets/data-grid/data-grid.tsx'
import type { GridColumn } from '../../../widgets/data-grid/types.ts'
import { Empty } from '../../../widgets/empty.tsx'
import { CellValue } from './cell-value.tsx'
import { ChartView } from './chart-view.tsx'
import { HowMany } from './how-many.tsx'
import { cellMenu, type MenuGround, titleMenu } from './menus.ts'
import { NextQuestions } from './next-questions.tsx'
import { type ResultColumn, resultColumns } from './result-columns.ts'
import { rowsLeft } from './row-filter.ts'
import { inOrder, nextSort } from './row-order.ts'
import { RowTools, ValueChips } from './row-tools.tsx'
import { Scope } from './scope.tsx'
import { Summary } from './summary.tsx'

interface ResultRowsProps {
  readonly run: Extract<Run, { readonly state: 'running' | 'cancelled' | 'done' }>
  /** The answer, or what there is of it. */
  readonly shown: RowsSoFar
  /** Of the library, that the query came from. */
  readonly question: string | null
}

/** The rows of a run, as its reader filters, orders and draws them. */
export function ResultRows({ run, shown, question }: ResultRowsProps) {
  const { rows, columns: names } = shown
  const view = useResultView(run.id)
  const { sort, filter, shows, widths, selected } = view
  const isFiltered = useFilter((state) => !isEverything(state.filter))
  const columns = useMemo(() => resultColumns(shown), [shown])
  const numbers = useMemo(() => {
    const left = rowsLeft(rows, filter)
    return sort === null ? left : inOrder(rows, left, sort, columns[sort.column]!.kind)
  }, [rows, filter, sort, columns])
  const shownRows = useMemo(() => numbers.map((number) => rows[number]!), [numbers, rows])
  const { unknownId, openById } = useOpenById()
  const gridColumns = useMemo(
    () => columns.map((column) => gridColumn(column, widths[column.index] ?? column.width, openById)),
    [columns, widths, openById],
  )
  const [startRow] = useState(() => topRowOf(run.id))
  const onTopRow = useCallback((row: number) => noteTopRow(run.id, row), [run.id])
  const ground: MenuGround = { runId: run.id, columns: names, rows: shownRows, filter, isFiltered, onOpen: openById }
  const isWhole = run.state === 'done' && !run.table.truncated
  const idColumn = columns.find(({ isEventId }) => isEventId)
  return (
    <section className="sql-results" aria-label="Result" aria-busy={run.state === 'running'}>
      <div className="panel-head">
        <HowMany run={run} rows={rows.length} shown={numbers.length} isSorted={sort !== null} />
        {unknownId !== null && <span role="alert">No event of this case has the id {unknownId}.</span>}
        <RowTools run={run} filter={filter} shows={shows} columns={columns} rows={shownRows} isFiltered={isFiltered} />
      </div>
      <ValueChips run={run} filter={filter} columns={columns} />
      <Scope run={run} shown={shown} columns={columns} />
      {run.state !== 'running' && (
        <Summary runId={run.id} columns={columns} rows={rows} filter={filter} isWhole={isWhole} />
      )}
      {shows === 'chart' ? (
        <ChartView
          columns={columns}
          rows={shownRows}
          isWhole={isWhole}
          chosen={view.chart}
          onChoose={(chart) => changeView(run.id, { chart })}
        />
      ) : (
        <div className="sql-rows">
          <DataGrid
            label="Result rows"
            columns={gridColumns}
            rowCount={numbers.length}
            rowAt={(index) => shownRows[index]}
            selected={selected === null ? null : indexOf(numbers, selected)}
            onSelect={(index) => changeView(run.id, { selected: numbers[index] ?? null })}
            onActivate={(index) => {
              const id = idColumn === undefined ? null : shownRows[index]?.[idColumn.index]
              if (typeof id === 'string') openById(id)
            }}
            {...(sort !== null && { sort: { column: `${sort.column}`, descending: sort.descending } })}
            onSort={(id) => changeView(run.id, { sort: nextSort(sort, Number(id)) })}
            onResize={(id, width) => changeView(run.id, { widths: { ...widths, [Number(id)]: width } })}
            cellMenu={(row, id) => cellMenu(ground, columns[Number(id)]!, row)}
            titleMenu={(id) => titleMenu(ground, columns[Number(id)]!)}
            startRow={startRow}
            onTopRow={onTopRow}
            empty={rows.length === 0 ? <NoRows isRunning={run.state === 'running'} /> : <NoneLeft runId={run.id} />}
          />
        </div>
      )}
      {run.state === 'done' && <NextQuestions question={question} />}
    </section>
  )
}

const indexOf = (numbers: readonly number[], number: number): number | null => {
  const index = numbers.indexOf(number)
  return index < 0 ? null : index
}

const NoRows = ({ isRunning }: { readonly isRunning: boolean }) => (
  <Empty text={isRunning ? 'No row was found yet.' : 'The query ran and gave no rows.'} />
)

const NoneLeft = ({ runId }: { readonly runId: string }) => (
  <Empty text="No row of the result passes the filter of its rows.">
    <Button onClick={() => changeView(runId, { filter: allRows })}>Show all rows</Button>
  </Empty>
)

/** Opens an event by its id. `unknownId`: the id that was asked for last, where no event has it. */
function useOpenById() {
  const [unknownId, setUnknownId] = useState<string | null>(null)
  const openById = useCallback((id: string) => {
    void openEvent(id).then((isThere) => setUnknownId(isThere ? null : id))
  }, [])
  return { unknownId, openById }
}

const gridColumn = (
  { index, name, kind, isEventId }: ResultColumn,
  width: number,
  onOpen: (id: string) => void,
): GridColumn<readonly Cell[]> => ({
  id: `${index}`,
  title: name,
  width,
  align: kind === 'number' ? 'end' : 'start',
  render: (row) => <CellValue cell={row[index] ?? null} onOpen={isEventId ? onOpen : null} />,
  text: (row) => (row[index] === null || row[index] === undefined ? 'NULL' : String(row[index])),
})
