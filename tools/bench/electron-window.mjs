// Opens the built application in Electron with its sandbox on, by an ordinary user with a screen, and prints how long it
// took and what its processes hold. `node electron-window.mjs ELECTRON CHECKOUT FOLDER`
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { _electron } from 'playwright-core'

const [executablePath, checkout, folder] = process.argv.slice(2)
const restMs = 10_000
const withinMs = 300_000

const begun = performance.now()
const app = await _electron.launch({
  executablePath,
  args: ['--disable-gpu', checkout],
  env: { ...process.env, XDG_STATE_HOME: '', XDG_CONFIG_HOME: '' },
  chromiumSandbox: true,
  timeout: withinMs,
})
const page = await app.firstWindow({ timeout: withinMs })
page.setDefaultTimeout(withinMs)
const sample = page.getByRole('button', { name: 'Open the sample case' })
await sample.waitFor()
const content = performance.now() - begun
const empty = await memory()
await sample.click()
await page.getByRole('region', { name: 'What to look at first' }).waitFor()
const sampleShown = performance.now() - begun
await wait(restMs)
const opened = await page.evaluate(openAndWatch, folder)
await wait(restMs)
console.log(JSON.stringify({ content, sampleShown, empty, ...opened, atRest: await memory() }))
await app.close()

/** MB resident of each process, by its kind. */
async function memory() {
  const metrics = await app.evaluate(({ app }) => app.getAppMetrics())
  return metrics.map(({ type, name, memory }) => ({ kind: name ?? type, mb: memory.workingSetSize / 1000 }))
}

/** In the page: milliseconds until it was answered, and how late its own timers came until all rules had run. */
async function openAndWatch(path) {
  const { invoke, subscribe } = window.trailproof
  const everything = { range: null, where: { all: [] } }
  const everyMs = 5
  const late = []
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    late.push(Math.max(0, now - last - everyMs))
    last = now
  }, everyMs)
  const begun = performance.now()
  const reached = {}
  const reach = async (name, call, input) => {
    const answer = await invoke(call, input)
    if (!answer.ok) throw new Error(answer.message)
    reached[name] = performance.now() - begun
    return answer.value
  }
  const whenCase = (test) =>
    new Promise((resolve) => {
      const stop = subscribe('caseChanged', (summary) => {
        if (summary === null || summary.paths[0] !== path || !test(summary)) return
        stop()
        resolve(summary)
      })
    })
  const shown = whenCase(() => true)
  const judged = whenCase(({ isBeingJudged }) => !isBeingJudged)
  const started = await invoke('openCase', { paths: [path] })
  if (!started.ok) throw new Error(started.message)
  await shown
  await Promise.all([
    reach('usable', 'histogram', { filter: everything, range: null, maxBuckets: 200 }),
    reach('ready', 'runSql', { sql: 'SELECT count(*) FROM events', limit: 1 }),
    judged.then(() => reach('judged', 'integrity')),
  ])
  await reach('found', 'findings')
  clearInterval(timer)
  late.sort((a, b) => a - b)
  const { events } = await judged
  return { events, reached, lagP99: late[Math.floor(0.99 * late.length)], lagMax: late.at(-1) }
}
