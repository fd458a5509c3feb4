import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, open, startEngine, valueIn } from '../../../fixtures/engine.ts'
import { type PlainSessions, plainSessions } from './plain-sessions.ts'
import { type RawRecord, rawRecordsIn, valuesOfRecord } from './raw-records.ts'

// No part of the repository.
const real = join(import.meta.dirname, '../../../../../shared/data/real')
const folders = [
  'sans-504-slice', 'invictus-aws-dataset', 'stratus-detonation-logs', 'otrf-security-datasets', 'traildiscover-a-to-e',
  'cloud-custodian-events', 'plaso-lookup-events', 'trailscraper', 'aws-cli-examples',
] // biome-ignore format: a list
  .map((name) => join(real, name))
  .filter((folder) => existsSync(folder))

if (folders.length === 0)
  test('../shared/data/real is absent: nothing to judge', () => expect(existsSync(real)).toBe(false))

describe.each(folders)('sessions of %s', (folder) => {
  let engine: Engine
  /** In the order of the case, as where calls of the same second stand there is the only thing that is not judged. */
  let records: readonly RawRecord[]
  let plain: PlainSessions
  beforeAll(async () => {
    engine = startEngine()
    await open(engine, folder)
    records = await inOrderOfCase(rawRecordsIn(folder))
    plain = plainSessions(records.map(valuesOfRecord))
  })
  afterAll(() => engine.dispose())

  const rows = async (sql: string) => valueIn(await engine.runSql({ sql, limit: 100_000 })).rows

  async function inOrderOfCase(raw: readonly RawRecord[]): Promise<readonly RawRecord[]> {
    const byID = new Map<unknown, RawRecord>()
    for (const record of raw) if (!byID.has(record.eventID ?? null)) byID.set(record.eventID ?? null, record)
    const ids = await rows('SELECT eventID FROM events ORDER BY id')
    return ids.map(([id]) => byID.get(id)!)
  }

  test('each event has the session and the origin that the judge works out', async () => {
    expect(records).not.toContain(undefined)
    expect(await rows('SELECT session, origin FROM events ORDER BY id')).toEqual(
      records.map((_, row) => [plain.ofEvent[row], plain.originOfEvent[row]]),
    )
  })

  test('the table of sessions is what the judge works out', async () => {
    const time = (row: number | undefined) => (row === undefined ? null : valuesOfRecord(records[row]!).eventTime)
    const expected = [...plain.sessions.values()].map(({ name, kind, origin, start, parent, issuedBy, events }) => {
      const timed = events.filter((row) => time(row) !== null)
      return [
        name, kind, origin, start, parent, issuedBy === null ? null : issuedBy + 1, events.length, time(timed[0]),
        time(timed.at(-1)),
      ] // biome-ignore format: a list
    })
    const found = await rows(
      'SELECT session, kind, origin, start, parent, issuedBy, events, firstSeen, lastSeen FROM sessions',
    )
    const times = ([first, last]: readonly unknown[]) =>
      [first, last].map((at) => (at === null ? null : Date.parse(String(at))))
    expect(sorted(found.map((row) => [...row.slice(0, 7), ...times(row.slice(7))]))).toEqual(sorted(expected))
  })

  test('the table of hops has those whose session before is known, and no other', async () => {
    const expected = [...plain.sessions.values()]
      .filter(({ parent }) => parent !== null)
      .map(({ name, parent, issuedBy, join }) => [name, parent, issuedBy! + 1, join])
    expect(sorted(await rows('SELECT session, parent, event, joinedBy FROM session_hops'))).toEqual(sorted(expected))
  })

  /** Without the judge: it could be wrong in the way in which the product is. */
  test('what records say outright is kept: keys that calls name, and marked sessions of the console', async () => {
    const told = (await rows('SELECT session FROM events ORDER BY id')).map(([session]) => session)
    const parents = new Map(
      (await rows('SELECT session, parent FROM sessions')).map(([name, parent]) => [name, parent]),
    )
    const values = records.map(valuesOfRecord)
    const issued = values.flatMap(({ errorCode, issuedAccessKeyId }, row) =>
      errorCode === null && issuedAccessKeyId != null ? [{ key: issuedAccessKeyId, by: told[row] }] : [],
    )
    for (const { key, by } of issued) {
      const callers = new Set(issued.filter((one) => one.key === key && one.by !== null).map((one) => one.by))
      if (callers.size <= 1) expect(parents.get(key as string)).toBe([...callers][0] ?? null)
      values.forEach(({ accessKeyId }, row) => {
        if (accessKeyId === key) expect(told[row]).toBe(key)
      })
      expect(by === null || parents.has(by!)).toBe(true)
    }
    const created = values.map(
      ({ userIdentityArn, sessionCreationDate }) => `${userIdentityArn} ${sessionCreationDate}`,
    )
    const marked = new Set(
      created.filter(
        (_, row) => values[row]!.sessionCredentialFromConsole && values[row]!.sessionCreationDate !== null,
      ),
    )
    for (const one of marked) expect(new Set(told.filter((_, row) => created[row] === one)).size).toBe(1)
  })
})

const sorted = (found: readonly (readonly unknown[])[]) =>
  found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
