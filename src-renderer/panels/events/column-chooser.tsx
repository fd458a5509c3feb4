import { useState } from 'react'
import {
  columnDoc,
  deedColumns,
  filterColumns,
  isAddedColumn,
  isRecordPath,
  type ValueColumn,
} from '../../../src-shared/filter/columns.ts'
import { offeredFields, recordPath } from '../../../src-shared/filter/record-path.ts'
import { columns as recordColumns } from '../../../src-shared/model/columns.ts'
import { columnChoice } from '../../../src-shared/words/rows.ts'
import { defaultColumns, setColumns, useLayout } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'

type GroupName = keyof typeof columnChoice.groups
const groupNames = Object.keys(columnChoice.groups) as readonly GroupName[]

function groupOf(column: ValueColumn): GroupName {
  if (isRecordPath(column)) return 'content'
  return isAddedColumn(column) ? 'added' : recordColumns[column].group
}

const offered: readonly ValueColumn[] = [...filterColumns, ...Object.values(deedColumns), ...offeredFields]

/** Which columns the grid shows; their order and width are changed in the grid's header. */
export function ColumnChooser() {
  const shown = useLayout((state) => state.columns)
  const [search, setSearch] = useState('')
  const names = shown.map(({ name }) => name)
  const sought = search.trim().toLowerCase()
  const isSought = (name: ValueColumn) => `${name} ${columnDoc(name)}`.toLowerCase().includes(sought)
  const found = offered.filter((name) => !names.includes(name) && isSought(name))
  const path = offered.some((name) => name === search.trim()) ? null : recordPath(search.trim())
  const groups = [
    { title: columnChoice.shown, columns: names.filter(isSought) },
    ...groupNames.map((group) => ({
      title: columnChoice.groups[group],
      columns: found.filter((name) => groupOf(name) === group),
    })),
  ].filter(({ columns }) => columns.length > 0)
  const button = (
    <Button look="quiet" icon="columns">
      {columnChoice.label}
    </Button>
  )
  return (
    <Popover label={columnChoice.label} button={button} className="chooser">
      {() => (
        <>
          <SearchInput label={columnChoice.search} value={search} onChange={setSearch} />
          <div className="chooser-list">
            {path !== null && !names.includes(path) && (
              <Button look="quiet" icon="plus" onClick={() => toggle(path)}>
                {columnChoice.add(path)}
              </Button>
            )}
            {groups.length === 0 && path === null && <p className="muted">{columnChoice.none}</p>}
            {groups.map(({ title, columns }) => (
              <section key={title} aria-label={title}>
                <h4>{title}</h4>
                <ul>
                  {columns.map((name) => (
                    <li key={name}>
                      <label title={columnDoc(name)}>
                        <input
                          type="checkbox"
                          checked={names.includes(name)}
                          disabled={names.includes(name) && names.length === 1}
                          onChange={() => toggle(name)}
                        />
                        <span>{name}</span>
                        <span className="chooser-doc">{columnDoc(name)}</span>
                      </label>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <Button look="quiet" onClick={() => setColumns(defaultColumns)}>
            {columnChoice.reset}
          </Button>
        </>
      )}
    </Popover>
  )
}

const usualWidth = 160

/** A column that is new stands behind the names of events, where it is in view. */
function toggle(name: ValueColumn) {
  const { columns } = useLayout.getState()
  if (columns.some((held) => held.name === name)) return hideColumn(name)
  const at = columns.findIndex((held) => held.name === 'eventName') + 1
  setColumns([...columns.slice(0, at), { name, width: usualWidth }, ...columns.slice(at)])
}

/** The last one stays. */
export function hideColumn(name: ValueColumn) {
  const { columns } = useLayout.getState()
  if (columns.length > 1) setColumns(columns.filter((held) => held.name !== name))
}
