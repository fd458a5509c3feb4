// Asks the built engine the questions of sql-questions.mjs, each several times: the first answer apart from those that
// follow. `node sql-engine.mjs ENGINE_MODULE WORKERS_FOLDER WASM FOLDER REPEATS`
import { performance } from 'node:perf_hooks'
import { questions, shapes } from './sql-questions.mjs'

const [engineModule, workersFolder, wasmPath, folder, repeats] = process.argv.slice(2)
const { createEngine } = await import(engineModule)
const engine = createEngine({ workersFolder, wasmPath, version: 'bench' })

const begun = performance.now()
const ended = new Promise((resolve) => {
  engine.onJob((job) => job.kind === 'open' && job.state !== 'running' && resolve(job))
})
told(await engine.openCase({ paths: [folder] }))
await ended
told(await engine.findings())
const loading = performance.now() - begun

const asked = {}
// The first question is the one that starts the thread of DuckDB, and is told of apart.
const started = await timed(() => ask('athena', 'SELECT eventName FROM events ORDER BY length(eventName), 1 LIMIT 1'))
for (const [name, question] of Object.entries({ ...shapes, ...questions })) {
  asked[name] = await several(() => ask('athena', question.sql))
  if (name in shapes)
    asked[`${name}, in SQLite’s dialect`] = await several(() => ask('sqlite', question.sqlite ?? question.sql))
}
console.log(JSON.stringify({ loading, started: { wall: started.wall, cpu: started.cpu }, asked }))
await engine.dispose()
process.exit(0)

async function several(work) {
  const first = await timed(work)
  const later = []
  for (let n = 1; n < Number(repeats); n++) later.push(await timed(work))
  const { rows, engine: by } = first.value
  const { wall, cpu } = first
  return { by, first: { wall, cpu }, walls: later.map((each) => each.wall), cpus: later.map((each) => each.cpu), rows }
}

async function ask(dialect, sql) {
  const { engine: by, rows } = told(await engine.runSql({ sql, dialect, limit: 1000 }))
  return { engine: by, rows: rows.length }
}

/** Milliseconds of wall time, and of CPU time of all threads. */
async function timed(work) {
  const [cpuBefore, from] = [process.cpuUsage(), performance.now()]
  const value = await work()
  const wall = performance.now() - from
  const { user, system } = process.cpuUsage(cpuBefore)
  return { value, wall, cpu: (user + system) / 1000 }
}

function told(answer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
