// Exports all events in each format by the built engine, and prints what each took, from the call until file and manifest
// are there. `node exports.mjs ENGINE_MODULE WORKERS_FOLDER WASM FOLDER [FORMATS…]`
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forgetPeak, residentMb, timed } from './cost.mjs'

/** The columns that the table shows when a case is opened. */
const columns = [
  'eventTime', 'eventName', 'eventSource', 'awsRegion', 'sourceIPAddress', 'userAgent', 'userIdentityType', 'userIdentityArn',
  'accessKeyId', 'sessionIssuerArn', 'errorCode', 'errorMessage', 'requestID', 'eventID', 'eventType', 'eventVersion', 'readOnly',
  'recipientAccountId',
] // biome-ignore format: a list
const allFormats = ['csv', 'ndjson', 'parquet', 'ocsf', 'timesketch-csv']

const [engineModule, workersFolder, wasmPath, folder, ...chosen] = process.argv.slice(2)
const { createEngine } = await import(engineModule)
const engine = createEngine({ workersFolder, wasmPath, version: 'bench' })
const ended = { open: () => {}, export: () => {} }
engine.onJob((job) => job.state !== 'running' && ended[job.kind]?.(job))

await done('open', () => engine.openCase({ paths: [folder] }))
told(await engine.findings())

const place = mkdtempSync(join(tmpdir(), 'trailproof-bench-'))
const exports = {}
for (const format of chosen.length > 0 ? chosen : allFormats) {
  const file = join(place, `events.${format}`)
  const query = {
    filter: { range: null, where: { all: [] } },
    sort: { column: 'eventTime', descending: false },
    format,
    columns,
    file,
  }
  const before = residentMb()
  forgetPeak()
  const { value: job, wall, cpu } = await timed(() => done('export', () => engine.exportEvents(query)))
  const peak = residentMb('peak')
  exports[format] = { events: job.events, bytes: job.written[0].bytes, wall, cpu, before, peak }
  rmSync(file)
}
rmSync(place, { recursive: true })
console.log(JSON.stringify(exports))
await engine.dispose()
process.exit(0)

async function done(kind, begin) {
  const end = new Promise((resolve) => {
    ended[kind] = resolve
  })
  told(await begin())
  const job = await end
  if (job.state !== 'done') throw new Error(job.message)
  return job
}

function told(answer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
