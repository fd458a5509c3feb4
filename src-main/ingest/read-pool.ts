import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { heldMemoryOf } from '../files/archives/held-memory.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { within } from '../runtime/within.ts'
import type { FileRead, FileToRead, ReadMode, ReadOptions } from './read-files.ts'
import type { Chunk, ChunkRead, ReadRequest, ReadWorkerData } from './read-worker.ts'

export interface ReadersOptions extends ReadOptions {
  /** Called for each chunk that is given out. */
  readonly mode: () => ReadMode
  readonly signal: AbortSignal
}

/** Reads the chunks of one opening. Has to be ended, whatever happens. */
export interface Readers {
  /** Gives the results in the order of the chunks. May be called again when all were given. */
  read(chunks: readonly Chunk[]): AsyncIterable<PoolResult>
  end(): Promise<void>
}

/** Begins to load what reads files, before it is known which. */
export type StartReaders = (options: ReadersOptions) => Readers

/**
 * Readers in worker threads, `workerFile` being the built read-worker.js. As many as there are cores: the merging thread
 * needs little, and two cores read as fast with two readers as with three.
 */
export const readersInThreads =
  (workerFile: string, workers = availableParallelism()): StartReaders =>
  (options) =>
    new ReaderPool({ ...options, workerFile, workers })

interface PoolOptions extends ReadersOptions {
  readonly workerFile: string
  readonly workers: number
}

/** Results of one chunk, with the reader whose dictionaries its batches are written in. */
export interface PoolResult extends ChunkRead {
  readonly source: number
}

const chunkBytes = 1 << 20
const chunkFiles = 256
/** Chunks per worker that may be given out before the next one is delivered. This bounds what waits in memory. */
const chunksAhead = 4

/** Cuts files into chunks of about a megabyte on disk, in order. */
export function cut(files: readonly (FileToRead & { readonly bytes: number })[]): Chunk[] {
  const chunks: { number: number; files: FileToRead[] }[] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const { bytes: size, ...file } of files) {
    if (bytes >= chunkBytes || chunks.at(-1)!.files.length >= chunkFiles) {
      chunks.push({ number: chunks.length, files: [] })
      bytes = 0
    }
    chunks.at(-1)!.files.push(file)
    bytes += size
  }
  return chunks
}

/** The number of the first reader. Those before it are for batches that come from elsewhere. */
export const firstReader = 1

/**
 * Reads chunks in worker threads, which load while the files are still being found. A file that ends its reader is
 * reported as unreadable, and the rest goes on.
 */
class ReaderPool implements Readers {
  private readonly readers = new Set<Reader>()
  private chunks: readonly Chunk[] = []
  /** Per chunk what is read of it so far, and how many of its files are still to come. */
  private readonly pieces = new Map<number, { results: PoolResult[]; left: number }>()
  private given = 0
  private taken = 0
  private sources = firstReader
  private failure: ThreadDeath | null = null
  private readonly stop = new Int32Array(new SharedArrayBuffer(4))
  private readonly held = heldMemoryOf(process.availableMemory())
  private waiting: () => void = () => {}

  constructor(private readonly options: PoolOptions) {
    options.signal.addEventListener('abort', this.wake)
    // One: a chunk is all there is of most cases. The others start with their chunks.
    this.startUpTo(1)
  }

  /**
   * Gives the results in the order of the chunks, whichever is ready first: a case must not depend on which thread was
   * faster.
   */
  async *read(chunks: readonly Chunk[]): AsyncGenerator<PoolResult> {
    this.chunks = chunks
    this.given = 0
    this.taken = 0
    for (const reader of this.readers) this.give(reader)
    this.startUpTo(Math.min(this.options.workers, chunks.length))
    for (let next = 0; next < chunks.length; next++) yield* await this.take(next)
  }

  private readonly wake = () => this.waiting()

  /** Waits for all of chunk `next`. Chunks must be taken in order. */
  private async take(next: number): Promise<readonly PoolResult[]> {
    for (;;) {
      this.options.signal.throwIfAborted()
      if (this.failure !== null) throw this.failure
      const piece = this.pieces.get(next)
      if (piece?.left === 0) {
        this.pieces.delete(next)
        this.taken = next + 1
        // One more chunk may be given out: the worker that waited for it goes on.
        for (const reader of this.readers) this.give(reader)
        return piece.results
      }
      await new Promise<void>((resolve) => {
        this.waiting = resolve
      })
    }
  }

  async end(): Promise<void> {
    this.options.signal.removeEventListener('abort', this.wake)
    const readers = [...this.readers]
    this.readers.clear()
    Atomics.store(this.stop, 0, 1)
    await Promise.all(readers.map(({ worker }) => ended(worker)))
  }

  private startUpTo(readers: number): void {
    while (this.readers.size < readers) this.start([])
  }

  /**
   * `own`: the files that this reader reads before it takes its share. Only a new reader may go back to an earlier
   * chunk: the batches of one reader must be taken in the order it made them, since each brings the texts that are new
   * to it.
   */
  private start(own: Chunk[]): void {
    const worker = new Worker(this.options.workerFile, { workerData: this.workerData() })
    const reader: Reader = { worker, source: this.sources++, own, current: null }
    worker.on('message', (read: ChunkRead) => {
      reader.current = null
      this.keep({ ...read, source: reader.source })
      this.give(reader)
    })
    worker.on('error', (error) => this.replace(reader, error))
    // Most threads report an error before they die. A thread that was ended from outside only ends.
    worker.on('exit', () => this.replace(reader, new ThreadDeath()))
    this.readers.add(reader)
    this.give(reader)
  }

  private workerData(): ReadWorkerData {
    const { contentKey, limits, known } = this.options
    return {
      contentKey,
      stop: this.stop,
      held: this.held,
      ...(limits === undefined ? {} : { limits }),
      ...(known === undefined ? {} : { known }),
    }
  }

  private give(reader: Reader): void {
    if (reader.current !== null) return
    const most = Math.min(this.taken + chunksAhead * this.options.workers, this.chunks.length)
    reader.current = reader.own.shift() ?? (this.given < most ? this.chunks[this.given++]! : null)
    if (reader.current === null) return
    reader.worker.postMessage({ ...reader.current, mode: this.options.mode() } satisfies ReadRequest)
  }

  /**
   * The reader died, most likely out of memory. Its chunk is read again file by file, to find the file that caused it.
   */
  private replace(dead: Reader, error: unknown): void {
    if (!this.readers.delete(dead)) return
    const { current, own } = dead
    if (current === null) this.failure = error instanceof ThreadDeath ? error : new ThreadDeath(error)
    else if (current.files.length > 1)
      this.start([...current.files.map((file) => ({ number: current.number, files: [file] })), ...own])
    else {
      this.keep({
        number: current.number,
        files: [unreadable(current.files[0]!, error)],
        batches: [],
        source: dead.source,
      })
      this.start(own)
    }
    this.wake()
  }

  private keep(result: PoolResult): void {
    const { number } = result
    const piece = this.pieces.get(number) ?? { results: [], left: this.chunks[number]!.files.length }
    piece.results.push(result)
    piece.left -= result.files.length
    this.pieces.set(number, piece)
    if (piece.left === 0) this.wake()
  }
}

interface Reader {
  readonly worker: Worker
  readonly source: number
  readonly own: Chunk[]
  current: Chunk | null
}

/** How long a reader may take to finish its file before it is ended from outside. */
const endPatienceMs = 2000

/**
 * A reader ends itself between two files. A thread that is ended from outside within zlib or `fs-xattr` takes the
 * process with it, because their native code aborts when V8 no longer answers. A reader that has not ended in time is
 * busy with a huge file, and is in neither.
 */
async function ended(worker: Worker): Promise<void> {
  const gone = once(worker, 'exit')
  const wake: ReadRequest = { number: -1, files: [], mode: 'hash' }
  worker.postMessage(wake)
  if (!(await within(endPatienceMs, gone))) await worker.terminate()
}

function unreadable({ file }: FileToRead, error: unknown): FileRead {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    file, kind: 'other', form: 'unreadable file', gzip: 'unreadable', sha256: null, readSha256: null, inflatedBytes: null, text: null,
    isUtf16: false, attributes: null, encoding: null, records: null, knownAs: null, configItems: [], storedSha256: null, members: null, unread: 'unreadable-file', notes: [], problems: [`Reading it failed: ${reason}.`],
  } // biome-ignore format: data in rows
}
