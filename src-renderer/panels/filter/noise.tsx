import { useState } from 'react'
import { hasPart } from '../../../src-shared/filter/asks.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { formatWhere } from '../../../src-shared/filter/text.ts'
import { noise } from '../../../src-shared/words/noise.ts'
import { useQuery } from '../../ask/use-query.ts'
import { setFilter, useFilter } from '../../state/filter.ts'
import {
  asNoise, forgetNoise, longestNoiseName, mostNoiseFilters, noiseIn, onlyNoise, partOfNoise, saveNoise, toggleNoise,
  useNoise,
} from '../../state/noise.ts' // biome-ignore format: names
import { Button } from '../../widgets/button.tsx'
import type { MenuEntry } from '../../widgets/menu.tsx'
import { NameDialog } from '../../widgets/name-dialog.tsx'

/** A button for each noise filter that was saved; nothing before there is one. */
export function NoiseToggles() {
  const filter = useFilter((state) => state.filter)
  const filters = useNoise((state) => state.filters)
  if (filters.length === 0) return null
  return (
    <div className="filter-toggles" role="group" aria-label={noise.label}>
      <span className="muted">{noise.label}</span>
      {filters.map((held) => {
        const part = partOfNoise(held)
        return (
          <Button
            key={held.name}
            title={part === null ? noise.unreadable(held.name) : noise.doc(held.text)}
            pressed={part !== null && hasPart(filter, part)}
            disabled={part === null}
            onClick={() => toggleNoise(held)}
          >
            {held.name}
          </Button>
        )
      })}
    </div>
  )
}

/** What is set aside is counted wherever it is: below the filter. */
export function NoiseTold() {
  const filter = useFilter((state) => state.filter)
  useNoise()
  const names = noiseIn(filter).map(({ name }) => name)
  const count = useCount(onlyNoise(filter), names.length > 0)
  if (names.length === 0 || count === null) return null
  return (
    <div className="record-search muted" role="status">
      <span>{noise.told(count, names)}</span>
      {count > 0 && <Button onClick={() => setFilter(onlyNoise(filter))}>{noise.show}</Button>}
    </div>
  )
}

function useCount(filter: Parameters<typeof setFilter>[0], isAsked: boolean): number | null {
  const sort = { column: 'eventTime', descending: false } as const
  const counted = useQuery('events', { filter, sort, columns: [], offset: 0, limit: 1 }, isAsked)
  return counted.state === 'ready' && !counted.refreshing ? counted.value.total : null
}

/** Of the menu of the filter. */
export const noiseEntries = (
  filters: ReturnType<typeof useNoise.getState>['filters'],
  canSave: boolean,
  save: () => void,
): readonly MenuEntry[] => [
  { label: noise.save, disabled: !canSave || filters.length >= mostNoiseFilters, onSelect: save },
  ...filters.map(({ name }) => ({ label: noise.forget(name), onSelect: () => forgetNoise(name) })),
]

/** Asks for the name, and says what the conditions in force would set aside. */
export function NoiseDialog({ onClose }: { readonly onClose: () => void }) {
  const filter = useFilter((state) => state.filter)
  const filters = useNoise((state) => state.filters)
  const [part] = useState(() => asNoise(filter))
  const count = useCount(filterOf([{ not: part }]), true)
  return (
    <NameDialog
      title={noise.saveTitle}
      action={noise.saveAction}
      name={noise.suggested}
      longest={longestNoiseName}
      onName={saveNoise}
      onClose={onClose}
    >
      {(typed) => (
        <>
          <p className="muted">{noise.saveDoc(formatWhere(part), count)}</p>
          {filters.some(({ name }) => name === typed) && <p role="status">{noise.replaces(typed)}</p>}
        </>
      )}
    </NameDialog>
  )
}
