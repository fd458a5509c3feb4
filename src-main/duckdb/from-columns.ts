import { ok } from '../../src-shared/base/result.ts'
import type { Cell } from '../../src-shared/contract/index.ts'
import type { GroupedType } from '../../src-shared/sql/grouped/query.ts'
import type { TrinoGroupedQuery } from '../../src-shared/sql/grouped/read-trino.ts'
import { answeredFromColumnsOfTrino } from '../../src-shared/words/sql.ts'
import { groupedAnswer } from '../columns/grouped/grouped-answer.ts'
import type { RowSet } from '../columns/row-set.ts'
import type { Events } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'
import { timestampText, withZone } from './cells.ts'
import { queryCancelled } from './failure.ts'
import { Pages } from './pages.ts'

/** A query that the columns answer may ask for. */
export interface FromColumns {
  readonly grouped: TrinoGroupedQuery
  /** The events of the view `shown`; null for all. */
  readonly shown: RowSet | null
  readonly notes: readonly string[]
  readonly limit: number
  readonly cancelWord: Int32Array
}

class Cancelled {}

/**
 * Answers a grouped query of Lake's or Athena's dialect from the codes of the columns, without DuckDB: it need not be started, and
 * takes several times as long. The cells are those that DuckDB's rows have. Null for what DuckDB must answer.
 */
export function pagesFromColumns(events: Events, asked: FromColumns): Pages | null {
  const { grouped, shown, cancelWord } = asked
  if (grouped.readsTimeText && areWrittenOtherwise(events)) return null
  const goOn = () => {
    if (Atomics.load(cancelWord, 0) !== 0) throw new Cancelled()
  }
  const rows = groupedAnswer(events, grouped.query, { shown, fieldOf: () => null, goOn })
  if (rows === null) return null
  const { isExplained, columns } = grouped
  const iterator = (isExplained ? [['physical_plan', answeredFromColumnsOfTrino]] : rows)[Symbol.iterator]()
  const write = isExplained ? (row: Cell[]) => row : rowWriter(grouped)
  return new Pages({
    told: { engine: 'columns', notes: asked.notes },
    columns: isExplained ? ['explain_key', 'explain_value'] : columns,
    limit: asked.limit,
    next: async () => {
      try {
        goOn()
        const next = portionOf(iterator, write)
        return ok(next.length === 0 ? null : next)
      } catch (error) {
        if (error instanceof Cancelled) return queryCancelled
        throw error
      }
    },
  })
}

/** Whether a record has a time that is not in CloudTrail's form: `eventtime` of Athena has it as it is written. */
export const areWrittenOtherwise = ({ columns }: Events): boolean =>
  (columns.eventTimeWritten as TextData).codes.some((code) => code !== 0)

const rowsAtOnce = 2048

function portionOf(rows: Iterator<Cell[]>, write: (row: Cell[]) => Cell[]): Cell[][] {
  const portion: Cell[][] = []
  while (portion.length < rowsAtOnce) {
    const { done, value } = rows.next()
    if (done === true) break
    portion.push(write(value))
  }
  return portion
}

type WriteCell = (cell: Exclude<Cell, null>) => Cell

const asItIs: WriteCell = (cell) => cell
const asTimestamp: WriteCell = (ms) => timestampText(Number(ms))
const asZonedTimestamp: WriteCell = (ms) => withZone(timestampText(Number(ms))!)
const asFlag: WriteCell = (cell) => (cell === 1 ? 'true' : 'false')

/** Writes values of the columns as cells of DuckDB's rows are written. */
function rowWriter({ types, hasZones }: TrinoGroupedQuery): (row: Cell[]) => Cell[] {
  const writers = types.map((type) => writerOf(type, hasZones))
  return (row) => row.map((cell, i) => (cell === null ? null : writers[i]!(cell)))
}

function writerOf(type: GroupedType, hasZones: boolean): WriteCell {
  switch (type) {
    case 'milliseconds':
      return hasZones ? asZonedTimestamp : asTimestamp
    case 'flag':
      return asFlag
    default:
      return asItIs
  }
}
