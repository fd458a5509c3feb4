import { create } from 'zustand'
import type { Row } from '../../src-shared/model/event.ts'

interface Compared {
  /** Events to be set side by side, in the order in which they were taken. */
  readonly rows: readonly Row[]
  readonly isShown: boolean
}

export const mostCompared = 5

/** Lives as long as the rows of the case. */
export const useCompare = create<Compared>(() => ({ rows: [], isShown: false }))

/** Takes the event for the comparison, or takes it out. A sixth is not taken. */
export const toggleCompared = (row: Row) =>
  useCompare.setState(({ rows }) => {
    if (rows.includes(row)) return { rows: rows.filter((each) => each !== row) }
    return { rows: rows.length < mostCompared ? [...rows, row] : rows }
  })

/** Takes the event, if it is not taken and there is room. */
export const takeForComparison = (row: Row) =>
  useCompare.setState(({ rows }) => (rows.includes(row) || rows.length >= mostCompared ? {} : { rows: [...rows, row] }))

/** Sets these events side by side: the first five of them. */
export const compareEvents = (rows: readonly Row[]) =>
  useCompare.setState({ rows: rows.slice(0, mostCompared), isShown: true })

export const showComparison = () => useCompare.setState({ isShown: true })
export const hideComparison = () => useCompare.setState({ isShown: false })
export const clearCompared = () => useCompare.setState({ rows: [], isShown: false })
