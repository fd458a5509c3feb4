import type { Failure, Result } from '../base/result.ts'
import type { Job } from '../model/job.ts'
import type { RemoteProgress } from '../model/remote.ts'
import { alarmsCalls } from './alarms.ts'
import { anomaliesCalls } from './anomalies.ts'
import { bookmarksCalls } from './bookmarks.ts'
import type { Answers, Call } from './call.ts'
import { type CaseSummary, caseCalls } from './case.ts'
import { caseFileCalls, caseViewCalls } from './case-file.ts'
import { enrichmentCalls } from './enrichment.ts'
import { eventsCalls } from './events.ts'
import { examinerCalls } from './examiner.ts'
import { exportCalls } from './export.ts'
import { fetchCalls } from './fetch.ts'
import { findingsCalls } from './findings.ts'
import { hostCalls, type MenuChoice } from './host.ts'
import { incidentsCalls } from './incidents.ts'
import type { InputOf } from './inputs.ts'
import { insightsCalls } from './insights.ts'
import { integrityCalls } from './integrity.ts'
import { profileCalls } from './profile.ts'
import { referenceCalls } from './reference.ts'
import { remoteCalls } from './remote.ts'
import { reportCalls } from './report.ts'
import { searchesCalls } from './searches.ts'
import { sessionsCalls } from './sessions.ts'
import { sigmaCalls } from './sigma.ts'
import { sourcesCalls } from './sources.ts'
import { type SqlRows, sqlCalls } from './sql.ts'

export type * from './alarms.ts'
export type * from './case.ts'
export type * from './events.ts'
export type * from './examiner.ts'
export type * from './export.ts'
export type * from './host.ts'
export {
  type FetchForm,
  type InputKind,
  type Inputs,
  type LogForm,
  logForms,
  type Takes,
} from './inputs.ts'
export type * from './integrity.ts'
export type * from './profile.ts'
export type * from './reference.ts'
export type * from './remote.ts'
export type * from './report.ts'
export type * from './searches.ts'
export type * from './sessions.ts'
export type * from './sigma.ts'
export type * from './sort.ts'
export type * from './sources.ts'
export type * from './sql.ts'

/**
 * Every call and push between the processes: the only list of them. The key is the channel. Hosts, preload, engine and
 * renderer loop over `calls` and `pushes`, so a name is spelled once, and a missing answer does not compile.
 */
export const calls = {
  ...hostCalls,
  ...referenceCalls,
  ...caseCalls,
  ...caseFileCalls,
  ...caseViewCalls,
  ...sourcesCalls,
  ...integrityCalls,
  ...eventsCalls,
  ...searchesCalls,
  ...findingsCalls,
  ...sigmaCalls,
  ...alarmsCalls,
  ...enrichmentCalls,
  ...incidentsCalls,
  ...insightsCalls,
  ...anomaliesCalls,
  ...sessionsCalls,
  ...bookmarksCalls,
  ...examinerCalls,
  ...profileCalls,
  ...sqlCalls,
  ...remoteCalls,
  ...exportCalls,
  ...reportCalls,
  ...fetchCalls,
} as const satisfies Readonly<Record<string, Call>>

const push = <T>(): { readonly push?: T } => ({})

export const pushes = {
  jobChanged: push<Job>(),
  /** A case was opened, judged, grew or closed: null when there is none. Views are to ask again. */
  caseChanged: push<CaseSummary | null>(),
  /** Rows of a running query, at most 1,000 and ten times a second. Nothing is pushed of what is over at once. */
  sqlRows: push<SqlRows>(),
  /** How far a query is that another engine runs. */
  remoteProgress: push<RemoteProgress & { readonly id: string }>(),
  /** Of Electron's menu. The window does it as by its own buttons: its view is in the case file before another case is open. */
  menuChosen: push<MenuChoice>(),
} as const

type Calls = typeof calls
export type CallName = keyof Calls
export type CaseCallName = { [N in CallName]: Calls[N]['answeredBy'] extends 'case' ? N : never }[CallName]
export type PushName = keyof typeof pushes
export const callNames = Object.keys(calls) as readonly CallName[]
export const caseCallNames = callNames.filter((name): name is CaseCallName => calls[name].answeredBy === 'case')
export const pushNames = Object.keys(pushes) as readonly PushName[]

export type In<N extends CallName> = InputOf<Calls[N]['takes']>
type AnswersOf<N extends CallName> =
  Calls[N]['answers'] extends Answers<infer Out, infer Code> ? { out: Out; code: Code } : never
export type Out<N extends CallName> = AnswersOf<N>['out']
/**
 * Those of the call itself, and those that any call may fail with. `layer-missing`: a layer that it needs beyond the
 * events never came, as opening was cancelled or it could not be built.
 */
export type Code<N extends CallName> = AnswersOf<N>['code'] | 'bad-input' | 'bug' | CaseCode<Calls[N]>
type CaseCode<C> = C extends { readonly answeredBy: 'case'; readonly needs: infer Needs }
  ? 'no-case' | (Needs extends readonly [] | readonly ['events'] ? never : 'layer-missing')
  : never
export type Answer<N extends CallName> = Result<Out<N>, Code<N>>
export type Pushed<N extends PushName> = (typeof pushes)[N] extends { readonly push?: infer T } ? T : never

/** One function per call: hosts dispatch to it, the renderer's bridge looks like it. */
export type Handlers = { readonly [N in CallName]: (input: In<N>) => Promise<Answer<N>> }
export type CaseHandlers = Pick<Handlers, CaseCallName>
export type HostHandlers = Omit<Handlers, CaseCallName>

/** What the renderer sees of the other process, whichever host it is. */
export interface Bridge {
  invoke<N extends CallName>(name: N, input: In<N>): Promise<Answer<N>>
  /** Returns the function that ends the subscription. */
  subscribe<N extends PushName>(name: N, listener: (value: Pushed<N>) => void): () => void
  /** Paths of dropped files and folders; empty where the host cannot tell them. */
  pathsOf(files: readonly unknown[]): readonly string[]
}

export type AnyFailure = Failure<string>
