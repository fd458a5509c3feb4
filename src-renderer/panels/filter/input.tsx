import { Combobox } from '../../widgets/combobox.tsx'
import './input.css'
import { useFilterInput } from './use-filter-input.ts'

/** The `/` key leads here. */
export const filterInputId = 'filter-input'

/**
 * One line to type conditions, free text or whole filter text into. A list offers what may come next; Enter takes what
 * is marked in it, or else what was typed.
 */
export function FilterInput() {
  const input = useFilterInput()
  return (
    <div className="filter-input">
      <Combobox
        id={filterInputId}
        label="Filter: a column, free text or filter text"
        placeholder="Search events, or filter: column=value"
        foot="↑ ↓ and Enter take one of these; Enter alone takes what is typed"
        {...input}
      />
    </div>
  )
}
