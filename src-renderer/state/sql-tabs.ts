import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CaseTabs, QueryTab, SavedAs } from '../../src-shared/contract/case-view.ts'
import type { RemoteEngine } from '../../src-shared/sql/ddl/ddl.ts'
import type { SqlDialect } from '../../src-shared/sql/dialect.ts'
import { useCase } from './case.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

interface TabsState {
  /** By `caseKeyOf`, the case of the last change last. */
  readonly byCase: Readonly<Record<string, CaseTabs>>
}

/** What stands in the first tab before anything was written. */
export const firstQuery = `SELECT eventSource, eventName, COUNT(*) AS events, SUM(isError) AS errors
FROM events
GROUP BY eventSource, eventName
ORDER BY events DESC
`

const empty = { text: '', saved: null, question: null, dialect: null } as const

/** Of a case in which nothing was written. */
export const untouchedTabs: CaseTabs = {
  tabs: [{ ...empty, id: 'first', name: 'Query 1', text: firstQuery }],
  selected: 'first',
  closed: [],
}
const keptCases = 12
const keptClosed = 20
export const mostTabs = 40

/** What is written in the SQL panel. By case; lives longer than the window. */
export const useTabs = create<TabsState>()(
  persist<TabsState>(() => ({ byCase: {} }), {
    name: 'trailproof-sql-tabs',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-sql-tabs'),
  }),
)
keepForNextStart(useTabs)

/** A case is known by its first path: folders that are added to it later leave its tabs where they are. */
const keyNow = (): string => useCase.getState().summary?.paths[0] ?? ''

/** Names the tabs of the open case among those of others. */
export const useCaseKey = (): string => useCase((state) => state.summary?.paths[0] ?? '')

export const useCaseTabs = (): CaseTabs => {
  const key = useCaseKey()
  return useTabs(({ byCase }) => byCase[key] ?? untouchedTabs)
}

export const caseTabs = (): CaseTabs => useTabs.getState().byCase[keyNow()] ?? untouchedTabs
export const selectedTab = ({ tabs, selected }: CaseTabs): QueryTab =>
  tabs.find(({ id }) => id === selected) ?? tabs[0]!

/** Whether the text differs from the saved query that it is, or was never saved. */
export const isChanged = ({ text, saved }: QueryTab): boolean =>
  saved === null ? text.trim() !== '' && text !== firstQuery : text !== saved.sql

const change = (made: (tabs: CaseTabs) => CaseTabs) =>
  useTabs.setState(({ byCase }) => {
    const key = keyNow()
    const { [key]: before = untouchedTabs, ...others } = byCase
    const kept = Object.entries(others).slice(1 - keptCases)
    return { byCase: { ...Object.fromEntries(kept), [key]: made(before) } }
  })

const changeTab = (id: string, part: Partial<QueryTab>) =>
  change((before) => ({ ...before, tabs: before.tabs.map((tab) => (tab.id === id ? { ...tab, ...part } : tab)) }))

export const selectTab = (id: string) => change((before) => ({ ...before, selected: id }))
export const setTabText = (id: string, text: string) => changeTab(id, { text })
export const markSaved = (id: string, saved: SavedAs) => changeTab(id, { saved, name: saved.name })
export const setTabEngine = (id: string, runsOn: RemoteEngine | null) => changeTab(id, { runsOn })
export const setTabDialect = (id: string, dialect: SqlDialect | null) => changeTab(id, { dialect })

/** An empty name changes nothing. */
export function renameTab(id: string, name: string) {
  if (name.trim() !== '') changeTab(id, { name: name.trim() })
}

/** Opens a tab after all others and shows it; a saved query that has a tab is shown in that one. Returns its id. */
export function openTab(given: Partial<Omit<QueryTab, 'id'>> = {}): string {
  const { tabs } = caseTabs()
  const same = given.saved && tabs.find(({ saved }) => saved?.name === given.saved?.name)
  const [last] = tabs.slice(-1)
  // At the bound, the last tab gives way; like any that is closed, it can be opened again.
  if (!same && tabs.length >= mostTabs && last !== undefined) closeTab(last.id)
  const id = same ? same.id : crypto.randomUUID()
  change((before) => ({
    ...before,
    selected: id,
    tabs: same ? before.tabs : [...before.tabs, { ...empty, name: nextName(before), ...given, id }],
  }))
  return id
}

/** The neighbour of a closed tab is shown; in place of the only one comes an empty one. */
export const closeTab = (id: string) =>
  change((before) => {
    const at = before.tabs.findIndex((tab) => tab.id === id)
    const tab = before.tabs[at]
    if (tab === undefined) return before
    const others = before.tabs.filter((each) => each !== tab)
    const tabs = others.length > 0 ? others : [{ ...empty, id: crypto.randomUUID(), name: nextName(before) }]
    const selected = before.selected === id ? tabs[Math.min(at, tabs.length - 1)]!.id : before.selected
    const closed = tab.text.trim() === '' ? before.closed : [tab, ...before.closed].slice(0, keptClosed)
    return { tabs, selected, closed }
  })

export const reopenTab = () =>
  change((before) => {
    const [tab, ...closed] = before.closed
    return tab === undefined ? before : { tabs: [...before.tabs, tab], selected: tab.id, closed }
  })

/** The first number that no tab has. */
function nextName({ tabs }: CaseTabs): string {
  const names = new Set(tabs.map(({ name }) => name))
  let number = 1
  while (names.has(`Query ${number}`)) number++
  return `Query ${number}`
}
