import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { FilterColumn } from '../../src-shared/filter/filter.ts'

export const sections = ['events', 'integrity', 'findings', 'sql', 'sources'] as const
export type Section = (typeof sections)[number]
export const sectionNames: Readonly<Record<Section, string>> = {
  events: 'Events',
  integrity: 'Integrity',
  findings: 'Findings',
  sql: 'SQL',
  sources: 'Sources',
}

export type Theme = 'system' | 'light' | 'dark'

/** Sizes of panes by name, pixels. */
export interface Sizes {
  readonly timeline: number
  readonly detail: number
  readonly facets: number
  readonly sqlEditor: number
  readonly sqlSchema: number
}

export interface ShownColumn {
  readonly name: FilterColumn
  readonly width: number
}

interface LayoutState {
  readonly section: Section
  readonly theme: Theme
  readonly sizes: Sizes
  readonly facetsShown: boolean
  readonly schemaShown: boolean
  readonly columns: readonly ShownColumn[]
}

export const defaultColumns: readonly ShownColumn[] = [
  { name: 'eventTime', width: 168 },
  { name: 'eventName', width: 170 },
  { name: 'eventSource', width: 170 },
  { name: 'userIdentityArn', width: 270 },
  { name: 'sourceIPAddress', width: 130 },
  { name: 'awsRegion', width: 96 },
  { name: 'errorCode', width: 150 },
  { name: 'readOnly', width: 74 },
]

/** Lives longer than the window, in localStorage. */
export const useLayout = create<LayoutState>()(
  persist<LayoutState>(
    () => ({
      section: 'events',
      theme: 'system',
      sizes: { timeline: 148, detail: 430, facets: 220, sqlEditor: 240, sqlSchema: 240 },
      // A narrow window leaves the room to the events.
      facetsShown: window.innerWidth >= 1100,
      schemaShown: true,
      columns: defaultColumns,
    }),
    {
      name: 'trailproof-layout',
      version: 1,
      merge: (kept, fresh) => {
        const saved = kept as Partial<LayoutState> | undefined
        return { ...fresh, ...saved, sizes: { ...fresh.sizes, ...saved?.sizes } }
      },
    },
  ),
)

export const showSection = (section: Section) => useLayout.setState({ section })
export const setTheme = (theme: Theme) => useLayout.setState({ theme })
export const setColumns = (columns: readonly ShownColumn[]) => useLayout.setState({ columns })
export const toggleFacets = () => useLayout.setState(({ facetsShown }) => ({ facetsShown: !facetsShown }))
export const toggleSchema = () => useLayout.setState(({ schemaShown }) => ({ schemaShown: !schemaShown }))
export const setSize = (pane: keyof Sizes, size: number) =>
  useLayout.setState(({ sizes }) => ({ sizes: { ...sizes, [pane]: size } }))
