// What is measured, by name. Each `run` is one fresh process; `prepare` returns why it cannot be, or null.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { serveTrail } from './aws-loopback.mjs'
import { measureNode, measureShell } from './measure.mjs'
import { accounts, begin, days, regions } from './records.mjs'
import { textsFor } from './sql-questions.mjs'
import { bucket, cacheFolder, trailName } from './trail.mjs'

const root = resolve(import.meta.dirname, '../..')
const script = (name) => join(import.meta.dirname, name)
const cli = join(root, 'out/main/cli.js')
const duckdbVersion = '1.5.6-r.1'
const duckdbFolder = join(cacheFolder, `duckdb-${duckdbVersion}`)
/** Of the Python Package Index: newer than those for Node.js, or only there. */
const sqlPeers = { duckdb: 'duckdb==2.0.0', chdb: 'chdb==4.4.0' }
const python = join(cacheFolder, 'python/bin/python')
export const engineModule = join(cacheFolder, 'engine/engine.mjs')
const engineRepeats = 15
const sqlRepeats = 7

const needsBuild = () => (existsSync(cli) ? null : 'there is no build: npm run build')

/** What a reader of the folder has counted, held against what was written: fast and wrong is no result. */
const counts = ({ truth, got }) =>
  Object.entries(got).flatMap(([name, value]) =>
    value === truth[name] ? [] : [`${name} is ${value}, not ${truth[name]}`],
  )

function sameEvents(output, truth) {
  const got = Object.entries(JSON.parse(output)).map(([format, { events }]) => [`events as ${format}`, events])
  const wanted = Object.fromEntries(got.map(([name]) => [name, truth.events]))
  return counts({ truth: wanted, got: Object.fromEntries(got) })
}

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
    run: ({ folder }) => measureNode(cli, ['verify', '--trust-keys-in-evidence', folder, '--json']),
    // It ends with 0 only when everything is proven, which it is.
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
    text: 'gunzip -c of all files piped to sha256sum',
    prepare: () => (has('gunzip') && has('sha256sum') && has('xargs') ? null : 'gunzip, sha256sum or xargs is missing'),
    // One stream and one hash, the best a shell does on two cores; a hash of every file costs it two processes a file.
    run: ({ folder }) =>
      measureShell(`find "$BENCH_FOLDER" -name '*.json.gz' -print0 | xargs -0 gunzip -c | sha256sum`, {
        BENCH_FOLDER: folder,
      }),
  },
  aws: {
    text: 'aws cloudtrail validate-logs, all accounts and Regions, over loopback',
    prepare: () => (has('aws') ? null : 'the AWS CLI is not installed'),
    run: validateWithAws,
    // Minutes long, and its own spread is small beside its distance.
    once: true,
    check: (output) => (/INVALID/.test(output) ? ['the AWS CLI calls something invalid'] : []),
  },
  queries: {
    text: 'engine: answers and main-thread lag',
    prepare: bundleEngine,
    run: ({ folder }) =>
      measureNode(script('engine.mjs'), [engineModule, join(root, 'out/main'), wasm, folder, String(engineRepeats)]),
  },
  sql: {
    text: 'engine: questions in SQL',
    prepare: bundleEngine,
    run: ({ folder }) =>
      measureNode(script('sql-engine.mjs'), [engineModule, join(root, 'out/main'), wasm, folder, String(sqlRepeats)]),
  },
  exports: {
    text: 'engine: exports of all events',
    prepare: bundleEngine,
    run: ({ folder }) => measureNode(script('exports.mjs'), [engineModule, join(root, 'out/main'), wasm, folder]),
    check: sameEvents,
  },
  'exports-duckdb': {
    text: `DuckDB ${duckdbVersion}: COPY of the typed table`,
    prepare: installDuckdb,
    run: ({ logs }) => measureNode(script('duckdb.mjs'), [duckdbFolder, logs, 'exports']),
    check: sameEvents,
  },
  window: {
    text: 'the window: actions of an analyst, through the browser host',
    prepare: needsBuild,
    run: ({ folder }) => measureNode(script('window.mjs'), [cli, folder]),
    // It repeats each kind of action itself.
    once: true,
  },
  ...Object.fromEntries(
    Object.entries(sqlPeers).map(([peer, version]) => [
      `sql-${peer}`,
      {
        text: `${version}: typed table, the same questions`,
        prepare: () => installPython(version),
        run: ({ logs }) =>
          measureShell(
            '"$BENCH_PYTHON" "$BENCH_SCRIPT" "$BENCH_PEER" "$BENCH_LOGS" "$BENCH_REPEATS" <<< "$BENCH_QUESTIONS"',
            {
              BENCH_PYTHON: python,
              BENCH_SCRIPT: script('sql-peer.py'),
              BENCH_PEER: peer,
              BENCH_LOGS: logs,
              BENCH_REPEATS: String(sqlRepeats),
              BENCH_QUESTIONS: JSON.stringify(textsFor(peer)),
            },
          ),
        // It loads for minutes on a busy machine, and repeats each question itself.
        once: true,
      },
    ]),
  ),
}

const wasm = join(root, 'node_modules/sql.js/dist/sql-wasm.wasm')

/** One command per account and Region, as its user has to. Stand-in credentials; nothing leaves this machine. */
async function validateWithAws({ folder }) {
  const trailOf = (account) => `arn:aws:cloudtrail:${regions[0]}:${account}:trail/${trailName}`
  const trails = accounts.map((account) => ({
    TrailARN: trailOf(account),
    S3BucketName: bucket,
    HomeRegion: regions[0],
  }))
  const { endpoint, end } = await serveTrail(folder, bucket, trails)
  const from = new Date(begin).toISOString()
  const until = new Date(begin + days * 86_400_000).toISOString()
  const commands = accounts.flatMap((account) =>
    regions.map(
      (region) =>
        `aws cloudtrail validate-logs --trail-arn ${trailOf(account)} --region ${region} --start-time ${from} --end-time ${until}`,
    ),
  )
  const measured = await measureShell(commands.join(' && '), {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  })
  end()
  return measured
}

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

function installPython(version) {
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', join(cacheFolder, 'python')], { stdio: 'ignore' })
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', version], { stdio: 'ignore', timeout: 600_000 })
    return null
  } catch {
    return `pip could not install ${version}`
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
