import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CaseView, PaneSizes, ShownColumn, SqlSide } from '../../src-shared/contract/case-view.ts'
import { deedColumns, type FilterColumn, isRecordPath } from '../../src-shared/filter/columns.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

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

export type DetailPlace = CaseView['layout']['detailPlace']

/** `tall`: two lines of text. */
export type RowHeight = 'compact' | 'usual' | 'tall'

/** Those that every event has, in view or not. */
export const columnsOfEvents = (shown: readonly ShownColumn[]): readonly FilterColumn[] =>
  shown.flatMap(({ name }) => (isRecordPath(name) ? [] : [name]))

type LaidOut = CaseView['layout']
interface LayoutState extends LaidOut {
  /** Id of a line in app/sections.ts. */
  readonly section: string
  readonly theme: Theme
  readonly rowHeight: RowHeight
}

/** What of it a case has, and not the machine: columns and panes. */
export const laidOut = ({ columns, sizes, facetsShown, detailPlace, sqlSideShown, sqlSide }: LaidOut): LaidOut => ({
  columns,
  sizes,
  facetsShown,
  detailPlace,
  sqlSideShown,
  sqlSide,
})

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
      partialize: keptHere('trailproof-layout'),
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
export const setSize = (pane: keyof PaneSizes, size: number) =>
  useLayout.setState(({ sizes }) => ({ sizes: { ...sizes, [pane]: size } }))
