import { Worker } from 'node:worker_threads'
import { sourceText } from '../../src-shared/model/source.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import type { FileToSearch } from './search-file.ts'
import type { FilesSearched, SearchWorkerData } from './search-worker.ts'

export interface SearchOptions {
  /** The built search-worker.js. */
  readonly workerFile: string
  readonly workers: number
  readonly signal: AbortSignal
  onSearched(searched: FilesSearched): void
}

const filesAtOnce = 8
const bytesAtOnce = 1 << 20

/**
 * Searches files in their order, in worker threads that are gone when it resolves or rejects. Hits are written into
 * `data.found` as they come. A file that a thread dies of is told as a problem, and the rest goes on.
 */
export async function searchFiles(
  files: readonly FileToSearch[],
  data: SearchWorkerData,
  options: SearchOptions,
): Promise<void> {
  let next = 0
  const take = (): readonly FileToSearch[] => {
    const from = next
    let bytes = 0
    while (next < files.length && next - from < filesAtOnce && bytes < bytesAtOnce) bytes += files[next++]!.bytes
    return files.slice(from, next)
  }
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  try {
    const threads = Math.min(options.workers, Math.ceil(files.length / filesAtOnce))
    await Promise.all(Array.from({ length: threads }, () => searchInThread(take, data, { ...options, signal })))
  } finally {
    ended.abort()
  }
}

/** Runs threads, one after the other when one dies, until nothing is left to take. */
async function searchInThread(
  take: () => readonly FileToSearch[],
  data: SearchWorkerData,
  options: SearchOptions,
): Promise<void> {
  const alone: FileToSearch[] = []
  for (;;) {
    const left = await liveOf(take, alone, data, options)
    if (left === null) return
    const [only, ...others] = left.files
    if (only === undefined) throw new ThreadDeath(left.error)
    if (others.length > 0) alone.push(...left.files)
    else
      options.onSearched({
        files: 1,
        bytes: only.bytes,
        events: 0,
        outside: 0,
        problems: [`${sourceText(only)} could not be searched: ${left.error.message}`],
      })
  }
}

/** One thread's life: null when it found nothing more to do, else what it died of and the files it had then. */
async function liveOf(
  take: () => readonly FileToSearch[],
  alone: FileToSearch[],
  data: SearchWorkerData,
  { workerFile, signal, onSearched }: SearchOptions,
): Promise<{ readonly files: readonly FileToSearch[]; readonly error: Error } | null> {
  signal.throwIfAborted()
  const worker = new Worker(workerFile, { workerData: data })
  let stop = () => {}
  try {
    return await new Promise((resolve, reject) => {
      let current: readonly FileToSearch[] = []
      const give = () => {
        const one = alone.shift()
        current = one === undefined ? take() : [one]
        if (current.length === 0) resolve(null)
        else worker.postMessage(current)
      }
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      worker.on('error', (error) => resolve({ files: current, error }))
      worker.on('message', (searched: FilesSearched) => {
        onSearched(searched)
        give()
      })
      give()
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
