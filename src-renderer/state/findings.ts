import { create } from 'zustand'
import type { Tactic } from '../../src-shared/model/attack.ts'
import { usualSensitivity } from '../../src-shared/model/sensitivity.ts'
import type { Severity } from '../../src-shared/model/severity.ts'

export const findingGroupings = ['severity', 'rule', 'incident', 'day'] as const
export type FindingGrouping = (typeof findingGroupings)[number]

/** Hours that can be chosen. */
export const hoursAround = [1, 6, 24, 72] as const
export type HoursAround = (typeof hoursAround)[number]

interface FindingsShown {
  readonly text: string
  /** The least grave that is shown. */
  readonly least: Severity
  readonly tactic: Tactic | null
  readonly grouping: FindingGrouping
  /** What is shown before and after an incident. */
  readonly hoursAround: HoursAround
  /** At which anomalies are told, 0 to 100. */
  readonly sensitivity: number
  /** Incidents, findings and anomalies that were opened or closed by hand, by their ids; the others are as they come. */
  readonly opened: Readonly<Record<string, boolean>>
}

const asTheyCome: FindingsShown = {
  text: '',
  least: 'info',
  tactic: null,
  grouping: 'severity',
  hoursAround: 1,
  sensitivity: usualSensitivity,
  opened: {},
}

/** What the analyst looks at in Findings. Lives as long as the window, so that it is there on the way back from events. */
export const useFindings = create<FindingsShown>(() => asTheyCome)

export const showFindings = (what: Partial<Omit<FindingsShown, 'opened'>>) => useFindings.setState(what)
export const showAllFindings = () => useFindings.setState({ text: '', least: 'info', tactic: null })
export const openFinding = (id: string, isOpen: boolean) =>
  useFindings.setState(({ opened }) => ({ opened: { ...opened, [id]: isOpen } }))
