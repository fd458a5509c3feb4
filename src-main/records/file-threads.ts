import { Worker } from 'node:worker_threads'
import { ThreadDeath } from '../runtime/thread-death.ts'
import type { OpenedFile } from './opened-content.ts'

export interface FileThreads<Data, Told> {
  /** The built worker, which answers each list of files with one message. */
  readonly workerFile: string
  readonly workers: number
  readonly signal: AbortSignal
  /** What every thread is started with: shared arrays, so that nothing is copied. */
  readonly data: Data
  /** What a thread tells of these files. Threads are counted from 0 in the order in which they were started. */
  onTold(told: Told, files: readonly OpenedFile[], thread: number): void
  /** A file that a thread died of. */
  onLost(file: OpenedFile, error: Error): void
}

const filesAtOnce = 8
const bytesAtOnce = 1 << 20

/**
 * Hands files in their order to worker threads, which are gone when it resolves or rejects. A file that a thread dies of
 * is lost, and the rest goes on.
 */
export async function inFileThreads<Data, Told>(
  files: readonly OpenedFile[],
  options: FileThreads<Data, Told>,
): Promise<void> {
  let next = 0
  const take = (): readonly OpenedFile[] => {
    const from = next
    let bytes = 0
    while (next < files.length && next - from < filesAtOnce && bytes < bytesAtOnce) bytes += files[next++]!.bytes
    return files.slice(from, next)
  }
  let threads = 0
  const number = () => threads++
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  try {
    const count = Math.min(options.workers, Math.ceil(files.length / filesAtOnce))
    await Promise.all(Array.from({ length: count }, () => inThreads(take, number, { ...options, signal })))
  } finally {
    ended.abort()
  }
}

/** Runs threads, one after the other when one dies, until nothing is left to take. */
async function inThreads<Data, Told>(
  take: () => readonly OpenedFile[],
  number: () => number,
  options: FileThreads<Data, Told>,
): Promise<void> {
  const alone: OpenedFile[] = []
  for (;;) {
    const left = await liveOf(take, alone, number(), options)
    if (left === null) return
    const [only, ...others] = left.files
    if (only === undefined) throw new ThreadDeath(left.error)
    if (others.length > 0) alone.push(...left.files)
    else options.onLost(only, left.error)
  }
}

/** One thread's life: null when it found nothing more to do, else what it died of and the files it had then. */
async function liveOf<Data, Told>(
  take: () => readonly OpenedFile[],
  alone: OpenedFile[],
  thread: number,
  { workerFile, signal, data, onTold }: FileThreads<Data, Told>,
): Promise<{ readonly files: readonly OpenedFile[]; readonly error: Error } | null> {
  signal.throwIfAborted()
  const worker = new Worker(workerFile, { workerData: data })
  let stop = () => {}
  try {
    return await new Promise((resolve, reject) => {
      let current: readonly OpenedFile[] = []
      const give = () => {
        const one = alone.shift()
        current = one === undefined ? take() : [one]
        if (current.length === 0) resolve(null)
        else worker.postMessage(current)
      }
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      worker.on('error', (error) => resolve({ files: current, error }))
      worker.on('message', (told: Told) => {
        try {
          onTold(told, current, thread)
          give()
        } catch (error) {
          reject(error)
        }
      })
      give()
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
