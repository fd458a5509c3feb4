// What a worker thread of this Node.js may have: `node electron-limits.mjs`, also as `ELECTRON_RUN_AS_NODE=1 electron …`.
import { createRequire } from 'node:module'
import { getHeapStatistics } from 'node:v8'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

const gib = 2 ** 30
/** Nothing is written into what is asked for, so that it takes addresses and no memory. */
const mostAsked = 64

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url))
  worker.once('message', (told) => console.log(JSON.stringify(told)))
} else {
  const zlib = createRequire(import.meta.url)('node:zlib')
  parentPort.postMessage({
    node: process.versions.node,
    v8: process.versions.v8,
    heapGib: getHeapStatistics().heap_size_limit / gib,
    sharedGib: largest(),
    sharedTogetherGib: together(),
    zstd: typeof zlib.zstdDecompressSync === 'function',
  })
}

/** The largest SharedArrayBuffer that can be had, by halves of the last step. */
function largest() {
  let size = 1
  while (size < mostAsked && canHave(2 * size)) size *= 2
  for (let step = size / 2; size < mostAsked && step >= 1 / 8; step /= 2) if (canHave(size + step)) size += step
  return size
}

function canHave(gibs) {
  try {
    return new SharedArrayBuffer(gibs * gib).byteLength > 0
  } catch {
    return false
  }
}

/** How much all of them may be together, in pieces of 1 GiB. */
function together() {
  const held = []
  try {
    while (held.length < mostAsked) held.push(new SharedArrayBuffer(gib))
  } catch {
    // That is the limit.
  }
  return held.length
}
