// Asks the built engine as the window does, and prints how long answers took and how late its own timers came.
// `node engine.mjs ENGINE_MODULE WORKERS_FOLDER WASM FOLDER REPEATS`; without REPEATS (0) it only opens the folder.
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

const [engineModule, workersFolder, wasmPath, folder, repeats] = process.argv.slice(2)
const { createEngine } = await import(engineModule)
const engine = createEngine({ workersFolder, wasmPath, version: 'bench' })

const only = (...parts) => ({ range: null, where: { all: parts } })
const everything = only()
const wholeTimeline = { filter: everything, range: null, maxBuckets: 200 }
const where = (column, operator, ...values) => only({ column, operator, values })
const page = (filter, descending = true) => ({
  filter,
  sort: { column: 'eventTime', descending },
  columns: ['eventTime', 'eventName', 'userIdentityArn', 'sourceIPAddress', 'errorCode'],
  offset: 0,
  limit: 200,
})

/**
 * What the process had cost when it first answered about all events from columns, when every file had a verdict, when
 * it first answered in SQL, and when all rules had run.
 */
const milestones = {}
/** What the window asks when a case is shown: the timeline, facets and the first page, of all events. */
const firstQuestions = [
  () => engine.histogram(wholeTimeline),
  () => facet('eventName', everything),
  () => facet('userIdentityArn', everything),
  () => engine.events(page(everything, false)),
]
const opening = await whileWatching(() => open(folder))
if (repeats === '0') await end({ milestones, opening })
const names = await valuesOf('eventName')
const addresses = await valuesOf('sourceIPAddress')
const arns = await valuesOf('userIdentityArn')
/** Another value in every repetition, so that a remembered answer does not count. */
const questions = {
  'histogram, all': () => engine.histogram(wholeTimeline),
  'histogram of an event name': (n) =>
    engine.histogram({ filter: where('eventName', 'is', names[n]), range: null, maxBuckets: 200 }),
  'facet eventName': (n) => facet('eventName', where('userIdentityArn', 'isNot', arns[n])),
  'facet sourceIPAddress': (n) => facet('sourceIPAddress', where('eventName', 'isNot', names[n])),
  'first page of a filter by address': (n) => engine.events(page(where('sourceIPAddress', 'is', addresses[n]))),
  'first page of a filter by principal': (n) => engine.events(page(where('userIdentityArn', 'is', arns[n]))),
  'first page, free text': (n) => engine.events(page(only({ text: names[n].slice(2) }))),
  'SQL: events by name': () =>
    engine.runSql({ sql: 'SELECT eventName, count(*) FROM events GROUP BY eventName ORDER BY 2 DESC', limit: 100 }),
  // The order is by an expression that only SQLite answers.
  'SQL: events by name, in SQLite': () =>
    engine.runSql({ sql: 'SELECT eventName, count(*) FROM events GROUP BY eventName ORDER BY -count(*)', limit: 100 }),
}
const queries = {}
for (const [name, ask] of Object.entries(questions)) {
  queries[name] = []
  for (let n = 0; n < Number(repeats); n++) queries[name].push((await timed(() => ask(n).then(told))).ms)
}
/** These read every log file: seconds each, so that fewer repetitions tell enough. */
const scanRepeats = Math.min(3, Number(repeats))
const fields = ['requestParameters.resourceId', 'userIdentity.type', 'tlsDetails.cipherSuite']
const scans = {
  'SQL: one field of every record': (n) =>
    engine.runSql({ sql: `SELECT field(id, '${fields[n]}') AS f, count(*) FROM events GROUP BY 1 LIMIT 9`, limit: 9 }),
  'a text in every record': (n) => search(`no record holds this ${n}`),
}
for (const [name, ask] of Object.entries(scans)) {
  queries[name] = []
  for (let n = 0; n < scanRepeats; n++) queries[name].push((await timed(() => ask(n).then(told))).ms)
}
const count =
  'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10000000) SELECT count(*) FROM n'
const longQuery = await whileWatching(() => engine.runSql({ sql: count, limit: 1 }).then(told))

await end({ summary: engine.summary(), milestones, opening, queries, longQuery })

async function end(measured) {
  console.log(JSON.stringify(measured))
  await engine.dispose()
  process.exit(0)
}

async function open(path) {
  const shown = new Promise((resolve) => engine.onCase((summary) => summary !== null && resolve()))
  const judged = new Promise((resolve) => engine.onCase((summary) => summary?.isBeingJudged === false && resolve()))
  const ended = new Promise((resolve) => {
    engine.onJob((job) => job.state !== 'running' && resolve(job))
  })
  told(await engine.openCase({ paths: [path] }))
  await Promise.race([shown, ended])
  await Promise.all([
    reach('usable', ...firstQuestions),
    judged.then(() => reach('judged', () => engine.integrity())),
    reach('ready', () => engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })),
  ])
  const job = await ended
  if (job.state !== 'done') throw new Error(job.message)
  await reach('found', () => engine.findings())
}

async function reach(milestone, ...questions) {
  for (const answer of await Promise.all(questions.map((ask) => ask()))) told(answer)
  const { user, system } = process.cpuUsage()
  const rss = process.resourceUsage().maxRSS / 1000
  milestones[milestone] = { wall: performance.now() / 1000, cpu: (user + system) / 1e6, rss }
}

/** The page of hits once every file was searched. */
async function search(text) {
  const ended = new Promise((resolve) => {
    const stop = engine.onJob(({ kind, state }) => {
      if (kind !== 'search' || state === 'running') return
      stop()
      resolve()
    })
  })
  const filter = where('record', 'contains', text)
  told(await engine.events(page(filter)))
  await ended
  return await engine.events(page(filter))
}

function told(answer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}

async function facet(column, filter) {
  return await engine.facet({ filter, column, search: '', limit: Number(repeats) })
}

async function valuesOf(column) {
  const { values } = told(await engine.facet({ filter: everything, column, search: '', limit: Number(repeats) }))
  return Array.from({ length: Number(repeats) }, (_, n) => values[n % values.length].value)
}

async function timed(work) {
  const begun = performance.now()
  await work()
  return { ms: performance.now() - begun }
}

/** How late the timers of this thread came meanwhile: the monitor counts its own interval of 1 ms in. */
async function whileWatching(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const { ms } = await timed(work)
  delay.disable()
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - 1)
  return { ms, lagP99: late(delay.percentile(99)), lagMax: late(delay.max) }
}
