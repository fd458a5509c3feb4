import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hourMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import { everything, filterOf } from '../../../../src-shared/filter/model.ts'
import { deliveredIn, ledgerStates } from '../../../../src-shared/model/ledger.ts'
import type { CopyProof, EventProof, ProofLink } from '../../../../src-shared/model/proof.ts'
import { coverageSentence, isAllProven } from '../../../../src-shared/words/coverage.ts'
import { filesBelow, zipOf } from '../../../fixtures/archives.ts'
import { type Engine, open, startEngine } from '../../../fixtures/engine.ts'
import { schemaErrorsOf } from '../../../fixtures/proof-schema.ts'
import { randomFrom } from '../../../fixtures/random.ts'
import { accounts, aRecord } from '../../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../../fixtures/trail.ts'

const resources = join(import.meta.dirname, '../../../../resources')
const sampleCase = join(resources, 'sample-case')

let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, sampleCase)
  await vouch()
})
afterAll(() => engine.dispose())

const value = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; message: string }>): Promise<T> => {
  const given = await answer
  if (!given.ok) throw new Error(given.message)
  return given.value
}

/** Takes the case's keys for AWS's, as a user who has compared them. */
async function vouch() {
  const { keys } = await value(engine.integrity())
  await engine.vouchForKeys({ fingerprints: keys.map(({ fingerprint }) => fingerprint) })
}

/** From the sample case's files alone, with nothing of Trailproof: what each link says, done again. */
function reprove({ links }: CopyProof, eventID: string): boolean {
  const inflated = (path: string) => {
    const bytes = readFileSync(path)
    return bytes[0] === 0x1f ? gunzipSync(bytes) : bytes
  }
  const sha256 = (path: string) => createHash('sha256').update(inflated(path)).digest('hex')
  const link = <K extends ProofLink['kind']>(kind: K) =>
    links.find((each) => each.kind === kind) as Extract<ProofLink, { kind: K }>
  const { path, index, offset, length } = link('record')
  expect(JSON.parse(inflated(path).toString()).Records[index].eventID).toBe(eventID)
  expect(JSON.parse(inflated(path).toString('utf8', offset, offset + length)).eventID).toBe(eventID)
  const entry = link('digest-entry')
  if (entry.path === null) return false
  const listed = JSON.parse(inflated(entry.path).toString()).logFiles as {
    s3Bucket: string
    s3Object: string
    hashValue: string
  }[]
  const { hashValue } = listed.find(({ s3Bucket, s3Object }) => entry.place === `s3://${s3Bucket}/${s3Object}`)!
  if (hashValue !== sha256(path)) return false
  const hops = links.filter((each) => each.kind === 'hash-link')
  let digest = entry.path
  for (const { nextPath } of hops) {
    expect(JSON.parse(inflated(nextPath).toString()).previousDigestHashValue).toBe(sha256(digest))
    digest = nextPath
  }
  const content = JSON.parse(inflated(digest).toString())
  const signed = [
    content.digestEndTime,
    `${content.digestS3Bucket}/${content.digestS3Object}`,
    sha256(digest),
    content.previousDigestSignature ?? 'null',
  ].join('\n')
  const { sources } = link('key')
  const list = JSON.parse(readFileSync(sources[0]!, 'utf8')).PublicKeyList as { Value: string; Fingerprint: string }[]
  const { Value } = list.find(({ Fingerprint }) => Fingerprint === content.digestPublicKeyFingerprint)!
  const key = createPublicKey({ key: Buffer.from(Value, 'base64'), format: 'der', type: 'pkcs1' })
  const { heldBy } = link('signature')
  const holder = JSON.parse(inflated(heldBy!).toString())
  const signature = holder.Metadata?.signature ?? holder.previousDigestSignature
  return verify('RSA-SHA256', Buffer.from(signed), key, Buffer.from(signature, 'hex'))
}

const shownVerdicts = `SELECT logVerdict, count(*) FROM events
  WHERE eventTime >= '2025-03-12T02:45:00Z' AND eventTime < '2025-03-12T03:00:00Z'
    AND recipientAccountId = '${accounts.production}' GROUP BY 1`

const unprovenEvents = `SELECT count(*) FROM events WHERE awsRegion = 'us-east-1' AND logVerdict <> 'verified'
  AND eventTime >= '2025-03-12T02:00:00Z' AND eventTime < '2025-03-12T06:00:00Z'`

describe('the sample case', () => {
  test('has events whose proofs hold when they are done again from the files alone', async () => {
    const { total } = await value(engine.events({ ...wholeCase, columns: [], limit: 1 }))
    const random = randomFrom('a hundred events')
    const outcomes: Record<EventProof['outcome'], number> = {
      proven: 0,
      consistent: 0,
      disproved: 0,
      'not-provable': 0,
    }
    for (let n = 0; n < 100; n++) {
      const proof = await value(engine.eventProof({ row: random.between(0, total - 1), offset: 0, limit: 50 }))
      outcomes[proof.outcome]++
      expect(schemaErrorsOf(proof)).toEqual([])
      for (const copy of proof.copies) {
        expect(reprove(copy, proof.eventID!)).toBe(copy.outcome === 'proven')
        if (copy.outcome === 'proven') expect(copy.links.every(({ holds }) => holds === 'holds')).toBe(true)
      }
    }
    expect(outcomes.proven).toBeGreaterThan(80)
  })

  test('is only consistent with its keys until the user has compared them', async () => {
    const filter = filterOf([{ column: 'logVerdict', operator: 'is', values: ['verified'] }])
    const { lines } = await value(engine.events({ ...wholeCase, filter, columns: [], limit: 1 }))
    await engine.vouchForKeys({ fingerprints: [] })
    const { row } = lines[0]!
    expect((await value(engine.eventProof({ row, offset: 0, limit: 50 }))).outcome).toBe('consistent')
    expect((await value(engine.integrity())).doubts.map(({ code }) => code)).toContain('keys-from-evidence')
    await vouch()
    expect((await value(engine.eventProof({ row, offset: 0, limit: 50 }))).outcome).toBe('proven')
    expect((await value(engine.integrity())).keys.map(({ trust }) => trust)).not.toContain('from-evidence')
  })

  test.each([
    ['verified', 'proven'],
    ['invalid', 'disproved'],
    ['uncovered', 'not-provable'],
  ])('has events of %s log files, which are %s', async (verdict, outcome) => {
    const condition = { column: 'logVerdict', operator: 'is', values: [verdict] } as const
    const filter = filterOf([condition])
    const { lines } = await value(engine.events({ ...wholeCase, filter, columns: ['eventName'], limit: 5 }))
    expect(lines.length).toBeGreaterThan(0)
    for (const { row } of lines) {
      const proof = await value(engine.eventProof({ row, offset: 0, limit: 50 }))
      expect([proof.outcome, schemaErrorsOf(proof)]).toEqual([outcome, []])
    }
  })

  test('shows its gap, its invalid, missing and uncovered log files in the ledger, with events and their times', async () => {
    const ledger = await value(engine.ledger({ range: null }))
    const states = ledger.rows.map(({ account, region, runs }) => {
      const hours = new Map<string, number>()
      for (let k = 0; k < runs.length; k += 2) {
        const state = ledgerStates[runs[k + 1]!]!
        hours.set(state, (hours.get(state) ?? 0) + runs[k]!)
      }
      return [account, region, Object.fromEntries(hours)]
    })
    expect(states).toEqual([
      [
        accounts.production,
        'eu-west-1',
        { 'no-evidence': 2, gap: 2, 'log-uncovered': 1, 'proven-complete': 33, 'proven-empty': 3 },
      ],
      [accounts.production, 'us-east-1', { 'no-evidence': 2, gap: 2, 'proven-complete': 36, 'log-invalid': 1 }],
      [accounts.production, 'us-west-2', { 'no-evidence': 2, gap: 2, 'proven-complete': 2, 'proven-empty': 35 }],
      [accounts.data, 'eu-west-1', { 'no-evidence': 2, 'proven-empty': 39 }],
      [accounts.data, 'us-east-1', { 'no-evidence': 2, 'proven-complete': 38, 'log-missing': 1 }],
      [accounts.data, 'us-west-2', { 'no-evidence': 2, 'proven-empty': 39 }],
      [accounts.third, 'eu-west-1', { 'no-evidence': 2, 'proven-empty': 39 }],
      [accounts.third, 'us-east-1', { 'no-evidence': 2, 'proven-complete': 27, 'proven-empty': 12 }],
      [accounts.third, 'us-west-2', { 'no-evidence': 2, 'proven-empty': 39 }],
    ])
    expect(ledger.rows.flatMap(deliveredIn).filter(({ uncovered }) => uncovered > 0)).toHaveLength(1)
    const summary = engine.summary()!
    const delivered = ledger.rows.flatMap(deliveredIn)
    expect(delivered.reduce((sum, { events }) => sum + events, 0)).toBe(summary.events)
    for (const { hour, events, eventSpan } of delivered) {
      if (events > 0) expect(eventSpan!.first).toBeLessThan(hour + hourMs)
    }
    const part = await value(
      engine.ledger({ range: { from: ledger.from, until: (ledger.from + 5 * hourMs) as UtcMs } }),
    )
    expect(part.until - part.from).toBe(5 * hourMs)
    expect(part.rows.map(({ runs }) => runs.reduce((sum, n, k) => (k % 2 === 0 ? sum + n : sum), 0))).toEqual([
      5, 5, 5, 5, 5, 5, 5, 5, 5,
    ])
  })

  test('has its ledger as a table in SQL', async () => {
    const sql = `SELECT state, count(*), sum(logs), sum(events), count(digest) FROM coverage
      WHERE account = '${accounts.production}' AND region = 'us-east-1' GROUP BY state ORDER BY state`
    const { rows } = await value(engine.runSql({ sql, limit: 10 }))
    const { rows: sums } = await value(engine.runSql({ sql: 'SELECT sum(events), min(hour) FROM coverage', limit: 1 }))
    expect(rows.map(([state, hours, , , digests]) => [state, hours, digests])).toEqual([
      ['gap', 2, 2],
      ['log-invalid', 1, 1],
      ['no-evidence', 2, 2],
      ['proven-complete', 36, 36],
    ])
    expect(sums).toEqual([[engine.summary()!.events, '2025-03-11T00:00:00Z']])
  })

  test('tells what is behind an hour', async () => {
    const ledger = await value(engine.ledger({ range: null }))
    const row = ledger.rows.findIndex(({ account, region }) => account === accounts.data && region === 'us-east-1')
    const hour = Date.UTC(2025, 2, 12, 2) as UtcMs
    const cell = await value(engine.ledgerCell({ row, hour }))
    expect(cell).toMatchObject({ hour, state: 'log-missing', keys: [{ proved: expect.any(Number) }] })
    expect(cell.digests.map(({ verdict }) => verdict.status)).toEqual(['verified', 'verified'])
    expect(cell.logs.map(({ verdict }) => verdict.status)).toContain('missing')
    expect(await engine.ledgerCell({ row: 99, hour })).toMatchObject({ ok: false, code: 'no-such-row' })
  })

  test('says how much of a time is proven, and what is not', async () => {
    const range = { from: Date.UTC(2025, 2, 12, 2) as UtcMs, until: Date.UTC(2025, 2, 12, 6) as UtcMs }
    const region = { column: 'awsRegion', operator: 'is', values: ['us-east-1'] } as const
    const coverage = await value(engine.coverage({ filter: filterOf([region], range) }))
    expect(coverage).toMatchObject({ hours: 14, unprovenTotal: 4 })
    const { rows } = await value(engine.runSql({ sql: unprovenEvents, limit: 1 }))
    expect([[coverage.unprovenEvents]]).toEqual(rows)
    expect(coverage.unproven.map(({ account, state, hours }) => [account, state, hours])).toEqual([
      [accounts.production, 'gap', 2],
      [accounts.production, 'log-uncovered', 1],
      [accounts.data, 'log-missing', 1],
      [accounts.production, 'log-invalid', 1],
    ])
    // Each of three rows has the hours 02:00 to 05:00; two have 06:00, too, in which the last events were delivered.
    expect(coverage.provenShare).toBe(9 / 14)
  })

  test('judges the shown events by the hours in which they were delivered', async () => {
    const range = { from: Date.UTC(2025, 2, 12, 2, 45) as UtcMs, until: Date.UTC(2025, 2, 12, 3) as UtcMs }
    const account = { column: 'recipientAccountId', operator: 'is', values: [accounts.production] } as const
    const filter = filterOf([account], range)
    expect((await value(engine.runSql({ sql: shownVerdicts, limit: 10 }))).rows).toEqual([['invalid', 13]])
    const coverage = await value(engine.coverage({ filter }))
    expect(coverage.provenShare).toBeLessThan(1)
    expect(coverage.unproven.map(({ region, state, from }) => [region, state, new Date(from).toISOString()])).toEqual([
      ['us-east-1', 'log-invalid', '2025-03-12T03:00:00.000Z'],
    ])
    expect(coverage.until).toBe(Date.UTC(2025, 2, 12, 4))
  })

  test('judges shown events of an archive by the hours in which their files were delivered, too', async () => {
    const late = aRecord({ eventTime: '2024-03-05T01:00:00Z' })
    const { folder } = await aTrail()
      .hours(3)
      .deliveries(({ from }) => [{ at: new Date(+from + 1_200_000), records: [late] }])
      .write()
    const packed = join(temporaryFolder(), 'trail.zip')
    writeFileSync(packed, zipOf(filesBelow(folder)))
    const filter = filterOf([], { from: Date.UTC(2024, 2, 5) as UtcMs, until: Date.UTC(2024, 2, 5, 2) as UtcMs })
    const coverageIn = async (path: string) => {
      const other = startEngine()
      await open(other, path)
      const coverage = await value(other.coverage({ filter }))
      await other.dispose()
      return coverage
    }
    const loose = await coverageIn(folder)
    expect(loose.hours).toBeGreaterThan(0)
    expect(await coverageIn(packed)).toEqual(loose)
  })

  test('does not blame a time for a log file that was delivered before it', async () => {
    const range = { from: Date.UTC(2025, 2, 12, 3, 30) as UtcMs, until: Date.UTC(2025, 2, 12, 4) as UtcMs }
    const coverage = await value(engine.coverage({ filter: filterOf([], range) }))
    expect(coverage.unproven).toEqual([])
    // The hour 03:00 of eight rows; of the ninth it is told apart only by a log file of 03:05. And the hour 04:00 of the
    // row of the backup account, where events of 03:36 were delivered.
    expect(coverage).toMatchObject({ hours: 9, provenHours: 9 })
  })

  test('explains its gaps by StopLogging, and neither the altered nor the missing log file', async () => {
    const { explanations, total } = await value(engine.explanations())
    expect(total).toBe(explanations.length)
    expect(explanations.map(({ absence, status }) => [absence.kind, absence.region, status]).sort()).toEqual([
      ['gap', 'eu-west-1', 'explained'],
      ['gap', 'us-east-1', 'explained'],
      ['gap', 'us-west-2', 'explained'],
      ['log-invalid', 'us-east-1', 'unexplained'],
      ['log-missing', 'us-east-1', 'unexplained'],
    ])
    const [gap] = explanations
    expect(gap!.sentence).toMatch(
      /^StopLogging on trail security-trail by arn:\S+ at 2025-03-12T03:28:40Z: .* StartLogging by arn:\S+ at 2025-03-12T04:36:10Z: logging was stopped for 1 h 8 min\.$/,
    )
    expect(gap!.causes[0]).toMatchObject({ eventName: 'StopLogging', certainty: 'names the trail' })
    const detail = await value(engine.eventDetail({ row: gap!.causes[0]!.row }))
    expect(detail.values.eventName).toBe('StopLogging')
  })
})

describe('a log file that no digest lists', () => {
  const at = (time: string) => Date.parse(`2024-03-05T${time}:00Z`) as UtcMs
  // Log files are delivered 20 minutes past the hour; every hour from 10:00 until 15:00 is covered by proven digests.
  const planted = aTrail().hours(6).extraLog(2)
  const shareIn = async (from: string, until: string, ...conditions: Parameters<typeof filterOf>[0]) => {
    const filter = filterOf(conditions, { from: at(from), until: at(until) })
    const { provenHours, hours, unproven, unprovenEvents } = await value(engine.coverage({ filter }))
    return [provenHours, hours, ...unproven.map(({ state }) => state), unprovenEvents]
  }

  test('keeps its hour from being proven, and no other', async () => {
    await open(engine, (await planted.write()).folder)
    expect(await shareIn('10:00', '12:00')).toEqual([1, 2, 'log-uncovered', 1])
    expect(await shareIn('12:00', '14:00')).toEqual([2, 2, 0])
    expect(await shareIn('10:00', '12:00', { column: 'logVerdict', operator: 'is', values: ['verified'] })).toEqual([
      1,
      2,
      'log-uncovered',
      0,
    ])
  })

  test('is told by its events where its name tells no hour', async () => {
    await open(engine, (await planted.moveLogFile(-1, 'notes/x.json.gz').write()).folder)
    const share = await value(engine.coverage({ filter: everything }))
    expect(share).toMatchObject({ hours: 5, provenHours: 5, unprovenTotal: 0, unprovenEvents: 1 })
    expect([isAllProven(share), coverageSentence(share, 'the case')]).toEqual([
      false,
      '5 of 5 hours of delivery in the case are proven. 1 event lies in a log file that is not proven.',
    ])
  })
})

const wholeCase = { filter: everything, sort: { column: 'eventTime', descending: false }, offset: 0, limit: 1 } as const

describe('an export', () => {
  test('tells the proven share of the time it shows, and what of it is not proven', async () => {
    await open(engine, sampleCase)
    const file = join(temporaryFolder(), 'events.ndjson')
    const range = { from: Date.UTC(2025, 2, 12, 2) as UtcMs, until: Date.UTC(2025, 2, 12, 4) as UtcMs }
    const filter = { ...everything, range }
    const ended = new Promise<string>((resolve) => {
      const stop = engine.onJob(({ kind, state }) => {
        if (kind !== 'export' || state === 'running') return
        stop()
        resolve(state)
      })
    })
    await value(
      engine.exportEvents({
        filter,
        sort: { column: 'eventTime', descending: false },
        format: 'ndjson',
        columns: [],
        file,
      }),
    )
    expect(await ended).toBe('done')
    const { coverage } = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
    expect(coverage.ledger).toMatchObject({
      hours: 19,
      provenHours: 16,
      unprovenTotal: 3,
      from: '2025-03-12T02:00:00Z',
    })
    expect(coverage.ledger.unproven.map(({ state }: { state: string }) => state).sort()).toEqual([
      'log-invalid',
      'log-missing',
      'log-uncovered',
    ])
  })
})
