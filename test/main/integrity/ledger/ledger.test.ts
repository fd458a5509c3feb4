import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { coverageOf } from '../../../../src-main/integrity/ledger/proven-share.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { formatUtc, hourMs, parseIsoTime, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { Chain, IntegrityReport } from '../../../../src-shared/model/integrity.ts'
import {
  deliveredIn,
  isProven,
  type Ledger,
  type LedgerRow,
  type LedgerState,
  ledgerStates,
} from '../../../../src-shared/model/ledger.ts'
import { factsOf, readFacts } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

async function ledgerOfFolders(...paths: string[]): Promise<{ ledger: Ledger; report: IntegrityReport }> {
  const evidence = gatherEvidence(await readFacts(paths))
  const report = verify(evidence)
  return { ledger: ledger(evidence, report).ledger, report }
}

/** Start of each hour with its state. */
function* hoursOf({ from, runs }: LedgerRow): Generator<[UtcMs, LedgerState]> {
  let hour: number = from
  for (let k = 0; k < runs.length; k += 2) {
    for (let n = 0; n < runs[k]!; n++, hour += hourMs) yield [hour as UtcMs, ledgerStates[runs[k + 1]!]!]
  }
}

const letters: Readonly<Record<LedgerState, string>> = {
  'proven-empty': 'e', 'proven-complete': 'c', 'no-evidence': '.', 'log-uncovered': 'w', gap: 'g', 'gap-or-hole': 'h',
  'digest-unproven': 'u', 'digest-missing': 'd', 'log-missing': 'm', 'digest-invalid': 'x',
  'log-invalid': 'a',
} // biome-ignore format: a table

/** A row as text: a letter an hour from 09:00 on. */
const words = (row: LedgerRow) => [...hoursOf(row)].map(([, state]) => letters[state]).join('')

// Windows begin 10 minutes past the hour, from 09:10:16 on, and log files are delivered 20 minutes past it.
const whole = aTrail().hours(6)
// biome-ignore format: a table reads better in rows
const table: readonly (readonly [string, Trail, string])[] = [
  ['untouched',                           whole,                                     '.ccccc.'],
  ['quiet',                               whole.logsPerHour(0),                      '.eeeee.'],
  ['a record edited',                     whole.editRecord(2),                       '.caccc.'],
  ['a log file deleted',                  whole.deleteLogFile(2),                    '.cmccc.'],
  ['a log file truncated',                whole.truncate(2),                         '.caccc.'],
  ['a log file appended to',              whole.appendMember(2),                     '.caccc.'],
  ['a digest deleted, all signatures',    whole.sidecars('all').deleteDigest(2),     '.cddcc.'],
  ['a digest deleted, no signature left', whole.deleteDigest(2),                     '.uddcc.'],
  ['a digest edited',                     whole.editDigest(2),                       '.cxxcc.'],
  ['a digest unreadable',                 whole.sidecars('all').breakDigestJson(2),  '.cddcc.'],
  ['a digest renamed',                    whole.sidecars('all').renameDigest(2),     '.cddcc.'],
  ['logging stopped',                     whole.gap(2, 3),                           '.cgggc.'],
  ['validation off',                      whole.validationOff(2, 3),                 '.cgggc.'],
  ['newest digest unsigned',              whole.sidecars('none'),                    '.ccccuu'],
  ['no keys',                             whole.withoutKeyList(),                    'uuuuuuu'],
  ['newest digests removed, logs left',   whole.dropTail(2, true),                   '.ccuuw'],
  ['oldest digests not downloaded',       whole.dropHead(2),                         'ddccc.'],
  ['a log file planted',                  whole.extraLog(2),                         '.cwccc.'],
  ['on the hour',                         whole.start('2024-03-05T09:00:00Z'),       'cccccc'],
]

describe('the ledger of a trail', () => {
  test.each(table)('%s', async (_, trail, expected) => {
    const { ledger } = await ledgerOfFolders((await trail.write()).folder)
    expect(ledger.rows.map(words)).toEqual([expected])
  })
})

describe('rows', () => {
  test('are one for every account, Region and trail, and for backfill digests', async () => {
    const trails = [
      aTrail().hours(3).organization().accounts('111122223333', '444455556666').regions('us-east-1', 'eu-west-1'),
      aTrail().hours(3).seed('other').named('other').backfill(1),
    ]
    const folders = await Promise.all(trails.map(async (trail) => (await trail.write()).folder))
    const { ledger } = await ledgerOfFolders(...folders)
    expect(ledger.rows.map((row) => [row.account, row.region, row.trail, row.kind, row.base, words(row)])).toEqual([
      ['111122223333', 'eu-west-1', 'management-events', 'standard', 'AWSLogs/o-exampleorgid/111122223333', '.cc.'],
      ['111122223333', 'us-east-1', 'management-events', 'standard', 'AWSLogs/o-exampleorgid/111122223333', '.cc.'],
      ['111122223333', 'us-east-1', 'other', 'backfill', 'AWSLogs/111122223333', '..'],
      ['111122223333', 'us-east-1', 'other', 'standard', 'AWSLogs/111122223333', '.cc.'],
      ['444455556666', 'eu-west-1', 'management-events', 'standard', 'AWSLogs/o-exampleorgid/444455556666', '.cc.'],
      ['444455556666', 'us-east-1', 'management-events', 'standard', 'AWSLogs/o-exampleorgid/444455556666', '.cc.'],
    ])
  })

  test('hold log files without any digests, too', async () => {
    const { ledger } = await ledgerOfFolders((await aTrail().hours(3).validationOff(0, 1, 2).write()).folder)
    expect(ledger.rows.map((row) => [row.account, row.region, row.trail, row.kind, words(row)])).toEqual([
      ['111122223333', 'us-east-1', '', 'none', 'www'],
    ])
    expect(deliveredIn(ledger.rows[0]!).map(({ logs, uncovered }) => [logs, uncovered])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
  })

  test('count what is delivered by hour, planted log files apart', async () => {
    const { ledger } = await ledgerOfFolders((await aTrail().hours(3).logsPerHour(2).extraLog(2).write()).folder)
    expect(deliveredIn(ledger.rows[0]!).map(({ hour, logs, uncovered }) => [formatUtc(hour), logs, uncovered])).toEqual(
      [
        ['2024-03-05T09:00:00Z', 2, 0],
        ['2024-03-05T10:00:00Z', 3, 1],
        ['2024-03-05T11:00:00Z', 2, 0],
      ],
    )
  })

  test('are of hours in which CloudTrail was; what claims others is counted', async () => {
    const name = '111122223333_CloudTrail_us-east-1_99991231T0000Z_abcdefghijklmnop.json.gz'
    const place = `example-cloudtrail-logs/AWSLogs/111122223333/CloudTrail/us-east-1/9999/12/31/${name}`
    const facts = factsOf(new Map([[place, Buffer.from('{"Records":[]}')]]))
    const evidence = gatherEvidence(facts)
    const { rows } = ledger(evidence, verify(evidence)).ledger
    expect(rows.map((row) => [row.runs, row.delivered, row.outOfTime])).toEqual([[[], [], 1]])
  })
})

describe('coverage', () => {
  const at = (time: string) => parseIsoTime(`2024-03-05T${time}:00Z`)!
  test.each([
    ['of all whole hours', null, 4, 5],
    ['of what a range touches', { from: at('10:30'), until: at('11:30') }, 1, 2],
    ['of time nothing is known of', { from: at('20:00'), until: at('22:00') }, 0, 2],
    ['of no time', { from: at('10:00'), until: at('10:00') }, 0, 0],
    ['of a range without ends', { from: null, until: null }, 4, 7],
  ])('%s', async (_, range, proven, hours) => {
    const { ledger } = await ledgerOfFolders((await whole.deleteLogFile(2).write()).folder)
    const coverage = coverageOf(ledger, range)
    expect([coverage.provenHours, coverage.hours]).toEqual([proven, hours])
    expect(coverage.provenShare).toBe(hours === 0 ? null : proven / hours)
    expect(coverage.unproven.reduce((sum, span) => sum + span.hours, proven)).toBe(hours)
  })

  test('lists what is unproven, the longest first', async () => {
    const { ledger } = await ledgerOfFolders((await whole.gap(2, 3).editRecord(0).write()).folder)
    expect(coverageOf(ledger, null).unproven.map(({ state, from, hours }) => [state, formatUtc(from), hours])).toEqual([
      ['gap', '2024-03-05T11:00:00Z', 3],
    ])
    const nothing = coverageOf(ledger, null, () => [])
    expect([nothing.hours, nothing.provenShare, nothing.unproven]).toEqual([0, null, []])
  })
})

/**
 * Trails of which it is written down what an offline verifier should say of their chains: they lie beside the
 * repository where there is room for them, and are not part of it.
 */
const packs = resolve(import.meta.dirname, '../../../../../shared/packs/verify')
const cases = existsSync(packs)
  ? readdirSync(packs).filter((name) => existsSync(join(packs, name, 'expected.json')))
  : []
const within = (hour: UtcMs, spans: Chain['gaps']) =>
  spans.some(({ from, to }) => hour < parseIsoTime(to)! && hour + hourMs > parseIsoTime(from)!)

if (cases.length === 0) {
  test('the verification packs are absent (../shared/packs/verify): no ledger was compared with them', () => {
    expect(cases).toEqual([])
  })
} else {
  test.each(cases)('the ledger of %s proves no more than its chains, and shows every gap and hole', async (name) => {
    const chains: readonly Chain[] = JSON.parse(readFileSync(join(packs, name, 'expected.json'), 'utf8')).ideal.chains
    const { ledger } = await ledgerOfFolders(join(packs, name, 'trail'), join(packs, name, 'public-keys.json'))
    const rows = ledger.rows.filter(({ kind }) => kind !== 'none')
    expect(rows.map(({ account, region, trail, kind, base }) => [account, region, trail, kind, base])).toEqual(
      expect.arrayContaining(
        chains.map(({ account, region, trail, kind, base }) => [account, region, trail, kind, base]),
      ),
    )
    for (const row of rows) {
      const same = (other: Chain) =>
        (['account', 'region', 'trail', 'homeRegion', 'kind', 'base'] as const).every(
          (part) => other[part] === row[part],
        )
      const { verifiedSpans, gaps, holes } = chains.find(same) ?? { verifiedSpans: [], gaps: [], holes: [] }
      const isCovered = (hour: UtcMs) =>
        verifiedSpans.some(({ from, to }) => parseIsoTime(from)! <= hour && hour + hourMs <= parseIsoTime(to)!)
      for (const [hour, state] of hoursOf(row)) {
        if (isProven(state)) expect([formatUtc(hour), isCovered(hour)]).toEqual([formatUtc(hour), true])
        if (within(hour, [...gaps, ...holes]))
          expect([formatUtc(hour), isProven(state)]).toEqual([formatUtc(hour), false])
      }
      const shown = [...hoursOf(row)]
      for (const span of gaps) expect(shown.some(([hour, state]) => state === 'gap' && within(hour, [span]))).toBe(true)
      for (const span of holes)
        expect(shown.some(([hour, state]) => state === 'digest-missing' && within(hour, [span]))).toBe(true)
    }
  })
}
