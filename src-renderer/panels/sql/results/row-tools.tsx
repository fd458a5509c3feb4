import { memo, useEffect, useState } from 'react'
import type { Table } from '../../../../src-shared/contract/index.ts'
import { type TakeForm, takeForms } from '../../../parts/take-rows.ts'
import { showResultExport } from '../../../state/export.ts'
import type { Run } from '../../../state/sql.ts'
import { changeView, type ResultView, type RowFilter } from '../../../state/sql-views.ts'
import { Button, IconButton } from '../../../widgets/button.tsx'
import { copyText } from '../../../widgets/copy.ts'
import { formatCounted } from '../../../widgets/format.ts'
import { MenuButton } from '../../../widgets/menu.tsx'
import { SearchInput } from '../../../widgets/search-input.tsx'
import { eventsEntries } from './event-links.ts'
import { FetchFiles } from './fetch-files.tsx'
import type { ResultColumn } from './result-columns.ts'
import { isAllRows, withoutValue } from './row-filter.ts'

interface RowToolsProps {
  readonly run: Extract<Run, { readonly state: 'running' | 'cancelled' | 'done' }>
  readonly filter: RowFilter
  readonly shows: ResultView['shows']
  readonly columns: readonly ResultColumn[]
  /** As they are shown: filtered and in order. */
  readonly rows: Table['rows']
  readonly isFiltered: boolean
}

/** What can be done with the rows shown. */
export const RowTools = memo(function RowTools({ run, filter, shows, columns, rows, isFiltered }: RowToolsProps) {
  const ids = columns.find(({ isEventId }) => isEventId)
  const entries = ids === undefined ? [] : eventsEntries(ids, rows, isFiltered)
  const [events] = entries
  return (
    <>
      <SearchInput
        label="Filter these rows"
        value={filter.text}
        onChange={(text) => changeView(run.id, { filter: { ...filter, text } })}
      />
      <select
        aria-label="Column to look in"
        value={filter.column ?? ''}
        onChange={({ target: { value } }) =>
          changeView(run.id, { filter: { ...filter, column: value === '' ? null : Number(value) } })
        }
      >
        <option value="">in any column</option>
        {columns.map(({ index, name }) => (
          <option key={index} value={index}>
            in {name}
          </option>
        ))}
      </select>
      <div className="sql-take">
        <Button
          look="quiet"
          icon="chart"
          pressed={shows === 'chart'}
          onClick={() => changeView(run.id, { shows: shows === 'chart' ? 'table' : 'chart' })}
        >
          Chart
        </Button>
        {events !== undefined && events !== 'separator' && (
          <Button look="quiet" icon="events" title={events.label} onClick={events.onSelect}>
            Show events
          </Button>
        )}
        <CopyRows columns={columns} rows={rows} />
        {run.place !== null && <FetchFiles place={run.place} rows={rows} />}
        {run.place === null && (
          <Button
            look="quiet"
            icon="download"
            title="Runs the query again and writes all of its rows to a file, with a manifest"
            onClick={() =>
              showResultExport({ sql: run.sql, dialect: run.dialect, ...(run.shown !== null && { shown: run.shown }) })
            }
          >
            Export…
          </Button>
        )}
      </div>
    </>
  )
})

const forms = Object.keys(takeForms) as readonly TakeForm[]
const saidMs = 2500

function CopyRows({ columns, rows }: Pick<RowToolsProps, 'columns' | 'rows'>) {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), saidMs)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async (form: TakeForm) => {
    const { name, text } = takeForms[form]
    await copyText(text({ columns: columns.map(({ name }) => name), rows }))
    setSaid(`Copied ${formatCounted(rows.length, 'row')} as ${name}`)
  }
  return (
    <>
      <span className="sql-said muted" aria-live="polite">
        {said}
      </span>
      <MenuButton
        label="Copies the rows shown, with the names of their columns"
        icon="copy"
        entries={forms.map((form) => ({
          label: `Copy ${formatCounted(rows.length, 'row')} as ${takeForms[form].name}`,
          onSelect: () => void copy(form),
        }))}
      >
        Copy
      </MenuButton>
    </>
  )
}

/** Conditions of the filter of rows that are no text, each removable. */
export function ValueChips({ run, filter, columns }: Pick<RowToolsProps, 'run' | 'filter' | 'columns'>) {
  if (isAllRows({ ...filter, text: '' })) return null
  return (
    <ul className="sql-values" aria-label="Rows are filtered by">
      {filter.only !== null && (
        <li>
          <span className="sql-value">{formatCounted(filter.only.rows.length, 'row')} of the summary</span>
          <IconButton
            icon="close"
            label="Remove: rows of the summary"
            onClick={() => changeView(run.id, { filter: { ...filter, only: null } })}
          />
        </li>
      )}
      {filter.values.map((each) => {
        const words = `${columns[each.column]!.name} ${each.isOut ? '≠' : '='} ${each.value ?? 'NULL'}`
        return (
          <li key={`${each.column} ${each.value}`}>
            <span className="sql-value" title={words}>
              {words}
            </span>
            <IconButton
              icon="close"
              label={`Remove: ${words}`}
              onClick={() => changeView(run.id, { filter: withoutValue(filter, each) })}
            />
          </li>
        )
      })}
    </ul>
  )
}
