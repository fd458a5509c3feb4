import { expect, test } from 'vitest'
import { createHandlers, dispatch } from '../../../src-main/service/dispatch.ts'
import { fail, ok } from '../../../src-shared/base/result.ts'
import { type CallName, callNames, caseCallNames, type Reference } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import { defaultAlarm } from '../../../src-shared/model/alarm.ts'
import { emptyForm } from '../../../src-shared/model/report.ts'
import { aQuestion } from '../../fixtures/a-question.ts'
import { createFakeEngine, type FakeEngine } from '../../fixtures/fake-engine.ts'
import { noFetching } from '../../fixtures/no-fetching.ts'
import { noRecorder, whoIsAna } from '../../fixtures/no-log.ts'
import { noRemote } from '../../fixtures/no-remote.ts'

const noRecent = {
  list: () => [],
  remember: () => undefined,
  forget: () => undefined,
  onChange: () => undefined,
}
const reference: Reference = {
  rules: [],
  schema: [{ name: 'events', doc: 'One row per event.', columns: [] }],
  questions: [aQuestion],
  dashboards: [],
  inWords: (text) => ({ sql: `-- ${text}`, dialect: 'athena', notUnderstood: [], said: [], related: [] }),
  ruleQuery: (rule) => ok(`-- ${rule}`),
}
const handlersOver = (engine: FakeEngine) =>
  createHandlers({
    engine,
    recent: noRecent,
    confirmed: { list: () => [], set: () => undefined },
    enrichment: { files: () => [], keep: () => undefined },
    saved: {
      answer: async ({ summary }) => (summary() === null ? fail('no-case', 'No case is open') : ok([])),
      moveIn: async () => {},
    },
    settings: { all: () => ({}), keep: () => {} },
    recorder: noRecorder(),
    who: whoIsAna,
    bookmarks: {
      list: async () => ok([]),
      keep: async () => ok([]),
      remove: async () => ok([]),
      moveIn: async () => {},
    },
    fetching: noFetching,
    remote: noRemote,
    host: 'browser',
    version: '1.2.3',
    sampleCase: '/installed/sample-case',
    loadReference: async () => reference,
    pickPaths: async () => fail('unsupported', 'No dialog here'),
  })
const neverBug = (what: string, error: unknown) => {
  throw new Error(`bug in ${what}: ${String(error)}`)
}
const ask = (name: unknown, input?: unknown, engine = createFakeEngine()) =>
  dispatch(handlersOver(engine), name, input, neverBug)

const page = { offset: 0, limit: 100 }
const sort = { column: 'eventTime', descending: false }
const form = {
  address: 's3://example-cloudtrail-logs',
  folder: '/evidence',
  from: null,
  until: null,
  accounts: ['111122223333'],
  regions: ['us-east-1'],
  organizations: [],
  versions: false,
  profile: null,
  endpoint: null,
  bucketRegion: null,
  requesterPays: false,
  follow: false,
  queue: null,
  logFiles: null,
}
const athena = {
  engine: 'athena',
  profile: null,
  region: 'eu-west-1',
  endpoint: null,
  workgroup: 'primary',
  catalog: null,
  database: 'security',
  outputLocation: null,
}
const trino = { engine: 'trino', endpoint: 'https://trino.example.com', user: 'anna', catalog: 'hive', schema: null }
const good: Readonly<Record<CallName, unknown>> = {
  hello: undefined,
  openCase: { paths: ['/evidence'] },
  addToCase: { paths: ['/evidence'] },
  openSample: undefined,
  saveCase: { file: '/case.trailproof' },
  caseWork: undefined,
  caseLog: undefined,
  appendCaseLog: { of: '/case.trailproof', line: '{}' },
  caseView: undefined,
  keepCaseView: { of: '/case.trailproof', view: { zone: 'UTC' } },
  keepCaseWork: { of: '/case.trailproof', part: 'bookmarks', value: '[]' },
  closeCase: undefined,
  cancelJob: { jobId: 'job-1' },
  pickPaths: { purpose: 'open' },
  listDirectory: { path: null },
  savedQueries: undefined,
  saveQuery: { name: 'Denied', sql: 'SELECT 1', values: {} },
  forgetQuery: { name: 'Denied' },
  bookmarks: undefined,
  keepBookmark: { of: { kind: 'session', name: 'ASIAEXAMPLE' }, note: 'stolen', tags: ['stolen key'] },
  removeBookmark: { of: { kind: 'finding', id: 'root-used 111122223333' } },
  eventRefs: { rows: [3, 4] },
  markKept: {
    lists: [{ isHere: true, sources: ['0'.repeat(64)], refs: [{ eventID: null, source: '0'.repeat(64), record: 3 }] }],
  },
  examinerLog: { text: '', descending: true, ...page },
  examinerLogText: { form: 'markdown' },
  nameExaminer: { name: 'Ana' },
  filterShown: { filter: everything },
  recogniseCase: { known: [{ isHere: true, sources: ['0'.repeat(64)] }] },
  tellLogHead: { head: { n: 3, hash: '0'.repeat(64) }, log: '/state/log.jsonl' },
  exportBundle: { filter: everything, sort, file: '/out/bundle.zip', signer: null, incident: null },
  keepSetting: { name: 'trailproof-layout', value: '{}' },
  forgetRecent: { paths: ['/evidence'] },
  confirmKeys: { fingerprints: ['0f1e2d3c4b5a69788796a5b4c3d2e1f0'], are: true },
  vouchForKeys: { fingerprints: [] },
  enrichment: undefined,
  enrich: { files: [{ path: '/lists/networks.csv', sha256: null }] },
  chooseEnrichment: { paths: ['/lists/networks.csv'] },
  sources: { kind: null, problemsOnly: false, text: '', ...page },
  unparsed: page,
  trailPlaces: undefined,
  integrity: undefined,
  integrityObjects: { kind: 'logs', status: 'invalid', text: '', ...page },
  ledger: { range: null },
  ledgerCell: { row: 0, hour: Date.UTC(2024, 2, 5, 10) },
  coverage: { filter: everything },
  proofOverTime: { filter: everything, range: null, maxBuckets: 200 },
  explanations: undefined,
  eventProof: { row: 0, offset: 0, limit: 50 },
  histogram: { filter: everything, range: null, maxBuckets: 200, column: 'awsRegion' },
  facet: { filter: everything, column: 'eventName', search: '', limit: 10 },
  nextEvent: { filter: everything, sort, row: 3, back: false, mark: 'error' },
  eventAtTime: { filter: everything, time: Date.UTC(2024, 2, 5, 10) },
  groups: { filter: everything, column: 'eventName', search: '', order: 'firstSeen', descending: true, ...page },
  recordValues: { rows: [3], recordPaths: ['requestParameters.roleName' as RecordPath] },
  events: { filter: everything, sort, columns: ['eventTime'], ...page },
  eventDetail: { row: 0 },
  eventCopies: { row: 3, offset: 50, limit: 50 },
  hiddenMatches: { filter: everything },
  eventResources: { row: 3, offset: 100, limit: 100 },
  eventDeeds: { rows: [3, 4] },
  eventAt: { path: '/evidence/log.json', record: 3 },
  findEvents: { filter: everything, sort, rows: [3] },
  neighbours: { filter: everything, sort, row: 3 },
  spanAround: { filter: everything, row: 3, limit: 10 },
  findings: undefined,
  sigma: { path: '/rules', placeholders: null },
  leaveSigma: undefined,
  sigmaWhy: { rule: 'sigma:1', row: 3 },
  warmSql: undefined,
  alarmPeriods: { filter: everything, settings: defaultAlarm },
  readAlarms: { text: '{ $.eventName = StopLogging }' },
  incidents: undefined,
  insights: undefined,
  anomalies: { sensitivity: 50 },
  anomalyChart: { series: 0, range: { from: 0, until: 1 }, sensitivity: 50 },
  sessions: { text: '', order: 'issuedAt', descending: false, offset: 0, limit: 10 },
  session: { name: 'ASIAEXAMPLE' },
  profile: { filter: everything, columns: ['eventName'], limit: 10 },
  findingsOf: { filter: everything },
  rules: undefined,
  schema: undefined,
  questions: undefined,
  queryInWords: { text: 'who' },
  dashboards: undefined,
  ruleQueries: undefined,
  runRemote: { id: 'r', sql: 'SELECT 1', place: athena, days: null, limit: 10 },
  estimateRemote: { id: 'r', sql: 'SELECT 1', place: trino, days: { first: '2024-03-05', last: '2024-03-06' } },
  cancelRemote: { id: 'r' },
  runSql: { sql: 'SELECT 1', limit: 10 },
  cancelSql: { id: 'a-query' },
  namedEvents: { eventIDs: ['0e5f0a1c-7a6b-4c1d-9e2f-3a4b5c6d7e8f'] },
  recordSearches: { filter: everything },
  recordFields: { filter: everything },
  searchAgain: { text: 'AKIAIOSFODNN7EXAMPLE' },
  startFetch: { form, isPlan: true },
  fetchReport: { jobId: 'job-1' },
  exportEvents: {
    filter: everything,
    sort,
    onlyRows: [1],
    format: 'csv',
    columns: [],
    file: '/out.csv',
    replaces: false,
  },
  exportFindings: { format: 'sarif', file: '/out.sarif' },
  exportSql: { sql: 'SELECT 1', format: 'csv', file: '/out.csv' },
  report: { form: emptyForm('integrity') },
  writeReport: { form: emptyForm('incident'), format: 'html', file: '/report.html' },
}

/** What the stand-ins refuse: they have no dialog and no case. */
const refused: Readonly<Record<string, string>> = {
  pickPaths: 'unsupported',
  runRemote: 'unreachable',
  estimateRemote: 'unreachable',
  savedQueries: 'no-case',
  saveQuery: 'no-case',
  forgetQuery: 'no-case',
  examinerLog: 'no-case',
  examinerLogText: 'no-case',
}

test.each(callNames)('%s passes its boundary', async (name) => {
  const answer = await ask(name, good[name])
  expect(answer.ok || answer.code).toBe(refused[name] ?? true)
})

test.each(callNames)('%s refuses what is not its input', async (name) => {
  for (const input of [42, 'text', [], { __proto__: null, unasked: true }, { ...Object(good[name]), unasked: true }])
    expect(await ask(name, input)).toMatchObject({ ok: false, code: 'bad-input' })
})

const filterWith = (part: unknown) => ({ ...everything, where: { all: [part] } })
function deep(groups: number): unknown {
  let part: unknown = { text: 'a' }
  for (let group = 0; group < groups; group++) part = { not: part }
  return part
}
const histogramOf = (filter: unknown) => ({ filter, range: null, maxBuckets: 10 })

test.each<[CallName, unknown, string]>([
  ['openCase', { paths: [] }, 'paths'],
  ['openCase', { paths: ['/a\0b'] }, 'paths.0: holds a NUL character'],
  ['openCase', { paths: ['x'.repeat(40_000)] }, 'paths.0'],
  ['events', { ...Object(good.events), limit: 1_001 }, 'limit'],
  ['events', { ...Object(good.events), offset: -1 }, 'offset'],
  ['events', { ...Object(good.events), columns: ['constructor'] }, 'columns.0'],
  ['events', { ...Object(good.events), sort: { column: '__proto__', descending: true } }, 'sort.column'],
  ['eventDetail', { row: 1.5 }, 'row'],
  ['eventDetail', { row: Number.NaN }, 'row'],
  ['runSql', { sql: 'x'.repeat(1_000_001), limit: 1 }, 'sql'],
  ['runSql', { sql: '', limit: Number.POSITIVE_INFINITY }, 'limit'],
  ['runSql', { sql: '', limit: 1, id: 'x'.repeat(101) }, 'id'],
  ['histogram', { ...histogramOf(everything), column: 'eventID' }, 'column: has another value in nearly every event'],
  ['histogram', { ...histogramOf(everything), range: { from: 2, until: 1 } }, 'range: ends before it begins'],
  ['histogram', { ...histogramOf(everything), range: { from: 0, until: 9e15 } }, 'range.until'],
  [
    'histogram',
    histogramOf(filterWith({ column: 'nothing', operator: 'is', values: ['a'] })),
    'filter.where.all.0.column',
  ],
  [
    'histogram',
    histogramOf(filterWith({ column: 'eventName', operator: 'toString', values: [] })),
    'filter.where.all.0.operator',
  ],
  [
    'histogram',
    histogramOf(filterWith({ column: 'eventName', operator: 'is', values: [] })),
    '“eventName=” needs a value',
  ],
  [
    'histogram',
    histogramOf(filterWith({ column: 'eventName', operator: 'isSet', values: ['a'] })),
    '“has a value” takes no value',
  ],
  ['histogram', histogramOf(filterWith({ column: 'eventName', operator: 'atLeast', values: ['1'] })), 'has no order'],
  ['histogram', histogramOf(filterWith({ any: [{ not: { text: 7 } }] })), 'filter.where.all.0.any.0.not.text'],
  ['histogram', histogramOf(filterWith({ any: [], all: [] })), 'filter.where.all.0'],
  ['histogram', histogramOf(filterWith({ text: '' })), 'filter.where.all.0.text'],
  ['histogram', histogramOf(filterWith(null)), 'filter.where.all.0'],
  ['histogram', histogramOf(filterWith(deep(10_000))), 'groups lie more than 50 deep'],
  ['histogram', histogramOf(filterWith({ any: Array(300).fill({ text: 'a' }) })), 'has more than 200 conditions'],
  ['histogram', histogramOf({ ...everything, range: { from: 2, until: 1 } }), 'filter.range: ends before it begins'],
  ['ledger', { range: { from: null, until: 0.5 } }, 'range.until'],
  ['exportEvents', { ...Object(good.exportEvents), format: 'exe' }, 'format'],
  [
    'report',
    { form: { ...emptyForm('integrity'), range: { from: 2, until: 1 } } },
    'form.range: ends before it begins',
  ],
  [
    'writeReport',
    { ...Object(good.writeReport), form: { ...emptyForm('integrity'), leftOut: ['cover'] } },
    'form.leftOut.0',
  ],
  ['recordSearches', { filter: filterWith({ column: 'record', operator: 'is', values: ['a'] }) }, 'filter.where.all.0'],
  [
    'recordSearches',
    { filter: filterWith({ column: 'record', operator: 'contains', values: [''] }) },
    'filter.where.all.0',
  ],
])('%s names the field that was refused (%#)', async (name, input, words) => {
  const engine = createFakeEngine()
  const answer = await ask(name, input, engine)
  expect(answer).toMatchObject({ ok: false, code: 'bad-input', message: expect.stringContaining(words) })
  expect(engine.asked).toEqual([])
})

test.each(['constructor', '__proto__', 'toString', '', 42, null, undefined])('%j is no call', async (name) => {
  expect(await ask(name)).toEqual({ ok: false, code: 'bad-input', message: 'There is no such call' })
})

test('a handler that throws is a bug that is written down and answered', async () => {
  const engine = createFakeEngine({ findings: () => Promise.reject(new Error('broken')) })
  const bugs: string[] = []
  const answer = await dispatch(handlersOver(engine), 'findings', undefined, (what) => bugs.push(what))
  expect(answer).toEqual({ ...fail('bug', '“findings” broke: broken'), details: expect.stringContaining('    at ') })
  expect(bugs).toEqual(['findings'])
})

test('the sample case is opened where it was installed, and missed by name', async () => {
  const engine = createFakeEngine()
  await ask('openSample', undefined, engine)
  expect(engine.summary()?.paths).toEqual(['/installed/sample-case'])
  const none = createFakeEngine({ openCase: async () => fail('unreadable', '/installed/sample-case does not exist.') })
  expect(await ask('openSample', undefined, none)).toMatchObject({
    code: 'unreadable',
    message: 'The sample case is not where it was installed: /installed/sample-case',
  })
})

test('the sample case waits for its turn like any other', async () => {
  const busy = createFakeEngine({ openCase: async () => fail('busy', 'Another folder is being opened') })
  expect(await ask('openSample', undefined, busy)).toEqual(fail('busy', 'Another folder is being opened'))
})

/** What the host asks the engine to answer a call of its own. */
const handedOnBy: Partial<Record<CallName, readonly CallName[]>> = {
  openSample: ['openCase'],
  confirmKeys: ['vouchForKeys'],
  chooseEnrichment: ['enrich'],
  caseView: ['caseWork'],
  keepCaseView: ['keepCaseWork'],
}

test('what the case answers is asked of the engine, and the rest is not', async () => {
  for (const name of callNames) {
    const engine = createFakeEngine()
    await ask(name, good[name], engine)
    const handedOn = handedOnBy[name] ?? caseCallNames.filter((each) => each === name)
    expect(engine.asked).toEqual(handedOn)
  }
})

test('rules, tables and questions are those of the build, without a case', async () => {
  expect(await ask('rules')).toEqual(ok(reference.rules))
  expect(await ask('schema')).toEqual(ok(reference.schema))
  expect(await ask('questions')).toEqual(ok(reference.questions))
  expect(await ask('dashboards')).toEqual(ok(reference.dashboards))
  expect(await ask('queryInWords', { text: 'who' })).toEqual(ok(reference.inWords('who')))
  expect(await ask('ruleQueries', undefined)).toEqual(ok([]))
})

test('hello says what is there', async () => {
  expect(await ask('hello')).toEqual(
    ok({
      host: 'browser',
      version: '1.2.3',
      platform: process.platform,
      case: null,
      jobs: [],
      recent: [],
      notOpened: null,
      settings: {},
    }),
  )
})
