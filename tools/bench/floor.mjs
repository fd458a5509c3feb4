// What no program can be faster than in JavaScript: every .json.gz of a folder read, hashed and inflated, by two worker
// threads; with `parse` also through JSON.parse. `node floor.mjs FOLDER inflate|parse`
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'

if (isMainThread) {
  const [folder, work] = process.argv.slice(2)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.json.gz'))
    .map((entry) => join(entry.parentPath, entry.name))
  const next = new Int32Array(new SharedArrayBuffer(4))
  for (let n = 0; n < 2; n++) new Worker(new URL(import.meta.url), { workerData: { files, work, next } })
} else {
  const { files, work, next } = workerData
  for (let n = Atomics.add(next, 0, 1); n < files.length; n = Atomics.add(next, 0, 1)) {
    const gzip = readFileSync(files[n])
    // gzip ends with the inflated size (RFC 1952, 2.3.1): one output buffer of the right size, no copying.
    const inflated = gunzipSync(gzip, { chunkSize: gzip.readUInt32LE(gzip.length - 4) + 64 })
    createHash('sha256').update(inflated).digest()
    if (work === 'parse') JSON.parse(inflated.toString())
  }
}
