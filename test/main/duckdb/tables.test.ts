import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foundOf } from '../../../src-main/columns/found.ts'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import type { Snapshot } from '../../../src-main/columns/snapshot.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import { anAnomaly } from '../../fixtures/anomalies.ts'
import { readersHere } from '../../fixtures/case-room.ts'
import { aConfigItem, someConfigItems } from '../../fixtures/config-items.ts'
import { someFindings } from '../../fixtures/findings.ts'
import { someIncidents } from '../../fixtures/incidents.ts'
import { ingest } from '../../fixtures/ingested.ts'
import { aRecord } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'
import { aStore } from '../store/a-store.ts'
import { smallCase } from '../store/small-case.ts'
import { aDatabase, readerOf } from './a-database.ts'

const readCase = async (folder: string) =>
  (await ingest([folder], { startReaders: readersHere, signal: new AbortController().signal })).snapshot

/** SQLite has no times and no flags: its texts and numbers say the same. */
function asSqlite(cell: Cell): Cell {
  if (cell === 'true') return 1
  if (cell === 'false') return 0
  const time = typeof cell === 'string' ? /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{3})$/.exec(cell) : null
  return time === null ? cell : `${time[1]}T${time[2]}${time[3] === '.000' ? '' : time[3]}Z`
}

/** A record of the small case, and an item. */
const item = '{"configuration": "{\\"a\\": 1}", "tags": {}, "relationships": null}'

/** The rows of a table by both engines, in the order in which the table has them. */
async function bothRows(snapshot: Snapshot, table: string) {
  const read = snapshot.files === smallCase.files ? () => ({ text: item, problem: null }) : readerOf(snapshot)
  const found = foundOf(someFindings, new ColumnQuery(snapshot))
  const incidents = someIncidents(snapshot.events)
  const anomalies = [
    anAnomaly(),
    anAnomaly({
      kind: 'principal-errors',
      account: null,
      region: null,
      eventSource: null,
      eventName: null,
      principal: 'anna',
    }),
  ]
  const database = await aDatabase({ ...snapshot, incidents }, { read, found, anomalies })
  const store = aStore(snapshot, read)
  store.find(found)
  // Incidents that are related anew take the place of those before.
  store.relate({ incidents: [], incident: new Uint32Array(snapshot.events), names: [''] })
  store.relate(incidents)
  store.compare(anomalies)
  const answer = await database.run(`SELECT * FROM case_table('${table}', [])`, { limit: 100_000 })
  if (!answer.ok) throw new Error(answer.message)
  const { columns, rows } = answer.value
  const expected = store.run(`SELECT ${columns.join(', ')} FROM ${table}`, 100_000)
  if (!expected.ok) throw new Error(expected.message)
  store.close()
  return { columns, duckdb: rows.map((row) => row.map(asSqlite)), sqlite: expected.value.rows }
}

/** Of twelve events, twelve more records with another time, user agent and parameters; of three no eventID, of one a record ID. */
async function copiesThatDiffer(): Promise<Snapshot> {
  const folder = temporaryFolder()
  const records = Array.from({ length: 12 }, (_, i) =>
    aRecord(i < 3 ? { eventID: '' } : { eventID: `00000000-0000-4000-8000-0000000000${i + 10}` }),
  )
  const others = records.map((record, i) => ({
    ...record,
    userAgent: `agent ${i}`,
    readOnly: i % 2 === 0,
    requestParameters: { bucketName: `b${i}` },
  }))
  writeFileSync(join(folder, 'one.json'), JSON.stringify({ Records: records }))
  writeFileSync(join(folder, 'two.json'), JSON.stringify({ Records: [...others, ...records.slice(5)] }))
  return readCase(folder)
}

const cases: readonly (readonly [string, () => Promise<Snapshot>])[] = [
  ['a small case', async () => smallCase],
  [
    'configuration items',
    async () => ({
      ...smallCase,
      config: someConfigItems(
        aConfigItem(8),
        aConfigItem(9, { status: 'ResourceDeleted', snapshotId: 's', captureTime: Number.NaN }),
      ),
    }),
  ],
  ['the sample case', () => readCase(join(import.meta.dirname, '../../../resources/sample-case'))],
  ['copies that differ', copiesThatDiffer],
]

describe.each(cases)('%s', (_, made) => {
  const tables = [
    'events',
    'copies',
    'resources',
    'files',
    'config_items',
    'findings',
    'finding_events',
    'incidents',
    'incident_events',
    'anomalies',
  ]
  test.each(tables)('%s has the rows of SQLite', async (table) => {
    const { columns, duckdb, sqlite } = await bothRows(await made(), table)
    expect(duckdb.length).toBe(sqlite.length)
    for (const [i, name] of columns.entries()) {
      expect({ name, cells: duckdb.map((row) => row[i]) }).toEqual({ name, cells: sqlite.map((row) => row[i]) })
    }
  })
})
