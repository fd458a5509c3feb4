// What is measured, by name. Each `run` is one fresh process; `prepare` returns why it cannot be, or null.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { serveTrail } from './aws-loopback.mjs'
import { measureCores } from './cores.mjs'
import { measureElectron, prepareElectron } from './electron.mjs'
import { measureNode, measureShell } from './measure.mjs'
import { has, sqlPeers, typedLoads } from './peers.mjs'
import { accounts, begin, days, regions } from './records.mjs'
import { benchTrail, bucket, trailName } from './trail.mjs'
import { counts, sameEvents } from './truth.mjs'

const root = resolve(import.meta.dirname, '../..')
const script = (name) => join(import.meta.dirname, name)
const cli = join(root, 'out/main/cli.js')
/** Of this checkout: another one may be measured meanwhile. */
const engineFolder = join(root, 'node_modules/.cache/bench-engine')
const engineModule = join(engineFolder, 'engine.mjs')
const engineRepeats = 15
const sqlRepeats = 7

const needsBuild = () => (existsSync(cli) ? null : 'there is no build: npm run build')

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
  ...typedLoads,
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
    run: ({ folder }) => measureNode(script('engine.mjs'), engineArgs(folder, engineRepeats)),
  },
  sql: {
    text: 'engine: questions in SQL',
    prepare: bundleEngine,
    run: ({ folder }) => measureNode(script('sql-engine.mjs'), engineArgs(folder, sqlRepeats)),
  },
  exports: {
    text: 'engine: exports of all events',
    prepare: bundleEngine,
    run: ({ folder }) => measureNode(script('exports.mjs'), engineArgs(folder)),
    check: sameEvents,
  },
  window: {
    text: 'the window: actions of an analyst, through the browser host',
    prepare: needsBuild,
    run: ({ folder }) => measureNode(script('window.mjs'), [cli, folder]),
    // It repeats each kind of action itself.
    once: true,
  },
  cores: {
    text: 'the engine by the number of cores',
    prepare: async () => (has('taskset') ? bundleEngine() : 'taskset is missing'),
    run: ({ folder }) => measureCores(script('engine.mjs'), engineArgs(folder, 0)),
  },
  electron: {
    text: 'in Electron: the engine and the window',
    prepare: async () => (await bundleEngine()) ?? prepareElectron(),
    run: ({ folder }) => measureElectron(folder, engineArgs(folder, 0)),
    check: (output, truth) => counts({ truth, got: { events: JSON.parse(output).window.events } }),
  },
  memory: {
    text: 'the process with a case open, closed, and after fifty openings',
    prepare: async () => (await bundleEngine()) ?? void (await smallTrail()),
    run: async ({ folder }) => {
      const args = [...engineArgs(folder, await smallTrail()), String(openings)]
      return measureNode(script('memory.mjs'), args, { preload: [script('thread-memory.mjs')] })
    },
    // Minutes long, and it says itself where it was.
    once: true,
  },
  ...sqlPeers,
}

const openings = 50
const smallTrail = async () => (await benchTrail('20k', () => {})).folder

const engineArgs = (folder, ...more) => [engineModule, join(root, 'out/main'), wasm, folder, ...more.map(String)]

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
      outDir: engineFolder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  })
  return null
}
