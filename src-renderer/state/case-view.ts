import { create } from 'zustand'
import type { CaseView } from '../../src-shared/contract/case-view.ts'
import type { ViewPart } from '../../src-shared/model/case-file.ts'
import { invoke } from '../bridge.ts'
import { useCase } from './case.ts'
import { useDashboards } from './dashboards.ts'
import { useGrouping } from './grouping.ts'
import { lend } from './kept.ts'
import { lastPlace } from './last-place.ts'
import { laidOut, useLayout } from './layout.ts'
import { placesSeen, showPlacesSeen, useNavigation } from './navigation.ts'
import { useNoise } from './noise.ts'
import { reportKey, useReports } from './reports.ts'
import { selectAgain, useSelection } from './selection.ts'
import { useParameterValues } from './sql-parameters.ts'
import { untouchedTabs, useTabs } from './sql-tabs.ts'
import { useTimeline } from './timeline.ts'
import { useZoneName } from './zone.ts'

interface CaseViewState {
  /** Parts that the case file has in a form that this version does not know. */
  readonly notShown: { readonly later: readonly ViewPart[]; readonly damaged: readonly ViewPart[] }
  /** Why the view was not kept, a sentence; null where it was. */
  readonly problem: string | null
}

const nothingToTell: CaseViewState = { notShown: { later: [], damaged: [] }, problem: null }

/** What there is to tell of the view in the case file. Lives as long as the case. */
export const useCaseView = create<CaseViewState>(() => nothingToTell)

export const dismissViewTold = () => useCaseView.setState(nothingToTell)

/** A part of the view, as the window has it. */
interface Shown<T> {
  now(): T
  show(value: T): void
}

/** `key`: the first path of the case, which names what is of it in stores of all cases. */
const partsOf = (key: string): { readonly [P in ViewPart]: Shown<CaseView[P]> } => ({
  places: { now: placesSeen, show: showPlacesSeen },
  shown: {
    now: () => {
      const { column, order, descending } = useGrouping.getState()
      return { eventID: useSelection.getState().eventID, grouping: { column, order, descending } }
    },
    show: ({ eventID, grouping }) => {
      useGrouping.setState({ ...grouping, search: '' })
      void selectAgain({ row: null, eventID })
    },
  },
  layout: { now: () => laidOut(useLayout.getState()), show: (layout) => useLayout.setState(layout) },
  timeline: { now: () => useTimeline.getState(), show: (timeline) => useTimeline.setState(timeline) },
  zone: { now: () => useZoneName.getState().name, show: (name) => useZoneName.setState({ name }) },
  noise: { now: () => useNoise.getState(), show: (noise) => useNoise.setState(noise) },
  tabs: {
    now: () => useTabs.getState().byCase[key] ?? untouchedTabs,
    show: (tabs) => useTabs.setState(({ byCase }) => ({ byCase: { ...byCase, [key]: tabs } })),
  },
  parameters: {
    now: () => useParameterValues.getState().values,
    show: (values) => useParameterValues.setState({ values }),
  },
  dashboards: {
    now: () => {
      const { chosen, own } = useDashboards.getState()
      return { chosen, own: own[key] ?? [] }
    },
    show: ({ chosen, own }) => useDashboards.setState((all) => ({ chosen, own: { ...all.own, [key]: own } })),
  },
  reports: {
    now: () => {
      const { said } = useReports.getState()
      return { integrity: said[reportKey('integrity', key)], incident: said[reportKey('incident', key)] }
    },
    show: (reports) => {
      const said = Object.entries(reports).map(([kind, of]) => [reportKey(kind as keyof typeof reports, key), of])
      useReports.setState((all) => ({ said: { ...all.said, ...Object.fromEntries(said) } }))
    },
  },
})

/** Of the stores that the machine keeps, what is of the case while that has a case file. */
const lendAll = (): (() => void)[] => [
  lend(useLayout, ['columns', 'sizes', 'facetsShown', 'detailPlace', 'sqlSideShown', 'sqlSide']),
  lend(useTimeline, ['column', 'axis', 'showsAll', 'asTable']),
  lend(useZoneName, ['name']),
  lend(useNoise, ['filters', 'on']),
  lend(useTabs, ['byCase']),
  lend(useParameterValues, ['values']),
  lend(useDashboards, ['chosen', 'own']),
  lend(useReports, ['said']),
]

const followed = [
  useNavigation, useSelection, useGrouping, useLayout, useTimeline, useZoneName, useNoise, useTabs, useParameterValues,
  useDashboards, useReports,
] as const // biome-ignore format: a list

/** Much is changed in one go, and a text is typed. */
const settleMs = 300

/** The view of one case, between its window and its case file. */
class FollowedView {
  /** Of each part, what is in the file. */
  readonly #kept = new Map<ViewPart, string>()
  readonly #parts
  #later: readonly ViewPart[] = []
  #ends: readonly (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #isEnded = false

  constructor(
    readonly file: string,
    firstPath: string,
    private readonly isWritable: boolean,
  ) {
    this.#parts = partsOf(firstPath)
  }

  /** Brings back what the case file has. `at`: also the filter and where the analyst was. */
  async show(at: boolean): Promise<void> {
    const answer = await invoke('caseView', undefined)
    if (this.#isEnded || !answer.ok) return
    const { view, later, damaged } = answer.value
    this.#later = later
    useCaseView.setState({ notShown: { later, damaged } })
    for (const [part, { show }] of this.#each()) {
      if (view[part] === undefined || (!at && (part === 'places' || part === 'shown'))) continue
      show(view[part])
      this.#kept.set(part, JSON.stringify(view[part]))
    }
    this.follow()
  }

  /** Keeps what changes from now on, and what the file does not have yet. */
  follow() {
    if (!this.isWritable) return
    const isDue = () => {
      this.#timer ??= setTimeout(() => void this.keep(), settleMs)
    }
    this.#ends = followed.map((store) => store.subscribe(isDue))
    isDue()
  }

  async keep(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#isEnded || this.#ends.length === 0) return
    const changed = this.#each().flatMap(([part, { now }]) => {
      const value = now()
      const text = JSON.stringify(value)
      return text === this.#kept.get(part) || this.#later.includes(part) ? [] : [{ part, value, text }]
    })
    const asked = changed.map(async ({ part, value, text }) => {
      this.#kept.set(part, text)
      const answer = await invoke('keepCaseView', { of: this.file, view: { [part]: value } })
      if (this.#isEnded) return
      if (!answer.ok) this.#kept.delete(part)
      useCaseView.setState({ problem: answer.ok ? null : answer.message })
    })
    await Promise.all(asked)
  }

  end() {
    this.#isEnded = true
    clearTimeout(this.#timer)
    for (const end of this.#ends) end()
  }

  #each() {
    return Object.entries(this.#parts) as [ViewPart, Shown<unknown>][]
  }
}

let followedNow: FollowedView | null = null

/** What was done until now is in the case file when this resolves; null where no case file keeps it. */
export const keepViewNow = (): Promise<void> | null => followedNow?.keep() ?? null

/** Closes the case, or opens another, once what was done until now is in its case file. */
export const afterKeeping = <T>(start: () => Promise<T>): Promise<T> => keepViewNow()?.then(start) ?? start()

/**
 * Brings the view of a case back from its case file, and keeps it there from then on. What the machine keeps of such things
 * for all cases is what it was, and back when the case is closed. Returns what ends it.
 */
export function followCaseView(): () => void {
  let giveBack: (() => void)[] = []
  let caseId: string | null = null
  const follow = () => {
    const { summary } = useCase.getState()
    const { id = null, caseFile = null, paths } = summary ?? {}
    if (id === caseId && caseFile?.path === followedNow?.file) return
    followedNow?.end()
    followedNow = null
    const isSaved = id === caseId
    caseId = id
    useCaseView.setState(nothingToTell)
    if (!isSaved || caseFile === null) for (const give of giveBack.splice(0)) give()
    if (caseFile === null) return
    if (giveBack.length === 0) giveBack = lendAll()
    followedNow = new FollowedView(caseFile.path, paths?.[0] ?? '', caseFile.readOnly === null)
    if (isSaved) followedNow.follow()
    // A window that was loaded anew knows better where it was than a file that is not written.
    else void followedNow.show(caseFile.readOnly === null || lastPlace(id!) === null)
  }
  follow()
  const stop = useCase.subscribe(follow)
  const onLeave = () => void keepViewNow()
  window.addEventListener('pagehide', onLeave)
  return () => {
    stop()
    window.removeEventListener('pagehide', onLeave)
    followedNow?.end()
    followedNow = null
    for (const give of giveBack) give()
  }
}
