import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { deedColumns, type FilterColumn, isRecordPath, type ValueColumn } from '../../src-shared/filter/columns.ts'
import { keepForNextStart, keptInBrowser } from './kept.ts'

/** Sections that panels lead to. The table of all sections is app/sections.ts, which state must not import. */
export const namedSections = [
  'overview',
  'events',
  'sessions',
  'entities',
  'integrity',
  'findings',
  'sql',
  'sources',
] as const
export type NamedSection = (typeof namedSections)[number]

export type Theme = 'system' | 'light' | 'dark'

/** Sizes of panes by name, pixels. */
export interface Sizes {
  readonly timeline: number
  /** Width at the right of the events. */
  readonly detail: number
  /** Height below the events. */
  readonly detailBelow: number
  readonly facets: number
  readonly sqlEditor: number
  readonly sqlSchema: number
  readonly sessionChain: number
}

export type DetailPlace = 'right' | 'bottom'

/** `tall`: two lines of text. */
export type RowHeight = 'compact' | 'usual' | 'tall'

export type SqlSide = 'library' | 'saved' | 'history' | 'schema'

export interface ShownColumn {
  /** Values at a path are read from the records of the rows in view. */
  readonly name: ValueColumn
  readonly width: number
}

/** Those that every event has, in view or not. */
export const columnsOfEvents = (shown: readonly ShownColumn[]): readonly FilterColumn[] =>
  shown.flatMap(({ name }) => (isRecordPath(name) ? [] : [name]))

interface LayoutState {
  /** Id of a line in app/sections.ts. */
  readonly section: string
  readonly theme: Theme
  readonly sizes: Sizes
  readonly facetsShown: boolean
  /** Beside the SQL editor. */
  readonly sqlSideShown: boolean
  readonly sqlSide: SqlSide
  readonly columns: readonly ShownColumn[]
  readonly detailPlace: DetailPlace
  readonly rowHeight: RowHeight
}

export const defaultColumns: readonly ShownColumn[] = [
  { name: 'eventTime', width: 168 },
  { name: 'eventName', width: 170 },
  { name: 'actor', width: 170 },
  { name: deedColumns.target, width: 210 },
  { name: 'eventSource', width: 170 },
  { name: 'sourceIPAddress', width: 130 },
  { name: 'awsRegion', width: 96 },
  { name: 'errorCode', width: 150 },
  { name: 'readOnly', width: 74 },
]

/** Lives longer than the window. */
export const useLayout = create<LayoutState>()(
  persist<LayoutState>(
    () => ({
      section: 'overview',
      theme: 'system',
      sizes: {
        timeline: 196,
        detail: 430,
        detailBelow: 300,
        facets: 220,
        sqlEditor: 240,
        sqlSchema: 280,
        sessionChain: 380,
      },
      // A narrow window leaves the room to the events.
      facetsShown: window.innerWidth >= 1100,
      sqlSideShown: true,
      sqlSide: 'library',
      columns: defaultColumns,
      detailPlace: 'right',
      rowHeight: 'usual',
    }),
    {
      name: 'trailproof-layout',
      version: 1,
      storage: keptInBrowser(),
      merge: (kept, fresh) => {
        const saved = kept as Partial<LayoutState> | undefined
        return { ...fresh, ...saved, sizes: { ...fresh.sizes, ...saved?.sizes } }
      },
    },
  ),
)
keepForNextStart(useLayout)

/** For the rail and the shortcuts, which know every section. */
export const chooseSection = (section: string) => useLayout.setState({ section })
export const showSection = (section: NamedSection) => chooseSection(section)
export const setTheme = (theme: Theme) => useLayout.setState({ theme })
export const setColumns = (columns: readonly ShownColumn[]) => useLayout.setState({ columns })
export const placeDetail = (detailPlace: DetailPlace) => useLayout.setState({ detailPlace })
export const setRowHeight = (rowHeight: RowHeight) => useLayout.setState({ rowHeight })
export const toggleFacets = () => useLayout.setState(({ facetsShown }) => ({ facetsShown: !facetsShown }))
export const toggleSqlSide = () => useLayout.setState(({ sqlSideShown }) => ({ sqlSideShown: !sqlSideShown }))
export const setSqlSide = (sqlSide: SqlSide) => useLayout.setState({ sqlSide })
export const setSize = (pane: keyof Sizes, size: number) =>
  useLayout.setState(({ sizes }) => ({ sizes: { ...sizes, [pane]: size } }))
