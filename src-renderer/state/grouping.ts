import { create } from 'zustand'
import type { GroupOrder } from '../../src-shared/contract/group-order.ts'
import type { ValueColumn } from '../../src-shared/filter/columns.ts'

interface Grouping {
  /** The grid shows the groups of its values in place of events; null: the events. */
  readonly column: ValueColumn | null
  readonly order: GroupOrder
  readonly descending: boolean
  /** Only groups whose value contains it, in any case of letters. */
  readonly search: string
}

/** How the events of the grid are grouped. Lives as long as the case. */
export const useGrouping = create<Grouping>(() => ({ column: null, order: 'events', descending: true, search: '' }))

export const groupBy = (column: ValueColumn | null) => useGrouping.setState({ column, search: '' })
export const searchGroups = (search: string) => useGrouping.setState({ search })

/** Values begin with the first, everything else with the most or the latest; the same order again turns it. */
export const orderGroups = (order: GroupOrder) =>
  useGrouping.setState((before) => ({
    order,
    descending: before.order === order ? !before.descending : order !== 'value',
  }))
