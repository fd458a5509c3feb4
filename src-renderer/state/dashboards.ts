import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { OwnDashboard } from '../../src-shared/contract/case-view.ts'
import { type DashboardId, dashboardIds } from '../../src-shared/model/dashboard.ts'
import { useCase } from './case.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

interface Dashboards {
  /** Id of the one that is shown; of an own one of another case, the first one is. */
  readonly chosen: string
  /** By the first path of the case. */
  readonly own: Readonly<Record<string, readonly OwnDashboard[]>>
}

/** Lives longer than the window. */
export const useDashboards = create<Dashboards>()(
  persist<Dashboards>(() => ({ chosen: dashboardIds[0]!, own: {} }), {
    name: 'trailproof-dashboards',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-dashboards'),
  }),
)
keepForNextStart(useDashboards)

const none: readonly OwnDashboard[] = []

/** Those of the open case. */
export function useOwnDashboards(): readonly OwnDashboard[] {
  const key = useCase((state) => state.summary?.paths[0] ?? '')
  return useDashboards(({ own }) => own[key] ?? none)
}

export const chooseDashboard = (id: DashboardId | OwnDashboard['id']) => useDashboards.setState({ chosen: id })

const change = (made: (own: readonly OwnDashboard[]) => readonly OwnDashboard[]) =>
  useDashboards.setState(({ own }) => {
    const key = useCase.getState().summary?.paths[0] ?? ''
    return { own: { ...own, [key]: made(own[key] ?? none) } }
  })

/** In place of the one with its id, or after all others; it is shown. */
export function keepDashboard(dashboard: OwnDashboard) {
  change((own) =>
    own.some(({ id }) => id === dashboard.id)
      ? own.map((held) => (held.id === dashboard.id ? dashboard : held))
      : [...own, dashboard],
  )
  chooseDashboard(dashboard.id)
}

/** The queries that it showed stay saved. */
export function forgetDashboard(id: OwnDashboard['id']) {
  change((own) => own.filter((held) => held.id !== id))
  chooseDashboard(dashboardIds[0]!)
}
