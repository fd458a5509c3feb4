// What the process holds: at rest with a case, once it is closed, and after one opening behind the other.
// `node --import thread-memory.mjs memory.mjs ENGINE_MODULE WORKERS_FOLDER WASM FOLDER SMALL_FOLDER TIMES`. MB, resident.
import { residentMb } from './cost.mjs'
import { memoryByThread } from './thread-memory.mjs'

const [engineModule, workersFolder, wasmPath, folder, smallFolder, times] = process.argv.slice(2)
const { createEngine } = await import(engineModule)
const engine = createEngine({ workersFolder, wasmPath, version: 'bench' })
const restMs = 10_000
/** Between openings; memory that is given back later counts as held. */
const shortRestMs = 500

const jobEnds = new Map()
engine.onJob((job) => {
  if (job.state === 'running') return
  jobEnds.get(job.kind)?.(job)
})

await rest(shortRestMs)
const begun = residentMb()
await open(folder)
await rest(restMs)
const opened = residentMb()
const threads = await memoryByThread()
await close()
await rest(restMs)
const closed = residentMb()
const threadsClosed = await memoryByThread()

process.stderr.write(`${JSON.stringify({ begun, opened, closed })}\n`)

const openings = []
for (let n = 0; n < Number(times); n++) {
  await open(smallFolder)
  await close()
  await rest(shortRestMs)
  openings.push(Math.round(residentMb()))
  process.stderr.write(`opening ${n + 1}: ${openings.at(-1)} MB\n`)
}
const threadsAtEnd = await memoryByThread()
console.log(
  JSON.stringify({ begun, opened, peak: residentMb('peak'), closed, openings, threads, threadsClosed, threadsAtEnd }),
)
await engine.dispose()
process.exit(0)

/** Until the rules have run and all layers behind them are there, as in a window. */
async function open(path) {
  const ended = new Promise((resolve) => jobEnds.set('open', resolve))
  told(await engine.openCase({ paths: [path] }))
  const job = await ended
  if (job.state !== 'done') throw new Error(job.message)
  told(await engine.findings())
}

async function close() {
  told(await engine.closeCase())
}

function rest(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function told(answer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
