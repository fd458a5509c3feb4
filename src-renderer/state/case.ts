import { create } from 'zustand'
import type { AnyFailure, CaseSummary, Hello, RecentCase } from '../../src-shared/contract/index.ts'
import { type Connection, invoke, onConnection, subscribe } from '../bridge.ts'
import { clearCompared } from './compare.ts'
import { useEntity } from './entity.ts'
import { setFilter } from './filter.ts'
import { groupBy } from './grouping.ts'
import { takeJob, useJobs } from './jobs.ts'
import { takeSettings } from './kept.ts'
import { comeBackTo, followLastPlace, lastPlace } from './last-place.ts'
import { followPlaces, forgetPlaces, forgetRows } from './navigation.ts'
import { filterToBeginWith } from './noise.ts'
import { takeSearch } from './searches.ts'
import { clearSelection, selectAgain } from './selection.ts'
import { chooseSession } from './session.ts'
import { forgetAskedFiles } from './sources.ts'

interface CaseState {
  /** Null until the other process has said hello. */
  readonly hello: Pick<Hello, 'host' | 'version' | 'platform'> | null
  readonly failure: AnyFailure | null
  readonly connection: Connection
  readonly summary: CaseSummary | null
  /** Goes up whenever the case changed: queries keyed by it ask again. */
  readonly generation: number
  readonly recent: readonly RecentCase[]
  /** Why what the program was started with could not be opened, until something else is. */
  readonly notOpened: string | null
}

/** Lives as long as the window: what is open and whether the other process is there. */
export const useCase = create<CaseState>(() => ({
  hello: null,
  failure: null,
  connection: 'connected',
  summary: null,
  generation: 0,
  recent: [],
  notOpened: null,
}))

export const setRecent = (recent: readonly RecentCase[]) => useCase.setState({ recent })

export async function forgetRecent(paths: readonly string[]) {
  const answer = await invoke('forgetRecent', { paths })
  if (answer.ok) setRecent(answer.value)
}

function takeCase(summary: CaseSummary | null) {
  const before = useCase.getState().summary
  const isAnother = summary?.id !== before?.id
  const last = before === null && summary !== null ? lastPlace(summary.id) : null
  if (isAnother) {
    // What was asked and selected in the last case means nothing here.
    setFilter(filterToBeginWith())
    clearSelection()
    if (last !== null) comeBackTo(last)
    useEntity.setState({ entity: null })
    clearCompared()
    groupBy(null)
    chooseSession(null)
    forgetPlaces()
    forgetAskedFiles()
  }
  useCase.setState(({ generation, notOpened }) => ({
    summary,
    generation: generation + 1,
    notOpened: summary === null ? notOpened : null,
  }))
  if (last !== null) void selectAgain()
  // Rows are numbered in order of time: when the case grew, a number means another event.
  if (summary !== null && before !== null && !isAnother && rowsKey(summary) !== rowsKey(before)) {
    clearCompared()
    forgetRows()
    void selectAgain()
  }
}

const fileCount = ({ files }: CaseSummary) => Object.values(files).reduce((sum, count) => sum + count, 0)

/** Another text when rows may mean other events; null without a case. */
export const rowsKey = (summary: CaseSummary | null): string | null =>
  summary === null ? null : `${summary.id} ${fileCount(summary)}`

/** Whoever asks the case asks anew. */
export const askAgain = () => useCase.setState(({ generation }) => ({ generation: generation + 1 }))

async function greet() {
  const answer = await invoke('hello', undefined)
  if (!answer.ok) {
    useCase.setState({ failure: answer })
    return
  }
  const { host, version, platform, recent, jobs, settings, notOpened } = answer.value
  takeSettings(settings)
  useCase.setState({
    hello: { host, version, platform },
    failure: null,
    recent,
    notOpened: jobs.length === 0 ? notOpened : null,
  })
  useJobs.setState({ jobs: {} })
  for (const job of jobs) takeJob(job)
  takeCase(answer.value.case)
}

/** Once, at the window's start. Returns what undoes it. */
export function startSession(): () => void {
  const ends = [
    followPlaces(),
    followLastPlace(() => useCase.getState().summary?.id ?? null),
    subscribe('caseChanged', (summary) => {
      const before = useCase.getState().summary
      takeCase(summary)
      // A case is among the recent ones when its files are judged; adding to it changes how it stands there.
      const { id, paths, isBeingJudged } = summary ?? {}
      if (id !== before?.id || paths?.length !== before?.paths.length || isBeingJudged !== before?.isBeingJudged)
        void invoke('hello', undefined).then((answer) => answer.ok && setRecent(answer.value.recent))
    }),
    subscribe('jobChanged', (job) => {
      takeJob(job)
      takeSearch(job, askAgain)
    }),
    onConnection((connection) => {
      const before = useCase.getState().connection
      useCase.setState({ connection })
      // Pushes were missed while the socket was down.
      if (connection === 'connected' && before === 'disconnected') void greet()
    }),
  ]
  void greet()
  return () => {
    for (const end of ends) end()
  }
}
