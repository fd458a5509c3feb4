import { useState } from 'react'
import { hasPart, isEverything, partsOf } from '../../../src-shared/filter/asks.ts'
import { columnDoc } from '../../../src-shared/filter/columns.ts'
import type { Condition } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import { ProvenShare } from '../../parts/proven-share.tsx'
import { showExport } from '../../state/export.ts'
import { clearFilter, togglePart, useFilter } from '../../state/filter.ts'
import { toggleFacets, useLayout } from '../../state/layout.ts'
import { useNoise } from '../../state/noise.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { copyText } from '../../widgets/copy.ts'
import { Icon } from '../../widgets/icon.tsx'
import { MenuButton } from '../../widgets/menu.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { Chips } from './chips.tsx'
import { FilterHistory } from './history.tsx'
import { FilterInput } from './input.tsx'
import { NoiseDialog, NoiseToggles, NoiseTold, noiseEntries } from './noise.tsx'
import { RecordFields } from './record-fields.tsx'
import { RecordSearches } from './record-searches.tsx'
import { FilterTextDialog } from './text-dialog.tsx'
import { TimeButton } from './times.tsx'
import './filter.css'

const toggles: readonly { readonly label: string; readonly doc: string; readonly condition: Condition }[] = [
  {
    label: 'Errors',
    doc: columnDoc('isError'),
    condition: { column: 'isError', operator: 'is', values: ['true'] },
  },
  {
    label: 'Writes',
    doc: 'Only events whose readOnly is false',
    condition: { column: 'readOnly', operator: 'is', values: ['false'] },
  },
  {
    label: 'People',
    doc: 'Only calls of people and programs: those that AWS services made, by themselves or for somebody, are set aside',
    condition: { column: 'byAwsService', operator: 'is', values: ['false'] },
  },
  {
    label: 'Proven',
    doc: 'Only events of log files a verified digest vouches for',
    condition: { column: 'logVerdict', operator: 'is', values: ['verified'] },
  },
]

/** How times were read that were not typed in full. */
const FilterNotes = () =>
  useFilter((state) => state.notes).map((note) => (
    <div key={note} className="record-search muted" role="status">
      <span>{note}</span>
    </div>
  ))

export function FilterPanel() {
  const filter = useFilter((state) => state.filter)
  const hasSetAside = useFilter((state) => state.setAside.length > 0)
  const facetsShown = useLayout((state) => state.facetsShown)
  const noiseFilters = useNoise((state) => state.filters)
  const [isEditing, setEditing] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const bar = (
    <div className="filter" role="search" aria-label="Filter">
      <IconButton icon="facets" label="Facets" pressed={facetsShown} onClick={toggleFacets} />
      <div className="filter-box">
        <Icon name="filter" size={14} />
        <Chips />
        <FilterInput />
        <span className="filter-box-end">
          {filter.range === null && <TimeButton />}
          <FilterHistory />
          {(!isEverything(filter) || hasSetAside) && (
            <IconButton icon="close" label="Clear the filter" onClick={clearFilter} />
          )}
        </span>
      </div>
      <Toolbar label="Filter" className="filter-actions">
        <div className="filter-toggles" role="group" aria-label="Show only">
          <span className="muted">Show only</span>
          {toggles.map(({ label, doc, condition }) => (
            <Button key={label} title={doc} pressed={hasPart(filter, condition)} onClick={() => togglePart(condition)}>
              {label}
            </Button>
          ))}
        </div>
        <NoiseToggles />
        <ProvenShare filter={filter} of="the shown time" />
        <Button icon="download" onClick={showExport}>
          Export
        </Button>
        <MenuButton
          label="More about the filter"
          entries={[
            { label: 'Edit filter as text', onSelect: () => setEditing(true) },
            { label: 'Copy filter as text', icon: 'copy', onSelect: () => void copyText(formatFilter(filter)) },
            ...noiseEntries(noiseFilters, partsOf(filter).length > 0, () => setSaving(true)),
            { label: 'Clear the filter', icon: 'close', disabled: isEverything(filter), onSelect: clearFilter },
          ]}
        />
      </Toolbar>
      {isSaving && <NoiseDialog onClose={() => setSaving(false)} />}
      {isEditing && <FilterTextDialog part={null} onClose={() => setEditing(false)} />}
    </div>
  )
  return (
    <>
      {bar}
      <FilterNotes />
      <NoiseTold />
      <RecordSearches />
      <RecordFields />
    </>
  )
}
