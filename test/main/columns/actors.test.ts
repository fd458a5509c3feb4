import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { actorOf, identityOf } from '../../../src-shared/what/actor.ts'
import { valueIn } from '../../fixtures/engine.ts'
import { type Ingested, ingestFolder } from '../../fixtures/ingested.ts'
import { accounts, aRecord, identities } from '../../fixtures/records.ts'
import { aStore } from '../store/a-store.ts'

const { production, data } = accounts
const principals: readonly object[] = [
  identities.root(production),
  identities.user(production, 'alice'),
  identities.user(data, 'alice'),
  identities.role(production, 'Deploy', 'i-01'),
  identities.role(production, 'Deploy', 'i-02'),
  { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
  { type: 'Unknown' },
]
/** Each principal many times and in turns, so that the name of a wrong one would be seen. */
const records = Array.from({ length: 700 }, (_, n) =>
  aRecord({
    eventID: `id-${n}`,
    eventTime: new Date(Date.UTC(2024, 2, 5) + n * 1000).toISOString().replace('.000', ''),
    userIdentity: principals[(n * n + n) % principals.length],
  }),
)
const actors = records.map((record) => actorOf(identityOf(record)))
const eventsOf = (actor: string | null) => actors.filter((each) => each === actor).length

let folder: string
let ingested: Ingested
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-actors-'))
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: records }))
  ingested = await ingestFolder(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('each event has the actor that its record alone tells, before and after the column of all actors is made', () => {
  const query = new ColumnQuery(ingested.snapshot)
  const told = () => records.map((_, row) => query.value('actor', row))
  expect(told()).toEqual(actors)
  query.facet({ filter: { range: null, where: { all: [] } }, column: 'actor', search: '', limit: 1 })
  expect(told()).toEqual(actors)
})

test('filter, facet and SQL count the same events of an actor, of whichever account', () => {
  const query = new ColumnQuery(ingested.snapshot)
  const filter = parseFilter('actor="user/alice"')
  if (!filter.ok) throw new Error(filter.message)
  const everything = { range: null, where: { all: [] } }
  const facet = query.facet({ filter: everything, column: 'actor', search: 'user/alice', limit: 2 })
  const store = aStore(ingested.snapshot)
  const sql = store.rows("SELECT sum(actor = 'user/alice'), sum(actor IS NULL) FROM events")
  store.close()
  expect(query.count(filter.value)).toBe(eventsOf('user/alice'))
  expect(facet.values).toEqual([{ value: 'user/alice', events: eventsOf('user/alice') }])
  expect(sql).toEqual([[eventsOf('user/alice'), eventsOf(null)]])
})

test('calls of AWS services are told from those of people, the same in filter and SQL', () => {
  const query = new ColumnQuery(ingested.snapshot)
  const byServices = records.filter(({ userIdentity }) => JSON.stringify(userIdentity).includes('AWSService')).length
  const store = aStore(ingested.snapshot)
  const sql = store.rows('SELECT sum(byAwsService), count(byAwsService) FROM events')
  store.close()
  expect(byServices).toBeGreaterThan(0)
  expect(query.count(valueIn(parseFilter('byAwsService=true')))).toBe(byServices)
  expect(query.count(valueIn(parseFilter('byAwsService=false')))).toBe(records.length - byServices)
  expect(sql).toEqual([[byServices, records.length]])
})
