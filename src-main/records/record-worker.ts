import { parentPort, workerData } from 'node:worker_threads'
import { readRecords } from './read-records.ts'
import { type ReadableFile, RecordReader } from './reader.ts'
import type { RecordsToRead } from './record-messages.ts'

/** What a thread that reads records is started with. */
export interface RecordWorkerData {
  readonly files: readonly ReadableFile[]
}

/** Inflated files that a thread keeps, bytes. */
const keepBytes = 64 << 20
/** How long a kept file is taken for unchanged, milliseconds. */
const trustMs = 1000

const { files } = workerData as RecordWorkerData
const reader = new RecordReader(files, { keepBytes, trustMs })
const loaded = reader.load()
const port = parentPort!

port.on('message', async (message: RecordsToRead) => {
  await loaded
  const read = readRecords(reader, message)
  port.postMessage(read, [read.bytes.buffer as ArrayBuffer])
})
