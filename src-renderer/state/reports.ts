import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ReportKind, ReportPaper, ReportSection } from '../../src-shared/model/report.ts'
import { keepForNextStart, keptInBrowser } from './kept.ts'

/** What the user said of a report and chose for it, as it stands in the dialog. */
export interface ReportSaid {
  readonly title: string
  readonly caseNumber: string
  readonly introduction: string
  readonly paper: ReportPaper
  /** Times as they were typed; empty for an open end. */
  readonly from: string
  readonly until: string
  readonly withoutSections: readonly ReportSection[]
  /** Incident.id. */
  readonly withoutIncidents: readonly string[]
  readonly onlyConfirmed: boolean
  /** Keys of bookmarks. */
  readonly withoutBookmarks: readonly string[]
}

export const nothingSaid: ReportSaid = {
  title: '',
  caseNumber: '',
  introduction: '',
  paper: 'A4',
  from: '',
  until: '',
  withoutSections: [],
  withoutIncidents: [],
  onlyConfirmed: false,
  withoutBookmarks: [],
}

interface Reports {
  /** The same people write the reports of many cases. */
  readonly examiner: string
  readonly organization: string
  /** By kind and first path of the case, the one that was last changed last. */
  readonly said: Readonly<Record<string, Partial<ReportSaid>>>
}

const mostKept = 40

/** Lives longer than the window. */
export const useReports = create<Reports>()(
  persist<Reports>(() => ({ examiner: '', organization: '', said: {} }), {
    name: 'trailproof-reports',
    version: 1,
    storage: keptInBrowser(),
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

export const sayWho = (who: Partial<Pick<Reports, 'examiner' | 'organization'>>) => useReports.setState(who)
