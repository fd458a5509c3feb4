import { create } from 'zustand'
import { type Filter, filterOf } from '../../src-shared/filter/model.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { invoke } from '../bridge.ts'

export interface Selection {
  readonly row: Row | null
  /** Known once its detail was read; null where the record has none. */
  readonly eventID: string | null
}
const nothing: Selection = { row: null, eventID: null }

/** The event in the detail pane. Lives as long as the case. */
export const useSelection = create<Selection>(() => nothing)

/** Its id is known once its detail is read, and stays known when the same row is selected again. */
export const selectEvent = (row: Row) =>
  useSelection.setState((before) => (before.row === row ? before : { row, eventID: null }))
export const clearSelection = () => useSelection.setState(nothing)

/** Says which event the selected row is, so that it is found again when rows are numbered anew. */
export const nameSelection = (row: Row, eventID: string | null) => {
  if (useSelection.getState().row === row) useSelection.setState({ eventID })
}

/** Rows have another number in a case that grew: the event is looked for by its id. */
export async function selectAgain({ eventID } = useSelection.getState()) {
  clearSelection()
  if (eventID === null) return
  const row = await rowOf(eventID)
  if (row !== null && useSelection.getState().row === null) useSelection.setState({ row, eventID })
}

export const onlyEvent = (eventID: string): Filter =>
  filterOf([{ column: 'eventID', operator: 'is', values: [eventID] }])

/** Null where the case has no event of that id. */
export async function rowOf(eventID: string): Promise<Row | null> {
  const sort = { column: 'eventTime', descending: false } as const
  const answer = await invoke('events', { filter: onlyEvent(eventID), sort, columns: [], offset: 0, limit: 1 })
  return (answer.ok ? answer.value.lines[0]?.row : undefined) ?? null
}
