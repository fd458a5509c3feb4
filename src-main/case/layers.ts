import { setImmediate as turn } from 'node:timers/promises'
import type { Finding } from '../../src-shared/contract/findings.ts'
import { type AddedColumnName, addedColumnNames, addedColumns } from '../../src-shared/model/added-columns.ts'
import type { Layer } from '../../src-shared/model/layer.ts'
import { usualSensitivity } from '../../src-shared/model/sensitivity.ts'
import type { TrustGiven } from '../../src-shared/model/verification.ts'
import { anomaliesAt } from '../analysis/anomalies/judge.ts'
import { type AnomalyStatistics, statisticsSteps } from '../analysis/anomalies/statistics.ts'
import { incidentSteps, type RowsOf } from '../analysis/incidents/incidents.ts'
import { sessionSteps } from '../analysis/sessions/sessions.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { ColumnQuery } from '../columns/query.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { Ingested, Unjudged } from '../ingest/ingest.ts'
import { judge } from '../integrity/evidence/judge-files.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import { inTurns } from '../runtime/in-turns.ts'
import type { Steps } from '../runtime/steps.ts'
import { CaseClosed } from './closed.ts'
import type { CaseDatabase, CaseFields } from './database.ts'
import type { LayerBuilt, LayerSpec } from './layer.ts'
import type { VerdictViews } from './views/verdict-views.ts'

/** A case as its layers see it. */
export interface CaseGround {
  readonly database: CaseDatabase
  /** What was read; to be asked for until the files are judged. */
  readonly unjudged: Unjudged
  readonly trust: TrustGiven
  /** From now on it tells verdicts. What is made of them is given back. */
  takeVerdicts(ingested: Ingested): VerdictViews
  readonly verdictViews: VerdictViews
  readonly snapshot: Snapshot
  /** What files of the user tell of the addresses of the case. Cancelled, they tell nothing, and that they were not read. */
  lookUp(signal: AbortSignal): Promise<LayerBuilt<Lookups>>
  /** From now on events have the columns that these tell. */
  takeLookups(lookups: Lookups): void
  /** From now on events have the session and the origin that these tell. */
  takeSessions(sessions: SessionTable): void
  /** What the rules found, and those of the user's that ran last; to be asked for once the rules have run. */
  readonly found: readonly Finding[]
  /** Events of findings of the user's rules, which need not be looked for. */
  readonly rowsOf: RowsOf
  /** From now on events have the incident that these tell. */
  takeIncidents(incidents: IncidentTable): void
  readonly query: ColumnQuery
  readonly fields: CaseFields
  /** Adds to the timings of the case, milliseconds. */
  took(timings: Readonly<Record<string, number>>): void
}

/** Columns that no record has (src-shared/model/added-columns.ts), by the layer that they are told from. */
const columnsOf = (layer: Layer): readonly AddedColumnName[] =>
  addedColumnNames.filter((name) => addedColumns[name].layer === layer)

/** The events themselves, there when the case is. */
const events: LayerSpec<CaseGround, true> = {
  needs: [],
  stage: 'ordering',
  columns: columnsOf('events'),
  parts: ['events'],
  build: async () => ({ state: 'ready', value: true }),
  store: ({ database }) => database.whenBegun(),
}

/** Judged files, in turns with the questions about the case. Cancelled, the case is a part that proves nothing. */
const verdicts: LayerSpec<CaseGround, VerdictViews> = {
  needs: ['events'],
  stage: 'verifying',
  columns: columnsOf('verdicts'),
  parts: ['files', 'verdicts', 'coverage', 'absences', 'records'],
  build: async (ground, signal) => {
    const ingested = await judge(ground.unjudged, signal, ground.trust)
    if (signal.reason instanceof CaseClosed) throw signal.reason
    const value = ground.takeVerdicts(ingested)
    return { state: ingested.report === null ? 'cancelled' : 'ready', value }
  },
  store: async (ground) => {
    const { database, verdictViews } = ground
    await turn()
    database.finish(verdictViews.judged(), ground.fields)
    // Memory that only judging needed: for very many files it is more than the case itself.
    if (process.memoryUsage().heapUsed > muchHeap) collectGarbage('major')
    const { buildMs } = await database.whenBuilt()
    // What reading has left behind: now that everything answers, and before the rules take memory of their own.
    collectGarbage('major')
    ground.took({ index: Math.round(buildMs) })
  },
}

/** Collecting what has just been dropped pays off; of an ordinary case it would only take time. */
const muchHeap = 512 << 20

/**
 * What files of the user tell of addresses: no evidence, so that nothing before this layer rests on it. It is built again
 * when other files are chosen (enriching.ts), and so is what rests on it. The rules run once it is there.
 */
const lookups: LayerSpec<CaseGround, Lookups> = {
  needs: ['verdicts'],
  stage: 'looking-up',
  columns: columnsOf('lookups'),
  parts: ['lookups'],
  build: async (ground, signal) => {
    const start = performance.now()
    const built = await ground.lookUp(signal)
    ground.takeLookups(built.value)
    ground.database.enrich(built.value)
    if (built.value.files.length > 0) ground.took({ lookups: Math.round(performance.now() - start) })
    return built
  },
  // A thread takes them when a query or a rule first reads them.
  store: async () => {},
}

/** Sessions and their chains, in turns with the questions about the case. Cancelled, there are none. */
const sessions: LayerSpec<CaseGround, SessionTable> = {
  needs: ['verdicts'],
  stage: 'chaining',
  columns: columnsOf('sessions'),
  parts: ['sessions'],
  build: async (ground, signal) => {
    const start = performance.now()
    const value = await inTurns(sessionSteps(ground.snapshot), signal)
    ground.takeSessions(value)
    ground.took({ sessions: Math.round(performance.now() - start) })
    return { state: 'ready', value }
  },
  store: async ({ database, snapshot }) => database.chain(snapshot.sessions!),
}

/** What the rules find. They cannot be stopped, and come all the same when nobody waits any more. */
const findings: LayerSpec<CaseGround, readonly Finding[]> = {
  needs: ['verdicts'],
  stage: 'detecting',
  columns: columnsOf('findings'),
  parts: ['findings'],
  build: async (ground) => {
    const { findings, detectMs } = await ground.database.whenDetected()
    ground.took({ detect: Math.round(detectMs) })
    return { state: 'ready', value: findings }
  },
  // A thread takes them when a query first reads them.
  store: async () => {},
}

/** The findings that belong together, in turns with the questions about the case. */
const incidents: LayerSpec<CaseGround, IncidentTable> = {
  needs: ['sessions', 'findings'],
  stage: 'relating',
  columns: columnsOf('incidents'),
  parts: ['incidents'],
  build: async (ground, signal) => {
    const start = performance.now()
    const value = await related(ground, signal)
    ground.took({ incidents: Math.round(performance.now() - start) })
    return { state: 'ready', value }
  },
  // A thread takes them when a query first reads them.
  store: async () => {},
}

function* anomalySteps({ snapshot, verdictViews }: CaseGround): Steps<AnomalyStatistics> {
  return yield* statisticsSteps(snapshot, yield* verdictViews.provenHoursSteps())
}

/** How many events are usual, and which counts are far from that, in turns with the questions about the case. */
const anomalies: LayerSpec<CaseGround, AnomalyStatistics> = {
  needs: ['sessions'],
  stage: 'comparing',
  columns: columnsOf('anomalies'),
  parts: ['anomalies'],
  build: async (ground, signal) => {
    const start = performance.now()
    const value = await inTurns(anomalySteps(ground), signal)
    ground.took({ anomalies: Math.round(performance.now() - start) })
    ground.database.compare(anomaliesAt(value, usualSensitivity).anomalies)
    return { state: 'ready', value }
  },
  store: async () => {},
}

/** Relates findings, and again where the user's rules found others meanwhile. */
export async function related(ground: CaseGround, signal: AbortSignal): Promise<IncidentTable> {
  for (;;) {
    const { found } = ground
    const incidents = await inTurns(incidentSteps(found, ground.query, ground.rowsOf), signal)
    if (found !== ground.found) continue
    ground.takeIncidents(incidents)
    return incidents
  }
}

/** All layers, in the order in which they are built. */
export const caseLayers = { events, verdicts, lookups, sessions, findings, incidents, anomalies } satisfies Readonly<
  Record<Layer, LayerSpec<CaseGround, unknown>>
>
