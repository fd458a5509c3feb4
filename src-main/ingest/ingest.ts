import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { UtcMs } from '../../src-shared/base/time.ts'
import { formOfUnread, type SourceFile, type Unparsed } from '../../src-shared/model/event.ts'
import { ColumnStore } from '../columns/column-store.ts'
import { contentKeyBytes } from '../columns/content-hash.ts'
import { isOrdered, type Ordering, takePart } from '../columns/ordering.ts'
import type { Events, FileEntry, Snapshot } from '../columns/snapshot.ts'
import { discover, type FoundFile } from '../files/discover.ts'
import type { FileFact } from '../integrity/evidence/file-fact.ts'
import { type Judgement, judge } from '../integrity/evidence/judge-files.ts'
import type { ReadableFile } from '../records/reader.ts'
import { SameText } from '../runtime/same-text.ts'
import { StageClock } from '../runtime/stage-clock.ts'
import { compareCopies } from './compare-copies.ts'
import type { FileRead, ReadMode } from './read-files.ts'
import { cut, type PoolOptions, type PoolResult, ReaderPool } from './read-pool.ts'
import { type HasRoom, roomOf } from './room.ts'

/** Everything that was read of the opened folders, its events in order of time. */
export interface ReadCase {
  /** When reading began, ms since 1970: what has changed in a file since then was not read. */
  readonly begunAt: number
  readonly snapshot: Snapshot
  readonly sources: readonly SourceFile[]
  readonly unparsed: readonly Unparsed[]
  readonly counts: IngestCounts
  /** Records that JSON.parse had to read. */
  readonly byJsonParse: number
  /** Log files that were hashed and judged, and whose records were left out for want of memory. */
  readonly leftOut: number
  readonly timings: Readonly<Record<string, number>>
}

/** What was read, with what it takes to judge it: no file has a verdict yet. */
export interface Unjudged extends ReadCase {
  /** False where reading was cancelled: verdicts need all files. */
  readonly isWhole: boolean
  readonly facts: readonly FileFact[]
}

/** What was read, judged. */
export interface Ingested extends ReadCase, Judgement {}

/** `records = events + duplicates + unparsed`. */
export interface IngestCounts {
  readonly records: number
  readonly events: number
  readonly duplicates: number
  readonly unparsed: number
  readonly conflicting: number
  readonly withoutEventId: number
  readonly inflatedBytes: number
}

export interface Progress {
  readonly stage: 'discovering' | 'reading' | 'ordering'
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly events: number
}

export interface IngestOptions {
  readonly workerFile: string
  readonly workers?: number
  readonly hasRoom?: HasRoom
  /** Asked for when the last file is read: takes part in putting columns in order, in another thread. */
  readonly helper?: () => (ordering: Ordering) => Promise<void>
  /** Aborting while files are being read leaves a case of what was read until then. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Two cores read as fast with two readers as with three; the merging thread needs little. */
export const readerCount = () => Math.max(1, availableParallelism())

/** Reads every file once, and proves or disproves what it can. */
export async function ingest(paths: readonly string[], options: IngestOptions): Promise<Ingested> {
  return judge(await readCase(paths, options), options.signal)
}

/** Reads every file once: hashes, classifies and parses it, dedupes its events and puts them in order of time. */
export async function readCase(paths: readonly string[], options: IngestOptions): Promise<Unjudged> {
  const begunAt = Date.now()
  const clock = new StageClock()
  const { hasRoom = roomOf(process) } = options
  const store = new ColumnStore()
  // Without memory for more events the other files are hashed all the same: verdicts need all of them.
  let mode: ReadMode = 'index'
  const { found, tally, cancelled } = await withReaders(
    () => mode,
    options,
    async (readers) => {
      const found = await clock.time('discover', () => findFiles(paths, options))
      const tally = new Tally(found)
      const take = (result: PoolResult) => {
        store.expect(tally.expectedRecords)
        for (const batch of result.batches) store.append(result.source, batch)
        tally.add(result)
        if (mode === 'index' && !hasRoom(store.events, tally.inflatedBytes)) mode = 'hash'
        options.onProgress?.({ stage: 'reading', ...tally.progress, events: store.events })
      }
      const cancelled = await clock.time('read', () => readAll(found, readers, options.signal, take))
      return { found, tally, cancelled }
    },
  )
  const help = options.helper?.()
  options.onProgress?.({ stage: 'ordering', ...tally.progress, events: store.events })
  const isWhole = await clock.time('compare', async () => {
    if (cancelled) return false
    return completes(compareCopies(store, tally.readable(), options.signal), options.signal)
  })
  const events = await clock.time('sort', () => inOrder(store, help))
  const counts: IngestCounts = {
    records: tally.records,
    events: store.events,
    duplicates: store.copies,
    unparsed: tally.unparsed.length,
    conflicting: store.conflicts,
    withoutEventId: store.withoutEventId,
    inflatedBytes: tally.inflatedBytes,
  }
  assertBalanced(counts)
  const snapshot = { ...events, files: describeFiles(found, tally) }
  return {
    begunAt,
    snapshot,
    sources: tally.sources(snapshot),
    unparsed: tally.unparsed,
    counts,
    byJsonParse: tally.byJsonParse,
    leftOut: tally.leftOut,
    timings: clock.timings,
    isWhole,
    facts: tally.facts(),
  }
}

async function inOrder(store: ColumnStore, help?: (ordering: Ordering) => Promise<void>): Promise<Events> {
  const { events, ordering } = store.finish()
  const helped = help?.(ordering)
  // A helper that fails is missed only where it has begun something.
  helped?.catch(() => {})
  takePart(ordering)
  if (!isOrdered(ordering)) await helped
  return events
}

/** Reads, hashes and classifies every file, without its records: what verification needs. */
export async function readFacts(paths: readonly string[], options: IngestOptions): Promise<FileFact[]> {
  const tally = await withReaders(
    () => 'hash',
    options,
    async (readers) => {
      const found = await findFiles(paths, options)
      const tally = new Tally(found)
      await readAll(found, readers, options.signal, (result) => {
        tally.add(result)
        options.onProgress?.({ stage: 'reading', ...tally.progress, events: 0 })
      })
      return tally
    },
  )
  options.signal.throwIfAborted()
  return tally.facts()
}

/** Readers load while the files are looked for, and are ended whatever happens. */
async function withReaders<T>(
  mode: PoolOptions['mode'],
  { workerFile, workers = readerCount(), signal }: IngestOptions,
  work: (readers: ReaderPool) => Promise<T>,
): Promise<T> {
  const readers = new ReaderPool({ mode, contentKey: randomBytes(contentKeyBytes), workerFile, workers, signal })
  try {
    return await work(readers)
  } finally {
    await readers.end()
  }
}

async function findFiles(paths: readonly string[], { signal, onProgress }: IngestOptions): Promise<FoundFile[]> {
  const nothingYet = { stage: 'discovering', filesDone: 0, bytesDone: 0, bytesTotal: 0, events: 0 } as const
  return discover(paths, { signal, onProgress: (filesTotal) => onProgress?.({ ...nothingYet, filesTotal }) })
}

/** Gives true when it was cancelled on the way. */
async function readAll(
  found: readonly FoundFile[],
  readers: ReaderPool,
  signal: AbortSignal,
  take: (result: PoolResult) => void,
): Promise<boolean> {
  const files = found.flatMap(({ path, name, bytes, nature }, file) =>
    nature === 'file' ? [{ file, path, member: null, name, bytes }] : [],
  )
  const reading = (async () => {
    for await (const result of readers.read(cut(files))) take(result)
  })()
  return !(await completes(reading, signal))
}

/** False when the work ended because it was cancelled. */
async function completes(work: Promise<void>, signal: AbortSignal): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}

function assertBalanced({ records, events, duplicates, unparsed }: IngestCounts): void {
  if (records !== events + duplicates + unparsed)
    throw new Error(
      `counts do not balance: ${records} records, ${events} events, ${duplicates} duplicates, ${unparsed} unparsed`,
    )
}

function describeFiles(found: readonly FoundFile[], tally: Tally): FileEntry[] {
  return found.map(({ path, name, bytes }, file) => {
    const { kind = 'other', sha256 = null, encoding = null } = tally.read[file] ?? {}
    return { path, member: null, encoding, name, kind, uri: null, sha256, bytes, verdict: null, status: null }
  })
}

/** What was read, file by file. */
class Tally {
  /** By file number; absent until it is read. */
  readonly read: (FileRead | undefined)[]
  readonly unparsed: Unparsed[] = []
  records = 0
  inflatedBytes = 0
  byJsonParse = 0
  leftOut = 0
  private filesDone = 0
  private bytesDone = 0
  private readonly words = new SameText()
  private readonly filesTotal: number
  private readonly bytesTotal: number

  constructor(private readonly found: readonly FoundFile[]) {
    this.read = new Array(found.length)
    const readable = found.filter(({ nature }) => nature === 'file')
    this.filesTotal = readable.length
    this.bytesTotal = readable.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  add({ files }: PoolResult): void {
    for (const read of files) {
      this.read[read.file] = this.slimmed(read)
      this.filesDone++
      this.bytesDone += this.found[read.file]!.bytes
      this.inflatedBytes += read.inflatedBytes ?? 0
      if (read.records === null) {
        if (read.encoding !== null) this.leftOut++
        continue
      }
      this.records += read.records.records
      this.byJsonParse += read.records.byJsonParse
      for (const piece of read.records.unparsed) this.unparsed.push({ path: this.found[read.file]!.path, ...piece })
    }
  }

  /** What came from another thread has words and lists of its own, and there may be hundreds of thousands of it. */
  private slimmed(read: FileRead): FileRead {
    const { words } = this
    const problems = read.problems.length === 0 ? noProblems : read.problems
    return { ...read, kind: words.of(read.kind), form: words.of(read.form), gzip: words.of(read.gzip), problems }
  }

  /** From what the first fiftieth of the bytes holds; 0 until then. */
  get expectedRecords(): number {
    const enough = this.bytesDone > this.bytesTotal / 50
    return enough ? Math.ceil((this.records / this.bytesDone) * this.bytesTotal * 1.02) : 0
  }

  /** Every file with what it takes to read it again. */
  readable(): ReadableFile[] {
    return this.found.map(({ path }, file) => {
      const { sha256 = null, encoding = null } = this.read[file] ?? {}
      return { path, member: null, encoding, sha256 }
    })
  }

  get progress() {
    const { filesDone, filesTotal, bytesDone, bytesTotal } = this
    return { filesDone, filesTotal, bytesDone, bytesTotal }
  }

  /** What verdicts rest on; of files that could not be read, why. Files not reached before a cancel are left out. */
  facts(): FileFact[] {
    return this.found.flatMap(({ path, name, nature, problem }, file): FileFact[] => {
      const read = this.read[file]
      if (read !== undefined) {
        const { kind, gzip, sha256, text, attributes, problems } = read
        return [{ path, name, kind, gzip, sha256, text, attributes, problem: problems[0] ?? null }]
      }
      if (nature === 'file') return []
      return [{ path, name, kind: 'other', gzip: 'unreadable', sha256: null, text: null, problem }]
    })
  }

  sources({ files, locator, copies }: Snapshot): SourceFile[] {
    const events = new Uint32Array(files.length)
    for (const file of locator.file) events[file]!++
    const duplicates = new Uint32Array(files.length)
    for (const file of copies.file) duplicates[file]!++
    return files.map(({ path, member, name, kind, uri, sha256, bytes, status }, file) => {
      const read = this.read[file]
      const { root, problem, nature } = this.found[file]!
      const records = read?.records ?? null
      const isLeftOut = read?.encoding != null && records === null
      const problems = read?.problems ?? [problem ?? 'Opening was cancelled before it was read.']
      return {
        path,
        member,
        name,
        root,
        kind,
        form: read?.form ?? (nature === 'file' ? formOfUnread : nature.replaceAll('-', ' ')),
        uri,
        bytes,
        inflatedBytes: read?.inflatedBytes ?? null,
        sha256,
        records: records?.records ?? 0,
        events: events[file]!,
        duplicates: duplicates[file]!,
        unparsed: records?.unparsed.length ?? 0,
        problems: isLeftOut ? [...problems, leftOutSentence] : problems,
        status,
        firstEventTime: timeOrNull(records?.firstEventTime),
        lastEventTime: timeOrNull(records?.lastEventTime),
      }
    })
  }
}

const noProblems: readonly string[] = []
const leftOutSentence = 'Its events are not in the case: there was no memory for more. It was hashed all the same.'

const timeOrNull = (time: number | undefined): UtcMs | null =>
  time === undefined || !Number.isFinite(time) ? null : (time as UtcMs)
