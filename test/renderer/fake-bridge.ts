import { readAlarms } from '../../src-main/analysis/alarms/read-alarms.ts'
import { alarmRun } from '../../src-main/columns/alarms/alarm-run.ts'
import { profileOf } from '../../src-main/columns/profile.ts'
import { ColumnQuery } from '../../src-main/columns/query.ts'
import type { RecordHits } from '../../src-main/columns/record-hits.ts'
import { noRowsByBucket } from '../../src-main/columns/rows-by-bucket.ts'
import { proofOverTime } from '../../src-main/integrity/ledger/proof-over-time.ts'
import { atOnce } from '../../src-main/runtime/steps.ts'
import { fail, ok } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type {
  Bridge,
  CallName,
  CaseSummary,
  Handlers,
  Hello,
  JudgedSummary,
  Pushed,
  PushName,
  SavedQuery,
} from '../../src-shared/contract/index.ts'
import { layersNeeded } from '../../src-shared/contract/needs.ts'
import { type Bookmarked, bookmarkKey, type CaseBookmark } from '../../src-shared/model/bookmark.ts'
import { noEnrichment } from '../../src-shared/model/enrichment.ts'
import type { EventDetail, Sha256 } from '../../src-shared/model/event.ts'
import type { Examiner, ShownLogLine } from '../../src-shared/model/examiner-log.ts'
import type { Job, JobId } from '../../src-shared/model/job.ts'
import { comesLater } from '../../src-shared/model/layer.ts'
import { aDashboard } from '../fixtures/a-dashboard.ts'
import { aQuestion } from '../fixtures/a-question.ts'
import { noAnomalies } from '../fixtures/anomalies.ts'
import { snapshotOf, type Values } from '../fixtures/snapshot.ts'
import { findings, integrity, integrityObjects, schema, sourceAt, summaryOf } from './fake-case.ts'
import { detailOf, recordText, valuesOf } from './fake-events.ts'
import { cellAt, coverage, explanations, ledger, proof } from './fake-ledger.ts'

export interface FakeOptions {
  /** Null: no case is open. */
  readonly events: number | null
  readonly summary?: Partial<JudgedSummary>
  /** The case is shown while its files are still being judged, until `judge` is called. */
  readonly isBeingJudged?: boolean
  readonly hello?: Partial<Hello>
  /** In place of the usual answers. */
  readonly answers?: Partial<Handlers>
}

export interface FakeBridge extends Bridge {
  push<N extends PushName>(name: N, value: Pushed<N>): void
  /** Ends the judging of the files. */
  judge(): void
  /** Every call made, in order. */
  readonly asked: readonly { readonly name: CallName; readonly input: unknown }[]
}

export const runningJob: Job = {
  id: 'job-1' as JobId,
  kind: 'open',
  title: 'Opening case-7',
  state: 'running',
  stage: 'reading',
  filesDone: 1204,
  filesTotal: 2349,
  bytesDone: 88_000_000,
  bytesTotal: 146_000_000,
  events: 602_118,
  elapsedMs: 4_200,
  remainingMs: 3_100,
  message: null,
}

const logLines: readonly ShownLogLine[] = [
  { n: 1, time: 0 as UtcMs, who: 'Ana', version: '0.1.0', sentence: 'Opened /evidence/case-7.', hash: 'a'.repeat(64) },
  { n: 2, time: 1_000 as UtcMs, who: 'Ana', version: '0.1.0', sentence: 'Closed the case.', hash: 'b'.repeat(64) },
]

const unjudged = (detail: EventDetail): EventDetail => ({
  ...detail,
  copies: detail.copies.map((copy) => ({ ...copy, uri: null, verdict: null })),
})

const madeQueries = new Map<string, ColumnQuery>()

/** Made once for all tests that show so many events. */
function queryOver(events: number, hasVerdicts: boolean): ColumnQuery {
  const key = `${events} ${hasVerdicts}`
  const known = madeQueries.get(key)
  if (known !== undefined) return known
  const rows = Array.from({ length: events }, (_, row) => valuesOf(row, events))
  const query = new ColumnQuery(snapshotOf(rows, hasVerdicts), searchesOf(rows))
  madeQueries.set(key, query)
  return query
}

/** Searches that are done as soon as they are asked for. */
const searchesOf = (rows: readonly Values[]): RecordHits => ({
  found: (text) => Uint8Array.from(rows, (values) => (recordText(values).includes(text) ? 1 : 0)),
  version: () => 0,
})

/** A typed stand-in for the other process: the columns of a case over synthetic events, and fixed answers beside them. */
export function fakeBridge({ events: given, summary, isBeingJudged = false, hello, answers }: FakeOptions): FakeBridge {
  const events = given ?? 0
  const listeners = new Map<PushName, Set<(value: never) => void>>()
  const asked: { name: CallName; input: unknown }[] = []
  const judged: JudgedSummary | null = given === null ? null : { ...summaryOf(events), ...summary }
  const opened: CaseSummary | null = judged !== null && isBeingJudged ? { ...judged, isBeingJudged } : judged
  let giveVerdicts = () => {}
  const verdicts = isBeingJudged ? new Promise<void>((resolve) => (giveVerdicts = resolve)) : Promise.resolve()
  let hasVerdicts = !isBeingJudged
  const push: FakeBridge['push'] = (name, value) => {
    for (const listener of listeners.get(name) ?? []) (listener as (value: unknown) => void)(value)
  }

  const query = () => queryOver(events, hasVerdicts)
  let examiner: Examiner = { name: 'ana', is: 'account' }
  let saved: readonly SavedQuery[] = []
  let bookmarks: readonly CaseBookmark[] = []
  const othersThan = (of: Bookmarked) => bookmarks.filter((held) => bookmarkKey(held.of) !== bookmarkKey(of))

  const handlers: Handlers = {
    hello: async () =>
      ok({
        host: 'electron',
        version: '0.1.0',
        platform: 'linux',
        case: opened,
        jobs: [],
        recent: [],
        notOpened: null,
        settings: {},
        ...hello,
      }),
    openCase: async () => ok(runningJob.id),
    addToCase: async () => ok(runningJob.id),
    openSample: async () => ok(runningJob.id),
    closeCase: async () => ok(push('caseChanged', null)),
    cancelJob: async () => ok(undefined),
    pickPaths: async () => ok([]),
    listDirectory: async ({ path }) =>
      ok({
        path: path ?? '/home',
        parent: '/',
        folders: ['evidence', 'downloads'],
        files: ['notes.txt'],
        fileCount: 1,
        roots: ['/home', '/'],
      }),
    startFetch: async () => ok(runningJob.id),
    fetchReport: async () => ok(null),
    forgetRecent: async () => ok([]),
    savedQueries: async () => ok(saved),
    saveQuery: async ({ name, sql, values }) => {
      saved = [...saved.filter((query) => query.name !== name), { name, sql, values, savedAt: 0 as UtcMs }]
      return ok(saved)
    },
    forgetQuery: async ({ name }) => {
      saved = saved.filter((query) => query.name !== name)
      return ok(saved)
    },
    bookmarks: async () => ok(bookmarks),
    keepBookmark: async ({ of, note, tags, decision }) => {
      const event = of.kind === 'event' ? { row: of.ref.record, time: null } : null
      bookmarks = [...othersThan(of), { of, note, tags, decision, keptAt: 0 as UtcMs, event }]
      return ok(bookmarks)
    },
    removeBookmark: async ({ of }) => {
      bookmarks = othersThan(of)
      return ok(bookmarks)
    },
    eventRefs: async ({ rows }) =>
      ok(rows.map((record) => ({ eventID: null, source: '0'.repeat(64) as Sha256, record }))),
    saveCase: async () => ok('job-save' as JobId),
    caseWork: async () => ok({}),
    caseLog: async () => ok([]),
    appendCaseLog: async () => ok(undefined),
    keepCaseWork: async () => ok(undefined),
    caseView: async () => ok({ view: {}, later: [], damaged: [] }),
    keepCaseView: async () => ok(undefined),
    markKept: async () => ok({ sources: [], events: [] }),
    recogniseCase: async ({ known }) => ok({ sources: [], belongs: known.map(() => false) }),
    tellLogHead: async () => ok(undefined),
    examinerLog: async ({ offset, limit }) =>
      ok({
        examiner,
        total: logLines.length,
        lines: logLines.slice(offset, offset + limit),
        state: { lines: logLines.length, problems: [], head: null, anchor: null, afterAnchor: 0 },
        notKept: null,
        file: '/state/examiner-logs/1.jsonl',
      }),
    examinerLogText: async ({ form }) => ok(form === 'jsonl' ? '{}\n' : '# Examiner log\n'),
    nameExaminer: async ({ name }) => {
      examiner = { name, is: 'given' }
      return ok(examiner)
    },
    filterShown: async () => ok(undefined),
    confirmKeys: async () => ok(undefined),
    enrichment: async () => ok(noEnrichment),
    enrich: async () => ok(noEnrichment),
    chooseEnrichment: async () => ok(noEnrichment),
    vouchForKeys: async () => ok(undefined),
    sources: async ({ offset, limit }) =>
      ok({
        total: 2349,
        files: Array.from({ length: Math.min(limit, 2349 - offset) }, (_, at) => ({
          ...sourceAt(offset + at),
          ...(hasVerdicts ? {} : { uri: null, status: null }),
        })),
        otherForms: [{ form: 'zip archive', files: 7 }],
      }),
    unparsed: async () =>
      ok([
        {
          path: '/evidence/case-7/broken.json.gz',
          index: 3,
          offset: 4200,
          length: 812,
          reason: 'It is not an object.',
        },
      ]),
    trailPlaces: async () =>
      ok({
        places: [
          {
            location: 's3://trail-logs/AWSLogs/',
            organization: null,
            accounts: ['111122223333'],
            families: ['CloudTrail'],
            regions: ['eu-west-1', 'us-east-1'],
            days: { first: '2024-03-05', last: '2024-03-07' },
            files: 2349,
          },
        ],
        unplaced: 0,
      }),
    integrity: async () => ok(integrity),
    integrityObjects: async () => ok(integrityObjects),
    ledger: async () => ok(ledger),
    ledgerCell: async ({ row, hour }) =>
      row < ledger.rows.length ? ok(cellAt(row, hour)) : fail('no-such-row', `The ledger has no row ${row}`),
    coverage: async () => ok(coverage),
    proofOverTime: async (input) => {
      const byBucket = query().rowsByBucket(input) ?? noRowsByBucket
      const { from, width, count } = byBucket
      return ok({
        ...proofOverTime(ledger, { from, width, count }, () => true),
        unprovenEvents: Array(count).fill(0),
      })
    },
    explanations: async () => ok(explanations),
    eventProof: async () => ok(proof),
    histogram: async (input) => ok(query().histogram(input)),
    facet: async (input) => ok(query().facet(input)),
    nextEvent: async () => ok(null),
    eventAtTime: async ({ filter, time }) => ok(query().atTime(filter, time)),
    groups: async (input) => ok(query().groups(input)),
    recordValues: async ({ rows, recordPaths }) =>
      ok(rows.map((row) => recordPaths.map((path) => `${path} of ${row}`))),
    events: async ({ columns, ...input }) => {
      const told = columns.filter((column) => hasVerdicts || column !== 'logVerdict')
      return ok(query().page({ ...input, columns: told }))
    },
    eventDetail: async ({ row }) =>
      row < events
        ? ok(hasVerdicts ? detailOf(row, events) : unjudged(detailOf(row, events)))
        : fail('no-such-event', `There is no event ${row + 1}.`),
    eventCopies: async () => ok({ copies: [], copiesTotal: 0 }),
    hiddenMatches: async () => ok({ events: 0, eventIDs: [] }),
    eventResources: async () => ok({ resources: [], resourcesTotal: 0 }),
    eventDeeds: async ({ rows }) =>
      ok(rows.map((row) => ({ target: `role/deploy-${row % 7}`, summary: `alice assumed role deploy-${row % 7}.` }))),
    eventAt: async () => ok(0),
    findEvents: async ({ filter, sort, rows }) => ok(query().findAll(filter, sort, rows)),
    neighbours: async ({ filter, sort, row }) => ok(query().neighbours(filter, sort, row)),
    spanAround: async ({ filter, row, limit }) => ok(query().spanAround(filter, row, limit)),
    findings: async () => ok(findings),
    sigma: async ({ path }) => ok({ folder: path, rules: [], refused: [], findings: [], tookMs: 1 }),
    leaveSigma: async () => ok(undefined),
    sigmaWhy: async () => ok([]),
    warmSql: async () => ok(undefined),
    alarmPeriods: async ({ filter, settings }) => ok(atOnce(alarmRun(query(), query().select(filter), settings, []))),
    readAlarms: async ({ text }) => readAlarms(text),
    incidents: async () => ok([]),
    insights: async () => ok([]),
    anomalies: async ({ sensitivity }) => ok(noAnomalies(sensitivity)),
    anomalyChart: async () => ok([]),
    sessions: async () => ok({ total: 0, sessions: [] }),
    session: async () => ok(null),
    profile: async ({ filter, columns, limit }) => ok(profileOf(query(), filter, columns, limit)),
    findingsOf: async () => ok([]),
    rules: async () => ok(findings),
    schema: async () => ok(schema),
    questions: async () => ok([aQuestion]),
    runRemote: async () => fail('unreachable', 'There is no network in this test'),
    estimateRemote: async () => fail('unreachable', 'There is no network in this test'),
    cancelRemote: async () => ok(undefined),
    dashboards: async () => ok([aDashboard]),
    ruleQueries: async () => ok([]),
    queryInWords: async () => ok({ sql: null, dialect: 'athena', notUnderstood: [], said: [], related: [] }),
    runSql: async () =>
      ok({
        columns: ['eventName', 'events'],
        rows: [
          ['GetObject', 4021],
          ['AssumeRole', null],
        ],
        engine: 'sqlite',
        notes: [],
        truncated: false,
        elapsedMs: 18,
      }),
    cancelSql: async () => ok(undefined),
    keepSetting: async () => ok(undefined),
    recordSearches: async () => ok([]),
    recordFields: async () => ok([]),
    searchAgain: async () => ok(undefined),
    namedEvents: async ({ eventIDs }) =>
      ok({
        events: eventIDs.length,
        byVerdict: { verified: eventIDs.length },
        conflicting: 0,
        withoutVerdict: 0,
        unknown: 0,
      }),
    exportEvents: async () => ok('job-2' as JobId),
    exportBundle: async () => ok(runningJob.id),
    exportFindings: async () => ok('job-2' as JobId),
    exportSql: async () => ok('job-3' as JobId),
    report: async () => ok({ html: '<!doctype html><title>Report</title>', refused: [] }),
    writeReport: async () => ok('job-4' as JobId),
    ...answers,
  }

  return {
    asked,
    push,
    judge() {
      hasVerdicts = true
      giveVerdicts()
      push('caseChanged', judged)
    },
    invoke(name, input) {
      asked.push({ name, input })
      const answer = () => handlers[name](input as never)
      const waits = layersNeeded(name, input).some(comesLater)
      return (!hasVerdicts && waits ? verdicts.then(answer) : answer()) as never
    },
    subscribe(name, listener) {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those.add(listener as (value: never) => void))
      return () => those.delete(listener as (value: never) => void)
    },
    pathsOf: (files) => files.map((_, at) => `/evidence/dropped-${at + 1}`),
  }
}
