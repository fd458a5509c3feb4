import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ReportSaid } from '../../src-shared/contract/case-view.ts'
import type { ReportKind } from '../../src-shared/model/report.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

export const nothingSaid: ReportSaid = {
  title: '',
  caseNumber: '',
  introduction: '',
  paper: 'A4',
  from: '',
  until: '',
  withoutSections: [],
  order: [],
  titles: {},
  withoutIncidents: [],
  findingsOf: 'incidents',
  withFindings: [],
  withoutBookmarks: [],
}

interface Reports {
  /** The same people write the reports of many cases. Who they are is in the examiner log. */
  readonly organization: string
  /** By kind and first path of the case, the one that was last changed last. */
  readonly said: Readonly<Record<string, Partial<ReportSaid>>>
}

const mostKept = 40

/** Lives longer than the window. */
export const useReports = create<Reports>()(
  persist<Reports>(() => ({ organization: '', said: {} }), {
    name: 'trailproof-reports',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-reports'),
  }),
)
keepForNextStart(useReports)

export const reportKey = (kind: ReportKind, path: string): string => `${kind} ${path}`

export const saidOf = ({ said }: Pick<Reports, 'said'>, key: string): ReportSaid => ({ ...nothingSaid, ...said[key] })

export function say(key: string, change: Partial<ReportSaid>) {
  const { said } = useReports.getState()
  const { [key]: before, ...others } = said
  const kept = Object.entries(others).slice(-(mostKept - 1))
  useReports.setState({ said: Object.fromEntries([...kept, [key, { ...before, ...change }]]) })
}

export const sayOrganization = (organization: string) => useReports.setState({ organization })
