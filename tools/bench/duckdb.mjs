// DuckDB loads the log files of a folder into a table, fresh database in memory. `node duckdb.mjs PACKAGES GLOB typed|auto`
// With `exports` for the schema it also writes the typed table, in order of time, and prints what each file took.
// It hashes nothing, reads no digests and builds no index; that is what its users do with such a folder. Where columns are
// given, DuckDB samples files all the same, which `maximum_sample_files` bounds: see README.md.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forgetPeak, residentMb, timed } from './cost.mjs'

const [packages, glob, asked] = process.argv.slice(2)
const { DuckDBInstance } = createRequire(join(packages, 'package.json'))('@duckdb/node-api')

const schema = asked === 'auto' ? 'auto' : 'typed'
const issuer = 'STRUCT(type VARCHAR, arn VARCHAR, userName VARCHAR)'
const session = `STRUCT(sessionIssuer ${issuer}, attributes STRUCT(creationDate VARCHAR, mfaAuthenticated VARCHAR))`
const identity = `STRUCT(type VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR, accessKeyId VARCHAR, userName VARCHAR, sessionContext ${session})`
const record = `STRUCT(eventVersion VARCHAR, userIdentity ${identity}, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR,
  awsRegion VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, requestID VARCHAR,
  eventID VARCHAR, readOnly BOOLEAN, eventType VARCHAR, managementEvent BOOLEAN, recipientAccountId VARCHAR)`

const loads = {
  typed: `CREATE TABLE events AS SELECT r.eventTime, r.eventID, r.eventVersion, r.eventSource, r.eventName, r.eventType, r.awsRegion,
      r.sourceIPAddress, r.userAgent, r.errorCode, r.errorMessage, r.requestID, r.readOnly, r.recipientAccountId,
      r.userIdentity.type AS userIdentityType, r.userIdentity.arn AS userIdentityArn, r.userIdentity.accessKeyId AS accessKeyId,
      r.userIdentity.sessionContext.sessionIssuer.arn AS sessionIssuerArn
    FROM (SELECT unnest(Records) AS r FROM read_json('${glob}', columns = {Records: '${record}[]'}, maximum_object_size = 100000000, maximum_sample_files = 1))`,
  auto: `CREATE TABLE events AS SELECT unnest(Records, recursive := true)
    FROM read_json('${glob}', maximum_object_size = 100000000, union_by_name = true)`,
}
const dedupe = 'DELETE FROM events WHERE rowid NOT IN (SELECT min(rowid) FROM events GROUP BY eventID)'

const database = await DuckDBInstance.create(':memory:')
const connection = await database.connect()
await connection.run(loads[schema])
if (schema === 'typed') await connection.run(dedupe)
const told =
  schema === 'auto'
    ? 'count(*)::INTEGER AS events'
    : `count(*)::INTEGER AS events, (count(*) FILTER (errorCode IS NOT NULL))::INTEGER AS "errorEvents",
      count(DISTINCT eventID)::INTEGER AS ids`
const [counted] = (await connection.runAndReadAll(`SELECT ${told} FROM events`)).getRowObjects()
const { events } = counted
console.log(JSON.stringify(asked === 'exports' ? await written() : counted))

async function written() {
  const place = mkdtempSync(join(tmpdir(), 'trailproof-bench-'))
  const forms = { csv: 'FORMAT csv, HEADER', parquet: 'FORMAT parquet, COMPRESSION snappy', json: 'FORMAT json' }
  const exports = {}
  for (const [format, options] of Object.entries(forms)) {
    const file = join(place, `events.${format}`)
    const before = residentMb()
    forgetPeak()
    const copy = () => connection.run(`COPY (SELECT * FROM events ORDER BY eventTime) TO '${file}' (${options})`)
    const { wall, cpu } = await timed(copy)
    exports[format] = { events, bytes: statSync(file).size, wall, cpu, before, peak: residentMb('peak') }
    rmSync(file)
  }
  rmSync(place, { recursive: true })
  return exports
}
