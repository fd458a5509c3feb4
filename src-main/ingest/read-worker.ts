import { parentPort, workerData } from 'node:worker_threads'
import { type Batch, buffersOf } from '../columns/batch.ts'
import { openAttributes } from '../files/attributes.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import { type FileRead, FileReader, type FileToRead, type ReadMode, type ReadOptions } from './read-files.ts'

/** A run of files for one reader. Its results come back whole, so a reader that dies leaves no half result. */
export interface Chunk {
  readonly number: number
  readonly files: readonly FileToRead[]
}

export interface ReadRequest extends Chunk {
  readonly mode: ReadMode
}

export interface ChunkRead {
  readonly number: number
  readonly files: readonly FileRead[]
  readonly batches: readonly Batch[]
}

/** Unused file buffers, bytes, after which garbage is collected. */
const mostDropped = 4 * 1024 * 1024

export interface ReadWorkerData extends ReadOptions {
  /** Other than 0 once the thread is to end, at the next file. */
  readonly stop: Int32Array
}

const port = parentPort!
const options = workerData as ReadWorkerData
const isStopped = () => Atomics.load(options.stop, 0) !== 0
let batches: Batch[] = []
const reader = new FileReader(options, (batch) => batches.push(batch), await openAttributes())

port.on('message', async ({ number, files, mode }: ReadRequest) => {
  batches = []
  const read: FileRead[] = []
  for (const file of files) {
    if (isStopped()) break
    read.push(await reader.read(file, mode))
  }
  if (isStopped()) {
    port.close()
    return
  }
  reader.flush()
  const result: ChunkRead = { number, files: read, batches }
  port.postMessage(result, batches.flatMap(buffersOf))
  if (reader.dropped < mostDropped) return
  collectGarbage('minor')
  reader.dropped = 0
})
