import { create } from 'zustand'
import type { ColumnValue } from '../../src-shared/filter/asks.ts'

/** A value whose menu is open, and what the menu stands beside. */
export interface OpenValueMenu {
  readonly of: ColumnValue
  /** Of a value within a record: where it stands there. */
  readonly path?: string
  readonly anchor: { readonly getBoundingClientRect: () => DOMRect }
}

/** Lives as long as the menu is open. There is one: whatever shows a value opens it. */
export const useValueMenu = create<{ readonly open: OpenValueMenu | null }>(() => ({ open: null }))

export const openValueMenu = (open: OpenValueMenu) => useValueMenu.setState({ open })
export const closeValueMenu = () => useValueMenu.setState({ open: null })
