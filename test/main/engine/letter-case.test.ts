import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

/** Names that differ in letter case only: each alone, and several in one record. */
const parameters: readonly Readonly<Record<string, unknown>>[] = [
  { bucketName: 'as CloudTrail writes it' },
  { bucketname: 'small' },
  { BUCKETNAME: 'large' },
  { bucketName: 'first', bucketname: 'second' },
  { bucketname: 'second', key: 'k', bucketName: 'first' },
  { in: { bucketName: 'within' } },
  {},
]
const names = ['bucketName', 'bucketname', 'BUCKETNAME', 'BucketName']

let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  const folder = temporaryFolder()
  const records = parameters.map((requestParameters, n) => aRecord({ eventID: idOf(`${n}`), requestParameters }))
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: records }))
  await open(engine, folder)
})
afterAll(() => engine.dispose())

/** Of each record in order. */
async function found(dialect: SqlDialect, item: string, from: string): Promise<unknown> {
  const sql = `SELECT eventID, ${item} FROM ${from}`
  const answer = await engine.runSql({ sql, dialect, limit: 100 })
  if (!answer.ok) return answer.message
  const byId = new Map(answer.value.rows.map(([id, value]) => [id, value]))
  return parameters.map((_, n) => byId.get(idOf(`${n}`)))
}

const exact = (name: string) => parameters.map((each) => each[name] ?? null)
/** The last that a record has, as of a name written twice. */
const inAnyCase = (name: string) =>
  parameters.map(
    (each) => Object.entries(each).findLast(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null,
  )

const logs = 'cloudtrail_logs'
const store = '$EDS_ID'
const within = (table: string) => `(SELECT eventID, requestParameters FROM ${table}) AS t`
const withinRecords = '(SELECT eventID, eventJson FROM $EDS_ID) AS t'

/** A name is a text here: a path or a key, which has one spelling. */
const texts: readonly (readonly [dialect: SqlDialect, item: string, from: string])[] = [
  ...[logs, within(logs)].flatMap((from) =>
    [
      "json_extract_scalar(requestParameters, '$.NAME')",
      `json_extract_scalar(requestParameters, '$["NAME"]')`,
      "CAST(json_extract(requestParameters, '$.NAME') AS varchar)",
      "json_value(requestParameters, 'lax $.NAME')",
      "element_at(CAST(json_parse(requestParameters) AS map(varchar, varchar)), 'NAME')",
    ].map((item) => ['athena', item, from] as const),
  ),
  ...[store, within(store)].flatMap((from) =>
    ["element_at(requestParameters, 'NAME')", "try(requestParameters['NAME'])"].map(
      (item) => ['lake', item, from] as const,
    ),
  ),
  ...[store, withinRecords].map(
    (from) => ['lake', "json_extract_scalar(eventJson, '$.requestParameters.NAME')", from] as const,
  ),
  ...[
    "field(id, 'requestParameters.NAME')",
    "field(id, 'requestParameters.NAME' || '')",
    "json_extract(requestParameters, '$.NAME')",
    "requestParameters ->> '$.NAME'",
    "requestParameters ->> 'NAME'",
  ].map((item) => ['sqlite', item, 'events'] as const),
]

/** A name is an identifier here, as names of columns are. */
const identifiers: readonly (readonly [dialect: SqlDialect, item: string, from: string])[] = [
  ['lake', 'requestParameters.NAME', store],
  ['lake', 'REQUESTPARAMETERS.NAME', store],
  ['lake', 'e.requestParameters."NAME"', `${store} e`],
  ['athena', 'requestparameters.NAME', logs],
  ['athena', 'e.requestParameters.NAME', `${logs} AS e`],
]

/** Not told by columns: all events are taken. And told: these events alone. */
const whichEvents = ["WHERE concat(eventName, '') <> ''", 'LIMIT 7']

describe.each(names)('of the name %s', (name) => {
  test.each(texts)('%s: %s of %s has one spelling', async (dialect, item, from) => {
    for (const which of dialect === 'sqlite' || from.startsWith('(') ? [''] : whichEvents)
      expect(await found(dialect, item.replaceAll('NAME', name), `${from} ${which}`)).toEqual(exact(name))
  })

  test.each(identifiers)('%s: %s of %s has any letter case', async (dialect, item, from) => {
    const spelled = item.replace(/\bNAME\b/, name)
    for (const which of whichEvents) expect(await found(dialect, spelled, `${from} ${which}`)).toEqual(inAnyCase(name))
  })
})

test('of several names that differ in letter case only, each is its own in one query', async () => {
  const sql = `SELECT eventID, ${names.map((name) => `element_at(requestParameters, '${name}')`)}, requestParameters.bucketNAME,
    json_extract_scalar(eventJson, '$.eventname'), json_extract_scalar(eventJson, '$.eventName') = eventName, eventName IS NULL FROM ${store}`
  const { rows } = valueIn(await engine.runSql({ sql, dialect: 'lake', limit: 100 }))
  const byId = new Map(rows.map(([id, ...cells]) => [id, cells]))
  for (const [n] of parameters.entries())
    expect(byId.get(idOf(`${n}`))).toEqual([
      ...names.map((name) => exact(name)[n]),
      inAnyCase('bucketname')[n],
      null,
      'true',
      'false',
    ])
})
