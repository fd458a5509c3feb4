import { afterAll, beforeAll, expect, test } from 'vitest'
import { runVerify } from '../../../../src-main/hosts/cli/verify.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { type AbsenceCounts, absenceKinds, countAbsences } from '../../../../src-shared/model/explanation.ts'
import { absenceCountWords, absencesSentence, absenceWords } from '../../../../src-shared/words/absences.ts'
import { statusWords } from '../../../../src-shared/words/status.ts'
import { verifyHere } from '../../../fixtures/case-room.ts'
import { type Engine, judgedSummary, open, startEngine, valueIn } from '../../../fixtures/engine.ts'
import { aTrail } from '../../../fixtures/trail.ts'
import type { DigestContent } from '../../../fixtures/trail-build.ts'
import { aTerminal } from './a-terminal.ts'

const restarted = (content: DigestContent): DigestContent => ({
  ...content,
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
})

/** Two Regions with one of everything; the second one falls silent four hours before the first. */
const broken = aTrail()
  .hours(14)
  .regions('us-east-1', 'eu-west-1')
  .sidecars('all')
  .gap(3, 4)
  .deleteDigest(7)
  .editDigest(9)
  .editRecord(0)
  .deleteLogFile(1)
const silent = [-1, -2, -3, -4].reduce((trail, at) => trail.deleteDigest(at).deleteLogFile(at), broken)
/** A digest that nobody signed says that its chain starts anew. */
const unsigned = aTrail({ seed: 'unsigned', trail: 'unsigned', bucket: 'example-other-logs' })
  .hours(4)
  .sidecars('none')
  .deleteDigest(1)
  .deleteDigest(2)
  .deleteLogFile(1)
  .deleteLogFile(2)
  .editDigest(3, restarted)

let engine: Engine
let folders: readonly string[]
let counts: AbsenceCounts
beforeAll(async () => {
  engine = startEngine()
  folders = await Promise.all([silent, unsigned].map(async (trail) => (await trail.write()).folder))
  await open(engine, ...folders)
  counts = judgedSummary(engine)!.proof.absences
})
afterAll(() => engine.dispose())

const sql = async (text: string) => valueIn(await engine.runSql({ sql: text, limit: 100 })).rows

async function verify(...options: readonly string[]) {
  const { io, kept } = aTerminal()
  await runVerify([...folders, ...options], io, verifyHere, async () => {})
  return kept.out
}

test('the case has absences of every kind', () => {
  expect(absenceKinds.filter((kind) => counts[kind] === 0)).toEqual([])
})

test('Integrity lists as many of each kind as the status bar counts', async () => {
  const { explanations, total } = valueIn(await engine.explanations())
  expect(countAbsences(explanations.map(({ absence }) => absence))).toEqual(counts)
  expect(total).toBe(explanations.length)
  expect(valueIn(await engine.integrity()).absences).toEqual(counts)
  expect(statusWords(judgedSummary(engine)!)).toEqual(expect.arrayContaining([...absenceCountWords(counts)]))
})

test('SQL lists them under the same names, with the same meaning', async () => {
  const rows = await sql('SELECT kind, meaning, count(*) FROM absences GROUP BY kind')
  const expected = absenceKinds.map((kind) => [kind, absenceWords[kind].doc, counts[kind]])
  expect(rows.toSorted()).toEqual(expected.toSorted())
})

test('verify counts them in the same words, and lists them in JSON', async () => {
  expect(await verify()).toContain(`\n${absencesSentence(counts)}\n`)
  expect(await verify()).toContain(` ${counts.gap} gaps: either nothing was delivered`)
  const report = JSON.parse(await verify('--json'))
  expect(report.summary.conclusion).toContain(` ${counts.gap} gaps: either nothing was delivered`)
  expect(report.summary.absences).toEqual(counts)
  expect(countAbsences(report.absences)).toEqual(counts)
})

test('hours that are not proven are in Events what they are in SQL', async () => {
  const coverage = valueIn(await engine.coverage({ filter: everything }))
  const [from, until] = [coverage.from, coverage.until].map((time) => new Date(time).toISOString().replace('.000', ''))
  const rows = await sql(`SELECT state, count(*) FROM coverage
    WHERE hour >= '${from}' AND hour < '${until}' AND state NOT LIKE 'proven%' AND kind <> 'backfill' GROUP BY state`)
  const hours = new Map<string, number>()
  for (const { state, hours: more } of coverage.unproven) hours.set(state, (hours.get(state) ?? 0) + more)
  // SQL has no row for an hour in which a chain tells nothing because it has ended.
  const known = [...hours].filter(([state]) => state !== 'no-evidence').sort()
  expect(rows.filter(([state]) => state !== 'no-evidence')).toEqual(known)
})

test('a silence is told as what no digest tells, and never as proof', async () => {
  const { explanations } = valueIn(await engine.explanations())
  const silences = explanations.filter(({ absence }) => absence.kind === 'silence')
  expect(silences.map(({ absence, status }) => [absence.region, status])).toEqual([['eu-west-1', 'unexplained']])
  expect(silences[0]!.sentence).toContain('no digest tells whether nothing was delivered')
  expect(await verify()).toMatch(/^ {2}Silence: 111122223333 eu-west-1 management-events, \S+ to \S+$/m)
})
