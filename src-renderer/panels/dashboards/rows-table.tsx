import type { Cell } from '../../../src-shared/contract/index.ts'
import { timeOf } from '../../../src-shared/filter/result-column.ts'
import { cellWords } from '../../../src-shared/words/dashboards.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import type { Rows } from './drawn.ts'

interface RowsTableProps extends Rows {
  readonly label: string
  /** Draws the counts as bars, too. */
  readonly hasBars: boolean
  /** Null where the events of rows are not told. */
  readonly onChoose: ((row: number) => void) | null
}

/** The rows of an answer. The count of events in each stands first, where it is never cut off, and leads to them. */
export function RowsTable({ label, columns, rows, hasBars, onChoose }: RowsTableProps) {
  const counts = columns.includes('events') ? columns.indexOf('events') : columns.length - 1
  const places = [counts, ...columns.keys()].filter((place, at) => at === 0 || place !== counts)
  const most = Math.max(1, ...(hasBars ? rows.map((row) => Number(row[counts])) : []))
  return (
    <div className="dashboard-rows" {...(onChoose === null && { role: 'group', tabIndex: 0, 'aria-label': label })}>
      <table aria-label={label}>
        <thead>
          <tr>
            {places.map((place) => (
              <th key={place} scope="col">
                {columns[place]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer keep their places
            <tr key={at}>
              {places.map((place) => (
                <td
                  key={place}
                  {...(hasBars &&
                    place === counts && { style: { '--share': `${(100 * Number(row[place])) / most}%` } })}
                >
                  {place === counts && onChoose !== null ? (
                    <Button
                      look="link"
                      aria-label={`Show ${formatCounted(Number(row[place]), 'event')}: ${namesIn(columns, row)}`}
                      onClick={() => onChoose(at)}
                    >
                      {formatCount(Number(row[place]))}
                    </Button>
                  ) : (
                    <CellText column={columns[place]!} cell={row[place] ?? null} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const namesIn = (columns: readonly string[], row: readonly Cell[]): string =>
  row.flatMap((cell, at) => (typeof cell === 'number' ? [] : [cellWords(columns[at]!, cell)])).join(', ')

/** Figures of a query are no counts: fractions stay. */
function CellText({ column, cell }: { readonly column: string; readonly cell: Cell }) {
  if (typeof cell === 'number') return Number.isInteger(cell) ? formatCount(cell) : String(cell)
  if (cell === null) return <span className="muted">{cellWords(column, cell)}</span>
  const time = timeOf(cell)
  return time === null ? <MiddleCut text={cellWords(column, cell)} /> : <Timestamp ms={time} />
}
