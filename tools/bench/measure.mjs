// Runs a program in a fresh process and says what it cost.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

const usageAtExit = pathToFileURL(join(import.meta.dirname, 'usage-at-exit.mjs')).href

/**
 * A Node script with its arguments: `{ wall, cpu, rss, output, code }`, in seconds and MB. The child itself says at its
 * exit what it used, all its threads included. `preload`: modules for it and its threads; `program`: another Node.js;
 * `prefix`: a command that runs it.
 */
export async function measureNode(
  script,
  args,
  { environment = {}, preload = [], program = process.execPath, prefix = [] } = {},
) {
  const place = mkdtempSync(join(tmpdir(), 'trailproof-bench-'))
  const usageFile = join(place, 'usage.json')
  const options = { env: { ...process.env, ...environment, BENCH_USAGE_FILE: usageFile } }
  const imports = [usageAtExit, ...preload.map((file) => pathToFileURL(file).href)].flatMap((url) => ['--import', url])
  const [first, ...rest] = [...prefix, program, ...imports, script, ...args]
  const ended = await run(first, rest, options)
  const usage = existsSync(usageFile)
    ? JSON.parse(readFileSync(usageFile, 'utf8'))
    : { cpu: Number.NaN, rss: Number.NaN }
  rmSync(place, { recursive: true })
  return { ...ended, ...usage }
}

/** A shell command; bash's `time` counts all processes of it. Their memory is not measured. */
export async function measureShell(command, environment = {}) {
  const timed = `TIMEFORMAT='bench-time %U %S'; time { ${command} ; }`
  const ended = await run('bash', ['-c', timed], { env: { ...process.env, ...environment } })
  const [, user, system] = /bench-time ([\d.]+) ([\d.]+)/.exec(ended.errors) ?? []
  return { ...ended, cpu: Number(user) + Number(system), rss: Number.NaN }
}

function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ wall: (performance.now() - begun) / 1000, code, output, errors }))
  })
}

export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { min: sorted[0], median, max: sorted.at(-1) }
}
