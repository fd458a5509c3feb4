// The built window through the browser host, in a headless Chromium, and what each action in it takes.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { watchPage } from './window-watch.mjs'

/** An action is over when nothing was awaited for this long, which is longer than the wheel rests before a filter follows. */
const restMs = 400
/** Linux counts CPU time of processes in hundredths of a second. */
const msOfTick = 10

/** `layout`: what the page finds kept of windows before it. */
export async function openWindow(cli, folder, layout) {
  const place = mkdtempSync(join(tmpdir(), 'trailproof-bench-window-'))
  const begun = performance.now()
  const { host, url } = await startHost(cli, folder, place)
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  page.setDefaultTimeout(120_000)
  await page.addInitScript(watchPage, restMs)
  await page.addInitScript(
    (kept) => localStorage.setItem('trailproof-layout', kept),
    JSON.stringify({ state: layout, version: 1 }),
  )
  await page.goto(url)

  /** Milliseconds of CPU time that the host has used, all its threads together; NaN where the system does not tell. */
  function hostCpu() {
    const file = `/proc/${host.pid}/stat`
    if (!existsSync(file)) return Number.NaN
    const [, fields] = readFileSync(file, 'utf8').split(') ')
    const [user, system] = fields.split(' ').slice(11, 13)
    return (Number(user) + Number(system)) * msOfTick
  }

  return {
    page,
    sinceStart: () => performance.now() - begun,
    rest: () => page.evaluate(() => bench.end()),
    /**
     * Milliseconds of one action: `ms` until all its answers are painted, the longest task of the page's main thread by
     * the clock (`task`) and in CPU time (`taskCpu`), the longest time a row in view was blank, CPU time of that thread
     * (`page`) and of the host.
     */
    async measure(act) {
      const before = hostCpu()
      await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
      await page.evaluate(() => bench.begin())
      await act()
      const { ms, blank } = await page.evaluate(() => bench.end())
      const { traceEvents } = JSON.parse(await browser.stopTracing())
      return { ms, blank, ...tasksIn(traceEvents), host: hostCpu() - before }
    },
    async close() {
      await browser.close()
      host.kill('SIGINT')
      await new Promise((resolve) => host.once('exit', resolve))
      rmSync(place, { recursive: true })
    },
  }
}

async function startHost(cli, folder, place) {
  const host = spawn(process.execPath, [cli, 'serve', '--json', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_STATE_HOME: place },
  })
  // Whatever breaks off here, the host does not stay behind.
  process.once('exit', () => host.kill())
  let text = ''
  for await (const part of host.stdout) {
    text += String(part)
    if (text.endsWith('\n')) return { host, url: JSON.parse(text).url }
  }
  throw new Error(`The host ended without an address: ${text}`)
}

/** The clock counts what else the machine did meanwhile. */
function tasksIn(events) {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const isMain = ({ pid, tid }) => threads.some((thread) => thread.pid === pid && thread.tid === tid)
  const tasks = events
    .filter((event) => event.name === 'RunTask' && isMain(event))
    // The clock of a thread may run ahead of the wall's by milliseconds in a virtual machine.
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: Math.min(dur, tdur) / 1000 }))
  const most = (field) => tasks.reduce((longest, task) => Math.max(longest, task[field]), 0)
  return { task: most('wall'), taskCpu: most('cpu'), page: tasks.reduce((sum, { cpu }) => sum + cpu, 0) }
}
