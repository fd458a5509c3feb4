// What is measured, by name. Each `run` is one fresh process; `prepare` returns why it cannot be, or null.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { measureNode, measureShell } from './measure.mjs'
import { cacheFolder } from './trail.mjs'

const root = resolve(import.meta.dirname, '../..')
const script = (name) => join(import.meta.dirname, name)
const cli = join(root, 'out/main/cli.js')
const duckdbVersion = '1.5.6-r.1'
const duckdbFolder = join(cacheFolder, `duckdb-${duckdbVersion}`)
export const engineModule = join(cacheFolder, 'engine/engine.mjs')
const engineRepeats = 15

const needsBuild = () => (existsSync(cli) ? null : 'there is no build: npm run build')

/** What a reader of the folder has counted, held against what was written: fast and wrong is no result. */
const counts = ({ truth, got }) =>
  Object.entries(got).flatMap(([name, value]) =>
    value === truth[name] ? [] : [`${name} is ${value}, not ${truth[name]}`],
  )

export const subjects = {
  'floor-inflate': {
    text: 'floor: read + SHA-256 + gunzip, two workers',
    prepare: () => null,
    run: ({ folder }) => measureNode(script('floor.mjs'), [folder, 'inflate']),
  },
  'floor-parse': {
    text: 'floor: the same + JSON.parse',
    prepare: () => null,
    run: ({ folder }) => measureNode(script('floor.mjs'), [folder, 'parse']),
  },
  info: {
    text: 'trailproof info: hashed, verified, deduped, indexed',
    prepare: needsBuild,
    run: ({ folder }) => measureNode(cli, ['info', folder, '--json']),
    check: (output, truth) => {
      const { records, duplicates, errorEvents } = JSON.parse(output)
      return counts({ truth, got: { records, duplicates, errorEvents } })
    },
  },
  verify: {
    text: 'trailproof verify: hashes and digests',
    prepare: needsBuild,
    run: ({ folder }) => measureNode(cli, ['verify', folder, '--json']),
    exitCodes: [0, 1, 2],
  },
  'duckdb-typed': {
    text: `DuckDB ${duckdbVersion}, typed schema, dedupe`,
    prepare: installDuckdb,
    run: ({ logs }) => measureNode(script('duckdb.mjs'), [duckdbFolder, logs, 'typed']),
    check: (output, truth) => counts({ truth, got: { events: JSON.parse(output).events } }),
  },
  'duckdb-auto': {
    text: `DuckDB ${duckdbVersion}, schema found by itself`,
    prepare: installDuckdb,
    run: ({ logs }) => measureNode(script('duckdb.mjs'), [duckdbFolder, logs, 'auto']),
    check: (output, truth) => counts({ truth: { events: truth.records }, got: JSON.parse(output) }),
  },
  pipe: {
    text: 'gunzip | sha256sum, a process each per file, two at a time',
    prepare: () =>
      has('gunzip') && has('sha256sum') && has('xargs') ? null : 'gunzip, sha256sum or xargs is not installed',
    run: ({ folder }) =>
      measureShell(
        `find "$BENCH_FOLDER" -name '*.json.gz' -print0 | xargs -0 -n 1 -P 2 sh -c 'gunzip -c "$0" | sha256sum' | tail -n 1`,
        {
          BENCH_FOLDER: folder,
        },
      ),
  },
  queries: {
    text: 'engine: answers and main-thread lag',
    prepare: bundleEngine,
    run: ({ folder }) =>
      measureNode(script('engine.mjs'), [engineModule, join(root, 'out/main'), wasm, folder, String(engineRepeats)]),
  },
}

const wasm = join(root, 'node_modules/sql.js/dist/sql-wasm.wasm')

/** The engine is inside the built entries; its thin outer part is bundled alone, over the built workers. */
async function bundleEngine() {
  const missing = needsBuild()
  if (missing) return missing
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src-main/engine/thread.ts'),
      outDir: join(cacheFolder, 'engine'),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  })
  return null
}

function installDuckdb() {
  const installed = join(duckdbFolder, 'node_modules/@duckdb/node-api')
  if (existsSync(installed)) return null
  mkdirSync(duckdbFolder, { recursive: true })
  writeFileSync(join(duckdbFolder, 'package.json'), '{ "private": true }\n')
  try {
    const args = ['install', '--no-audit', '--no-fund', `@duckdb/node-api@${duckdbVersion}`]
    execFileSync('npm', args, { cwd: duckdbFolder, stdio: 'ignore', timeout: 300_000 })
    return null
  } catch {
    return `npm could not install @duckdb/node-api@${duckdbVersion}`
  }
}

export function has(program) {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
