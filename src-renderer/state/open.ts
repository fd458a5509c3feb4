import { create } from 'zustand'
import type { AnyFailure } from '../../src-shared/contract.ts'
import { everything, type Filter } from '../../src-shared/filter.ts'
import { invoke } from '../bridge.ts'
import { browseFor } from './browse.ts'
import { useCase } from './case.ts'
import { setFilter } from './filter.ts'
import { showSection } from './layout.ts'
import { clearSelection, selectEvent } from './selection.ts'

interface OpenState {
  /** Why the last wish to open something was refused. */
  readonly failure: AnyFailure | null
}

/** Lives from the wish to open something until its job begins. */
export const useOpen = create<OpenState>(() => ({ failure: null }))

export const dismissOpenFailure = () => useOpen.setState({ failure: null })

export async function openPaths(paths: readonly string[]) {
  if (paths.length === 0) return
  useOpen.setState({ failure: null })
  const answer = await invoke('openCase', { paths })
  if (!answer.ok) useOpen.setState({ failure: answer })
}

export async function openSample() {
  useOpen.setState({ failure: null })
  const answer = await invoke('openSample', undefined)
  if (!answer.ok) useOpen.setState({ failure: answer })
}

export const browseToOpen = () =>
  browseFor({
    title: 'Open folders or files',
    verb: 'Open',
    files: true,
    onChoose: (paths) => void openPaths(paths),
  })

/** The system's dialog where there is one, else the directory browser. */
export async function pickAndOpen() {
  if (useCase.getState().hello?.host !== 'electron') {
    browseToOpen()
    return
  }
  const answer = await invoke('pickPaths', { purpose: 'open' })
  if (answer.ok) await openPaths(answer.value)
  else useOpen.setState({ failure: answer })
}

export async function closeCase() {
  const answer = await invoke('closeCase', undefined)
  if (!answer.ok) useOpen.setState({ failure: answer })
}

/** Shows exactly these events: every number in every panel leads here. */
export function showEvents(filter: Filter) {
  clearSelection()
  setFilter(filter)
  showSection('events')
}

/** Shows the event with this id and its record; false where the case has none. */
export async function openEvent(eventID: string): Promise<boolean> {
  const filter: Filter = { ...everything, conditions: [{ column: 'eventID', operator: 'is', values: [eventID] }] }
  const sort = { column: 'eventTime', descending: false } as const
  const answer = await invoke('events', { filter, sort, columns: [], offset: 0, limit: 1 })
  const line = answer.ok ? answer.value.lines[0] : undefined
  if (line === undefined) return false
  showEvents(filter)
  selectEvent(line.row)
  return true
}
