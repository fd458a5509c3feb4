// The benchmark's trail: made once by two worker threads, kept outside the repository, made anew only when the generator changes.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { accounts, regions } from './records.mjs'

/** Files of log records, and records in each on average; `tiny` is the shape of many quiet accounts and Regions. */
export const sizes = {
  '20k': { files: 40, records: 20_000 },
  '200k': { files: 400, records: 200_000 },
  '1M': { files: 2_000, records: 1_000_000 },
  '10M': { files: 20_000, records: 10_000_000 },
  tiny: { files: 310_000, records: 1_690_000 },
}

export const cacheFolder =
  process.env.TRAILPROOF_BENCH_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'trailproof-bench')

export const bucket = 'example-bench-logs'
export const trailName = 'bench-trail'

const generator = ['records.mjs', 'trail-worker.mjs', '../../test/fixtures/trail-build.ts']
const workers = 2

/** Changes with the generator's text, so that a kept trail is always what the present generator writes. */
function generatorVersion(size) {
  const hash = createHash('sha256').update(JSON.stringify(sizes[size]))
  for (const file of generator) hash.update(readFileSync(join(import.meta.dirname, file)))
  return hash.digest('hex').slice(0, 8)
}

/** Of that size: those of older generators, and one whose making was broken off. */
function forgetTrails(size) {
  if (!existsSync(cacheFolder)) return
  const kept = readdirSync(cacheFolder).filter((name) => name.startsWith(`trail-${size}-`))
  for (const name of kept) rmSync(join(cacheFolder, name), { recursive: true })
}

/** `{ folder, logs (glob for DuckDB), truth }`: truth is what anyone who reads the folder has to count. */
export async function benchTrail(size, say) {
  const place = join(cacheFolder, `trail-${size}-${generatorVersion(size)}`)
  const folder = join(place, 'trail')
  const truthFile = join(place, 'truth.json')
  if (!existsSync(truthFile)) {
    say(`Making the trail of ${size} events in ${place}; it is kept for the next run.`)
    forgetTrails(size)
    const truth = await generate(folder, sizes[size])
    writeFileSync(truthFile, JSON.stringify(truth, null, 2))
  }
  const written = JSON.parse(readFileSync(truthFile, 'utf8'))
  const truth = { ...written, events: written.records - written.duplicates }
  return { folder, truth, logs: join(folder, bucket, 'AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz') }
}

async function generate(folder, { files, records }) {
  const streams = accounts.flatMap((account) => regions.map((region) => ({ account, region })))
  const shares = streams.map((stream, number) => ({ ...stream, number, files: shareOf(files, streams.length, number) }))
  const parts = Array.from({ length: workers }, (_, w) => shares.filter(({ number }) => number % workers === w))
  const counts = await Promise.all(parts.map((part) => write(folder, part, records / files)))
  return counts.reduce((sum, each) => Object.fromEntries(Object.keys(sum).map((key) => [key, sum[key] + each[key]])))
}

const shareOf = (total, parts, index) => Math.floor((total * (index + 1)) / parts) - Math.floor((total * index) / parts)

function write(folder, streams, recordsPerFile) {
  return new Promise((resolve, reject) => {
    const workerData = { folder, streams, recordsPerFile, bucket, trailName }
    const worker = new Worker(new URL('./trail-worker.mjs', import.meta.url), { workerData })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
