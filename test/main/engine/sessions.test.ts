import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/engine.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'

const sampleCase = join(import.meta.dirname, '../../../resources/sample-case')
let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, sampleCase)
})
afterAll(() => engine.dispose())

const rows = async (sql: string, dialect: SqlDialect) =>
  valueIn(await engine.runSql({ sql, dialect, limit: 100_000 })).rows

test.each([
  'SELECT session, count(*) FROM events WHERE session IS NOT NULL GROUP BY session ORDER BY session',
  'SELECT origin, count(*) FROM events WHERE origin IS NOT NULL GROUP BY origin ORDER BY origin',
  'SELECT session, kind, origin, principal, role, account, start, parent, issuedBy, events, errors, writes, issued FROM sessions ORDER BY id',
  'SELECT session, parent, event, joinedBy, parentAccount, account FROM session_hops ORDER BY event, session',
])('both engines have the same of %s', async (sql) => {
  const found = await rows(sql, 'sqlite')
  expect(found.length).toBeGreaterThan(0)
  expect(await rows(sql, 'athena')).toEqual(found)
})

test('a session is listed with the events that the grid has of it, and its chain leads back to where it began', async () => {
  const page = { text: '', order: 'events', descending: true, offset: 0, limit: 1000 } as const
  const { sessions, total } = valueIn(await engine.sessions(page))
  expect(sessions.length).toBe(total)
  const last = sessions.find(({ start, events }) => start === 'issued' && events > 0)!
  const chain = valueIn(await engine.session({ name: last.name }))!
  const told = chain.sessions.find(({ name }) => name === last.name)!
  const { total: shown } = valueIn(
    await engine.events({
      filter: told.filter,
      sort: { column: 'eventTime', descending: false },
      columns: ['eventName'],
      offset: 0,
      limit: 1,
    }),
  )
  expect(shown).toBe(last.events)
  expect(chain.sessions.some(({ name }) => name === told.parent)).toBe(true)
  expect(chain.sessions[0]!.depth).toBe(0)
  expect(chain.left).toBe(0)
})

test('what each session of a chain did is counted as SQL counts it', async () => {
  const page = { text: '', order: 'issued', descending: true, offset: 0, limit: 1 } as const
  const { sessions } = valueIn(await engine.sessions(page))
  const chain = valueIn(await engine.session({ name: sessions[0]!.name }))!
  expect(chain.sessions.length).toBeGreaterThan(1)
  for (const told of chain.sessions) {
    const own = `session = '${told.name}'`
    const counted = async (column: string) => {
      const found = await rows(
        `SELECT ${column}, count(*) FROM events WHERE ${own} AND ${column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, min(id)`,
        'sqlite',
      )
      const top = found.slice(0, 10).map(([value, events]) => ({ value, events }))
      return { top, distinct: found.length }
    }
    expect(told.accessKeys).toEqual(await counted('accessKeyId'))
    expect(told.addresses).toEqual(await counted('sourceIPAddress'))
    expect(told.userAgents).toEqual(await counted('userAgent'))
    expect(told.operations).toEqual(await counted('eventName'))
    expect(told.errorCodes).toEqual(await counted('errorCode'))
    expect(told.regions).toEqual(await counted('awsRegion'))
    const unproven = await rows(`SELECT count(*) FROM events WHERE ${own} AND logVerdict IS NOT 'verified'`, 'sqlite')
    expect(unproven).toEqual([[told.unprovenEvents]])
    const wrote = `SELECT id FROM events WHERE ${own} AND NOT isError AND readOnly = 0`
    const named = `SELECT arn FROM resources WHERE event IN (${wrote}) AND arn IS NOT NULL`
    const others = `SELECT bucketName FROM events WHERE id IN (${wrote}) AND bucketName IS NOT NULL
      AND id NOT IN (SELECT event FROM resources WHERE arn IS NOT NULL)`
    const written = await rows(`SELECT arn, count(*) FROM (${named} UNION ALL ${others}) GROUP BY 1`, 'sqlite')
    expect(told.written.distinct).toBe(written.length)
    for (const { value, events } of told.written.top) expect(written).toContainEqual([value, events])
  }
})

test('a name that no session has is told apart from a chain', async () => {
  expect(valueIn(await engine.session({ name: 'AKIAIOSFODNN7NOTHING' }))).toBeNull()
})
