// Writes all log files and digests of some accounts and Regions, and answers with what it wrote.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { runnerImport } from 'vite'
import { begin, days, random, recordsOf } from './records.mjs'

const { folder, streams, recordsPerFile, bucket, trailName } = workerData
const root = resolve(import.meta.dirname, '../..')
const fixture = async (name) =>
  (await runnerImport(join(root, `test/fixtures/${name}.ts`), { root, configFile: false, logLevel: 'error' })).module
const { digestObject, slotOf } = await fixture('trail-build')
const { logKey } = await fixture('trail-names')
const { firstKey, publicKeyList } = await fixture('keys')

const hourMs = 3_600_000
/** Of a thousand events five come a second time, in the next file of their account and Region. */
const duplicateShare = 0.005

const plan = {
  seed: 'bench',
  bucket,
  prefix: '',
  organization: null,
  trail: trailName,
  homeRegion: 'us-east-1',
  start: new Date(begin),
  keyOf: () => firstKey,
}
const counts = { logFiles: 0, digests: 0, records: 0, duplicates: 0, errorEvents: 0, jsonBytes: 0, gzipBytes: 0 }

const madeFolders = new Set()
function store(key, bytes) {
  const path = join(folder, plan.bucket, key)
  if (!madeFolders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true })
  madeFolders.add(dirname(path))
  writeFileSync(path, bytes)
  return path
}

function writeStream(stream) {
  const hours = days * 24
  let previous = null
  let file = 0
  for (let hour = 0; hour < hours; hour++) {
    const slot = slotOf(plan, stream, hour)
    const listed = []
    while (file < stream.files && deliveredAt(stream, file) < slot.until) listed.push(writeLog(stream, file++))
    previous = digestObject(plan, slot, listed, previous, null)
    counts.digests++
    const path = store(previous.key, previous.stored)
    if (hour === hours - 1)
      writeFileSync(`${path}.metadata.json`, JSON.stringify({ Metadata: { signature: previous.signature } }))
  }
}

const stepOf = (stream) => (days * 24 * hourMs) / stream.files
const deliveredAt = (stream, file) => begin + Math.floor((file + 1) * stepOf(stream)) - 60_000

/** How a file is made up, told from its number alone: `own` records, of which the first `again` are copies. */
function shapeOf(stream, file) {
  const rng = random(stream.number + 1, file + 1, 5)
  const own = rounded(recordsPerFile, rng)
  const again = file === 0 ? 0 : Math.min(own, rounded(recordsPerFile * duplicateShare, rng))
  return { own, again, unique: `${rng.hex8()}${rng.hex8()}` }
}

function freshRecords(stream, file, shape, count) {
  const until = deliveredAt(stream, file)
  return recordsOf(stream.number, file, { ...stream, from: until - stepOf(stream), until, spread: shape.own }, count)
}

function recordsOfFile(stream, file, shape) {
  if (shape.again === 0) return { copies: [], fresh: freshRecords(stream, file, shape, shape.own) }
  const before = shapeOf(stream, file - 1)
  const copies = freshRecords(stream, file - 1, before, Math.min(shape.again, before.own - before.again))
  return { copies, fresh: freshRecords(stream, file, shape, shape.own - copies.length) }
}

function writeLog(stream, file) {
  const shape = shapeOf(stream, file)
  const { copies, fresh } = recordsOfFile(stream, file, shape)
  const records = [...copies, ...fresh]
  const text = JSON.stringify({ Records: records })
  const gzip = gzipSync(text, { level: 6 })
  const key = logKey(plan, stream, new Date(deliveredAt(stream, file)), shape.unique)
  store(key, gzip)
  counts.logFiles++
  counts.records += records.length
  counts.duplicates += copies.length
  counts.errorEvents += fresh.filter((record) => record.errorCode !== undefined).length
  counts.jsonBytes += Buffer.byteLength(text)
  counts.gzipBytes += gzip.length
  return { key, sha256: createHash('sha256').update(text).digest('hex'), records: ends(records) }
}

/** Whole, and on average `share`. */
const rounded = (share, rng) => Math.floor(share) + (rng.chance(share % 1) ? 1 : 0)
/** The digest wants the oldest and newest times only. */
const ends = (records) => (records.length > 1 ? [records[0], records.at(-1)] : records)

for (const stream of streams) writeStream(stream)
if (streams.some(({ number }) => number === 0)) {
  const validity = { validFrom: new Date(begin - 24 * hourMs), validUntil: new Date(begin + (days + 1) * 24 * hourMs) }
  writeFileSync(join(folder, 'public-keys.json'), JSON.stringify(publicKeyList([{ key: firstKey, ...validity }])))
}
parentPort.postMessage(counts)
