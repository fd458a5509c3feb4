import { useState } from 'react'
import { columnDoc, type FilterColumn, filterColumns } from '../../../src-shared/filter/columns.ts'
import { defaultColumns, setColumns, useLayout } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'

const usualWidth = 140

/** Which columns the grid shows; their order and width are changed in the grid's header. */
export function ColumnChooser() {
  const shown = useLayout((state) => state.columns)
  const [search, setSearch] = useState('')
  const names = new Set(shown.map(({ name }) => name))
  const sought = search.toLowerCase()
  const found = filterColumns.filter((name) => `${name} ${columnDoc(name)}`.toLowerCase().includes(sought))
  const toggle = (name: FilterColumn) =>
    setColumns(
      names.has(name) ? shown.filter((column) => column.name !== name) : [...shown, { name, width: usualWidth }],
    )
  const button = (
    <Button look="quiet" icon="columns">
      Columns
    </Button>
  )
  return (
    <Popover label="Columns" button={button} className="chooser">
      {() => (
        <>
          <SearchInput label="Search columns" value={search} onChange={setSearch} />
          <ul>
            {found.map((name) => (
              <li key={name}>
                <label title={columnDoc(name)}>
                  <input
                    type="checkbox"
                    checked={names.has(name)}
                    disabled={names.has(name) && names.size === 1}
                    onChange={() => toggle(name)}
                  />
                  <span>{name}</span>
                  <span className="chooser-doc">{columnDoc(name)}</span>
                </label>
              </li>
            ))}
          </ul>
          <Button look="quiet" onClick={() => setColumns(defaultColumns)}>
            Usual columns
          </Button>
        </>
      )}
    </Popover>
  )
}
