import { dashboardIds, dashboardTitles } from '../../../src-shared/model/dashboard.ts'
import { useCase } from '../../state/case.ts'
import { chooseDashboard, useOwnDashboards } from '../../state/dashboards.ts'
import { chooseSection } from '../../state/layout.ts'
import type { Command } from '../../widgets/command-list.tsx'

/** The dashboards of the build and own ones; none until something is looked for. */
export function useDashboardCommands(text: string): readonly Command[] {
  const hasCase = useCase((state) => state.summary !== null)
  const own = useOwnDashboards()
  if (!hasCase || text.trim() === '') return []
  const ofBuild = dashboardIds.map((id) => ({ id, name: dashboardTitles[id] }))
  return [...ofBuild, ...own].map(({ id, name }) => ({
    id: `dashboard ${id}`,
    group: 'Dashboards',
    icon: 'chart',
    label: `Dashboard: ${name}`,
    note: '',
    run: () => {
      chooseDashboard(id)
      chooseSection('dashboards')
    },
  }))
}
