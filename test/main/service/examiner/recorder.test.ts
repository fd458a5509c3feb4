import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inCaseFiles } from '../../../../src-main/service/examiner/case-file-log.ts'
import { createCaseLogs } from '../../../../src-main/service/examiner/case-logs.ts'
import { deedOfCall, notDeeds } from '../../../../src-main/service/examiner/deeds.ts'
import { recordedCalls, recordedEngine } from '../../../../src-main/service/examiner/recorded.ts'
import { Recorder } from '../../../../src-main/service/examiner/recorder.ts'
import { createStateFiles } from '../../../../src-main/service/state-file.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import { type CaseHandlers, callNames, type Handlers } from '../../../../src-shared/contract/index.ts'
import type { EnrichmentFile } from '../../../../src-shared/model/enrichment.ts'
import type { Sha256 } from '../../../../src-shared/model/event.ts'
import type { LogHead } from '../../../../src-shared/model/examiner-log.ts'
import type { JobId } from '../../../../src-shared/model/job.ts'
import { aJob, aSummary, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { ana } from '../../../fixtures/no-log.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

let folder: string
const opened: { end(): Promise<unknown> }[] = []
beforeEach(() => {
  folder = join(temporaryFolder(), 'logs')
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.end()
})

/** With the fields that some call takes, and that some call answers with. */
const someInput = {
  id: 'q',
  sql: 'SELECT 1',
  place: { engine: 'trino', endpoint: 'https://trino.example.com' },
  filter: { where: { all: [] }, range: null },
  fingerprints: [],
}
const someAnswer = { rows: [], rules: [], findings: [], files: [], answer: { isCut: false } }

const held = 'a'.repeat(64) as Sha256

/** A program over an engine whose case holds one source, and which recognises its log by that. */
function aProgram(answers: Partial<CaseHandlers> = {}, evidence: readonly string[] = []) {
  const heads: LogHead[] = []
  const inner = createFakeEngine({
    recogniseCase: async ({ known }) =>
      ok({ sources: [held], belongs: known.map(({ sources }) => sources.includes(held)) }),
    tellLogHead: async ({ head }) => ok(void heads.push(head)),
    ...answers,
  })
  const state = createStateFiles((file) => evidence.some((path) => file.startsWith(path)))
  state.leaveAlone(['any'])
  const logs = inCaseFiles(createCaseLogs(folder, state), inner)
  const recorder = new Recorder(inner, { logs, examiner: () => ana, version: '1.2.3' })
  opened.push(recorder)
  return { inner, engine: recordedEngine(inner, recorder), recorder, heads }
}
const everyLine = { text: '', descending: false, offset: 0, limit: 1_000 } as const
const sentences = async ({ recorder }: ReturnType<typeof aProgram>) =>
  ((await recorder.page(everyLine))?.lines ?? []).map(({ sentence }) => sentence)
const logFileIn = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.jsonl'))!)

test('what is done in a case is in its log, by whom, with which version, and is there at the next opening', async () => {
  const first = aProgram()
  await first.engine.openCase({ paths: ['/evidence/trail'] })
  await first.engine.runSql({ sql: 'SELECT 1', limit: 10, id: 'q' })
  await first.engine.runSql({ sql: 'EXPLAIN QUERY PLAN SELECT 1', limit: 10 })
  await first.engine.sigma({ path: '/rules', placeholders: null })
  first.inner.pushJob(
    aJob({
      id: 'job-3' as JobId,
      kind: 'export',
      written: [{ file: '/out/a.csv', bytes: 7, sha256: 'c'.repeat(64) }],
    }),
  )
  expect(await sentences(first)).toEqual([
    `The log was begun. The case is known by 1 source, such as ${held}.`,
    'Opened /evidence/trail: 9 events of 12 records.',
    'Verified: something is not proven or in doubt. Log files: verified 2. Digests: verified 1. Keys that verified signatures: none.',
    'Query (sqlite): 0 rows. SELECT 1',
    'Ran 0 Sigma rules of /rules: 0 findings.',
    `Exported 9 events or rows: /out/a.csv (SHA-256 ${'c'.repeat(64)}).`,
  ])
  const page = await first.recorder.page({ ...everyLine, descending: true, limit: 1 })
  expect(page).toMatchObject({ total: 6, lines: [{ n: 6, who: 'Ana', version: '1.2.3' }], state: { problems: [] } })
  await first.engine.dispose()

  const next = aProgram()
  await next.engine.openCase({ paths: ['/moved/trail'] })
  expect((await sentences(next)).slice(6)).toEqual([
    'Closed the case.',
    'Opened /moved/trail: 9 events of 12 records.',
    'Verified: something is not proven or in doubt. Log files: verified 2. Digests: verified 1. Keys that verified signatures: none.',
  ])
})

test('a filter that is typed is one line, with the events that it showed, and a bookmark counts each time', async () => {
  const program = aProgram()
  const done: Pick<Handlers, 'filterShown' | 'keepBookmark' | 'confirmKeys'> = {
    filterShown: async () => ok(undefined),
    keepBookmark: async () => ok([]),
    confirmKeys: async () => ok(undefined),
  }
  const host = recordedCalls(done, program.recorder)
  await program.engine.openCase({ paths: ['/evidence/trail'] })
  const typed = 'ConsoleLogin'
  const sort = { column: 'eventTime', descending: false } as const
  for (let length = 1; length <= typed.length; length++) {
    const filter = { where: { all: [{ text: typed.slice(0, length) }] }, range: null }
    await host.filterShown({ filter })
    await program.engine.events({ filter, sort, columns: [], offset: 0, limit: 1 })
  }
  const finding = { kind: 'finding', id: 'root-used' } as const
  await host.keepBookmark({ of: finding, note: 'told', decision: 'confirmed' })
  await host.keepBookmark({ of: finding, note: 'told twice' })
  await host.confirmKeys({ fingerprints: ['0'.repeat(32)], are: true })
  const lines = await sentences(program)
  expect(lines.slice(3)).toEqual([
    expect.stringMatching(/^Filter "?ConsoleLogin"?: \d+ events$/),
    'Confirmed finding root-used. Note: told',
    'Kept finding root-used. Note: told twice',
    `Public keys were compared with AWS: ${'0'.repeat(32)}.`,
  ])
})

test('files that are chosen to enrich events are written down with their hashes, and those that cannot be used are named', async () => {
  const program = aProgram()
  const file = (path: string, sha256: string | null, kind: EnrichmentFile['kind']) =>
    ({ path, sha256, kind }) as EnrichmentFile
  const answers: EnrichmentFile[][] = [
    [file('/own/City.mmdb', held, 'mmdb'), file('/own/notes.txt', held, null), file('/own/gone.csv', null, null)],
    [],
  ]
  const done: Pick<Handlers, 'chooseEnrichment'> = {
    chooseEnrichment: async () => ok({ files: answers.shift()!, addresses: 0 }),
  }
  const host = recordedCalls(done, program.recorder)
  await program.engine.openCase({ paths: ['/evidence/trail'] })
  await host.chooseEnrichment({ paths: ['/own/City.mmdb', '/own/notes.txt', '/own/gone.csv'] })
  await host.chooseEnrichment({ paths: [] })
  expect((await sentences(program)).slice(3)).toEqual([
    `Chose files to enrich events from: /own/City.mmdb (SHA-256 ${held}), /own/notes.txt (SHA-256 ${held}, could not be used), /own/gone.csv (could not be read).`,
    'Chose no files to enrich events from.',
  ])
})

test('files that were chosen before the case was opened are told at its opening, with the hashes that they have then', async () => {
  const own = { path: '/own/City.mmdb', sha256: held, kind: 'mmdb' } as EnrichmentFile
  const program = aProgram({ enrichment: async () => ok({ files: [own], addresses: 3 }) })
  await program.engine.openCase({ paths: ['/evidence/trail'] })
  expect((await sentences(program)).slice(3)).toEqual([`Events are enriched from /own/City.mmdb (SHA-256 ${held}).`])
  await program.engine.dispose()
})

test('of all calls those are written down, and no others, that are in the list of deeds', async () => {
  const kinds: string[] = []
  const recorder = { record: ({ kind }: { readonly kind: string }) => kinds.push(kind) } as unknown as Recorder
  const written: string[] = []
  for (const name of callNames) {
    kinds.length = 0
    const call = recordedCalls({ [name]: async () => ok(someAnswer) } as Partial<Handlers>, recorder)[name]
    await (call as (input: unknown) => Promise<unknown>)(someInput)
    if (kinds.length > 0) written.push(name)
    expect(Object.hasOwn(notDeeds, name)).toBe(!Object.hasOwn(deedOfCall, name))
  }
  expect(written.sort()).toEqual(Object.keys(deedOfCall).sort())
})

test('an export is asked for when all that was done before is written, and the engine knows the end of the log', async () => {
  let knownAtExport = 0
  const program = aProgram({
    exportEvents: async () => {
      knownAtExport = program.heads.at(-1)?.n ?? 0
      return ok('job-2' as JobId)
    },
  })
  await program.engine.openCase({ paths: ['/evidence/trail'] })
  const sort = { column: 'eventTime', descending: false } as const
  const filter = { where: { all: [] }, range: null }
  await program.engine.exportEvents({ filter, sort, format: 'csv', columns: [], file: '/out/a.csv' })
  expect(knownAtExport).toBe(3)
})

test('a line that was edited, and an end that was cut, are told when the case is opened, and written down once', async () => {
  const first = aProgram()
  await first.engine.openCase({ paths: ['/evidence/trail'] })
  await first.engine.dispose()
  const lines = readFileSync(logFileIn(), 'utf8').split('\n')
  writeFileSync(logFileIn(), `${[lines[0], lines[1]!.replace('trail', 'other'), lines[2]].join('\n')}\n`)

  for (let time = 0; time < 2; time++) {
    const later = aProgram()
    await later.engine.openCase({ paths: ['/evidence/trail'] })
    const page = await later.recorder.page(everyLine)
    expect(page?.state.problems).toEqual([
      { code: 'edited', at: 2, n: 2 },
      { code: 'missing', from: 4, until: 4 },
    ])
    expect(page?.lines.filter(({ sentence }) => sentence.startsWith('The log was not as it had been left'))).toEqual([
      expect.objectContaining({ n: 5, sentence: expect.stringContaining('Line 2 was edited') }),
    ])
    await later.engine.dispose()
  }
})

test('a line of which a killed program wrote half is named, and the lines behind it are whole', async () => {
  const first = aProgram()
  await first.engine.openCase({ paths: ['/evidence/trail'] })
  await first.engine.dispose()
  appendFileSync(logFileIn(), '{"at":"2024')
  const later = aProgram()
  await later.engine.openCase({ paths: ['/evidence/trail'] })
  await later.engine.dispose()
  const last = aProgram()
  await last.engine.openCase({ paths: ['/evidence/trail'] })
  expect((await last.recorder.page(everyLine))?.state.problems).toEqual([{ code: 'unreadable', at: 5 }])
})

test('two programs that have the same case open write lines that follow from each other', async () => {
  const [one, other] = [aProgram(), aProgram()]
  await one.engine.openCase({ paths: ['/evidence/trail'] })
  await one.recorder.flush()
  await other.engine.openCase({ paths: ['/evidence/trail'] })
  for (let time = 0; time < 5; time++) {
    one.recorder.record({ kind: 'removed', of: { kind: 'session', name: `one ${time}` } })
    other.recorder.record({ kind: 'removed', of: { kind: 'session', name: `other ${time}` } })
    await Promise.all([one.recorder.flush(), other.recorder.flush()])
  }
  const third = aProgram()
  await third.engine.openCase({ paths: ['/evidence/trail'] })
  expect(await third.recorder.page(everyLine)).toMatchObject({ total: 17, state: { problems: [] } })
})

test('a case that is saved goes on in the log of its case file, which is found again in it', async () => {
  const inFile: string[] = []
  const caseFile = {
    path: '/saved/case.trailproof',
    readAt: 0,
    savedAt: 0,
    readOnly: null,
    notes: [],
    check: { state: 'same' },
  }
  const work: Record<string, string> = {}
  const answers: Partial<CaseHandlers> = {
    caseWork: async () => ok(work),
    keepCaseWork: async ({ part, value }) => {
      work[part] = value
      return ok(undefined)
    },
    caseLog: async () => ok([...inFile]),
    appendCaseLog: async ({ of, line }) =>
      of === caseFile.path ? ok(void inFile.push(line)) : fail('no-case-file', of),
  }
  const one = aProgram(answers)
  await one.engine.openCase({ paths: ['/evidence/trail'] })
  one.inner.pushCase({ ...aSummary({ paths: ['/evidence/trail'] }), caseFile: caseFile as never })
  one.recorder.record({ kind: 'removed', of: { kind: 'session', name: 'later' } })
  expect((await sentences(one)).slice(3)).toEqual([
    'Saved the case as /saved/case.trailproof: the log goes on in it.',
    'Removed the bookmark on session later.',
  ])
  await one.engine.closeCase()
  expect(inFile).toHaveLength(6)
  const later = aProgram(answers)
  later.inner.pushCase({ ...aSummary(), caseFile: caseFile as never })
  expect(await later.recorder.page(everyLine)).toMatchObject({ total: 8, state: { problems: [], anchor: { n: 8 } } })
})

test('what was done just before another case is opened is in the case file of the first', async () => {
  const inFile: string[] = []
  const caseFile = {
    path: '/saved/case.trailproof',
    readAt: 0,
    savedAt: 0,
    readOnly: null,
    notes: [],
    check: { state: 'same' },
  }
  const one = aProgram({
    caseLog: async () => ok([...inFile]),
    appendCaseLog: async ({ of, line }) =>
      one.inner.summary()?.caseFile?.path === of ? ok(void inFile.push(line)) : fail('no-case-file', of),
  })
  one.inner.pushCase({ ...aSummary({ id: 'first' }), caseFile: caseFile as never })
  await one.recorder.flush()
  one.recorder.record({ kind: 'removed', of: { kind: 'session', name: 'last' } })
  await one.engine.openCase({ paths: ['/evidence/other'] })
  await one.recorder.flush()
  expect(one.inner.summary()?.caseFile).toBeUndefined()
  expect(inFile.at(-2)).toContain('"kind":"removed"')
  expect(inFile.at(-1)).toContain('"kind":"closed"')
})

test('nothing is written where the folder of the logs lies in evidence, and that is told', async () => {
  const program = aProgram({}, [folder])
  await program.engine.openCase({ paths: ['/evidence/trail'] })
  expect(await program.recorder.page(everyLine)).toMatchObject({
    total: 0,
    notKept: expect.stringContaining('lies within the evidence'),
  })
  expect(existsSync(folder)).toBe(false)
})

test('a command, which has no window, says at its end that what it did is not in the log, and why', async () => {
  const said: string[] = []
  const say = async (sentence: string) => void said.push(sentence)
  const kept = aProgram()
  const written = recordedEngine(kept.inner, kept.recorder, say)
  await written.openCase({ paths: ['/evidence/trail'] })
  await written.dispose()
  expect(said).toEqual([])

  // A file stands where the folder of the logs would be made, as below a profile that cannot be written.
  folder = join(logFileIn(), 'logs')
  const lost = aProgram()
  const unwritten = recordedEngine(lost.inner, lost.recorder, say)
  await unwritten.openCase({ paths: ['/evidence/trail'] })
  await unwritten.dispose()
  expect(said).toEqual([expect.stringMatching(/^The examiner log is not kept: .+ cannot be written/)])
})
