import { Worker } from 'node:worker_threads'
import { storedSource } from '../../src-shared/model/source.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { readRecords } from './read-records.ts'
import { type ReadableFile, RecordReader } from './reader.ts'
import type { ReadRecords } from './record-chunks.ts'
import type { RecordsRead } from './record-messages.ts'
import type { RecordWorkerData } from './record-worker.ts'

/** Threads that read records of these files. */
export interface RecordThreads {
  readonly readers: readonly ReadRecords[]
  end(): Promise<void>
}

/** Fewer records than these are read where they are asked for: to start a thread takes longer. */
const fewRecords = 200
/** Each keeps inflated files; more of them only wait for who writes what they read. */
const mostThreads = 4

/**
 * `workerFile`: the built record-worker.js. A thread that dies fails what it was asked for, with `ThreadDeath`.
 * `records`: how many are to be read.
 */
export function startRecordReaders(
  files: readonly ReadableFile[],
  records: number,
  { workerFile, workers }: { readonly workerFile: string; readonly workers: number },
): RecordThreads {
  if (records < fewRecords) return recordReadersHere(files)
  const workerData: RecordWorkerData = {
    files: files.map((file) => ({ ...storedSource(file), encoding: file.encoding, readSha256: file.readSha256 })),
  }
  const threads = Array.from(
    { length: Math.min(workers, mostThreads) },
    () => new RecordThread(new Worker(workerFile, { workerData })),
  )
  return {
    readers: threads.map((thread) => (message) => thread.read(message)),
    end: async () => {
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

/** Reads on the thread that asks. */
export function recordReadersHere(files: readonly ReadableFile[]): RecordThreads {
  const reader = new RecordReader(files)
  const loaded = reader.load()
  return {
    readers: [
      async (message) => {
        await loaded
        return readRecords(reader, message)
      },
    ],
    end: async () => {},
  }
}

interface Waiting {
  readonly resolve: (read: RecordsRead) => void
  readonly reject: (error: Error) => void
}

/** One thread, which answers in the order in which it is asked. */
class RecordThread {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #death: Error | null = null

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (read: RecordsRead) => this.#waiting.shift()?.resolve(read))
    worker.on('error', (error) => this.#die(new ThreadDeath(error)))
  }

  read(message: Parameters<ReadRecords>[0]): Promise<RecordsRead> {
    if (this.#death !== null) return Promise.reject(this.#death)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      const { at, file, offset, length } = message
      this.#worker.postMessage(
        message,
        [at, file, offset, length].map(({ buffer }) => buffer as ArrayBuffer),
      )
    })
  }

  async end(): Promise<void> {
    this.#die(new Error('The thread was ended'))
    await this.#worker.terminate()
  }

  #die(error: Error): void {
    this.#death ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }
}
