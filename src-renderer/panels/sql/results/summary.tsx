import { memo, useMemo } from 'react'
import type { Table } from '../../../../src-shared/contract/index.ts'
import { changeView, type RowFilter } from '../../../state/sql-views.ts'
import type { ResultColumn } from './result-columns.ts'
import { type Part, summaryOf } from './what-rows-say.ts'

interface SummaryProps {
  readonly runId: string
  readonly columns: readonly ResultColumn[]
  readonly rows: Table['rows']
  readonly filter: RowFilter
  /** Whether these are all the rows of the answer. */
  readonly isWhole: boolean
}

/** A result in sentences. Every figure shows the rows that it is of. */
export const Summary = memo(function Summary({ runId, columns, rows, filter, isWhole }: SummaryProps) {
  const sentences = useMemo(() => summaryOf(columns, rows, isWhole), [columns, rows, isWhole])
  if (sentences.length === 0) return null
  const show = (numbers: readonly number[]) =>
    changeView(runId, { shows: 'table', filter: { ...filter, only: { rows: [...numbers].sort((a, b) => a - b) } } })
  return (
    <section className="sql-summary" aria-label="What the rows say">
      {sentences.map((parts) => (
        <p key={parts.map(textOf).join('')}>
          {parts.map((part) =>
            typeof part === 'string' ? (
              part
            ) : (
              <button
                key={part.figure}
                type="button"
                className="sql-open"
                title="Show only these rows"
                onClick={() => show(part.rows)}
              >
                {part.figure}
              </button>
            ),
          )}
        </p>
      ))}
    </section>
  )
})

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.figure)
