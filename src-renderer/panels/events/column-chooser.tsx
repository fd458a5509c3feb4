import { useState } from 'react'
import { filterColumns } from '../../../src-shared/filter/columns.ts'
import { shownDoc } from '../../parts/event-columns.tsx'
import { defaultColumns, type ShownName, setColumns, useLayout } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'

const usualWidth = 140
const offered: readonly ShownName[] = [...filterColumns, 'target']

/** Which columns the grid shows; their order and width are changed in the grid's header. */
export function ColumnChooser() {
  const shown = useLayout((state) => state.columns)
  const [search, setSearch] = useState('')
  const names = new Set(shown.map(({ name }) => name))
  const sought = search.toLowerCase()
  const found = offered.filter((name) => `${name} ${shownDoc(name)}`.toLowerCase().includes(sought))
  const toggle = (name: ShownName) =>
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
                <label title={shownDoc(name)}>
                  <input
                    type="checkbox"
                    checked={names.has(name)}
                    disabled={names.has(name) && names.size === 1}
                    onChange={() => toggle(name)}
                  />
                  <span>{name}</span>
                  <span className="chooser-doc">{shownDoc(name)}</span>
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
