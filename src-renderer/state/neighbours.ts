import { invoke } from '../bridge.ts'
import { useFilter } from './filter.ts'
import { selectEvent, useSelection } from './selection.ts'

/** Selects the event before or after the selected one, as the filter shows them and in their order. */
export async function selectNeighbour(which: 'before' | 'after') {
  const { row } = useSelection.getState()
  if (row === null) return
  const { filter, sort } = useFilter.getState()
  const answer = await invoke('neighbours', { filter, sort, row })
  const next = answer.ok ? (answer.value?.[which] ?? null) : null
  if (next !== null && useSelection.getState().row === row) selectEvent(next)
}
