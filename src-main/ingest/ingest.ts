import { randomBytes } from 'node:crypto'
import type { SourceFile, Unparsed } from '../../src-shared/model/event.ts'
import type { UnreadFile } from '../../src-shared/model/not-read.ts'
import { isMadeOf } from '../../src-shared/model/source.ts'
import { onlyEvidence, type TrustGiven } from '../../src-shared/model/verification.ts'
import type { Batch } from '../columns/batch.ts'
import { bestPlaces } from '../columns/best-places.ts'
import { ColumnStore } from '../columns/column-store.ts'
import type { ConfigItems } from '../columns/config-items.ts'
import { contentKeyBytes } from '../columns/content-hash.ts'
import type { FileOrder } from '../columns/copy-book.ts'
import { isOrdered, type Ordering, takePart } from '../columns/ordering.ts'
import type { Events, FileEntry, Snapshot } from '../columns/snapshot.ts'
import { discover, type FoundFile } from '../files/discover.ts'
import { bestFiles } from '../integrity/evidence/best-files.ts'
import type { Evidence } from '../integrity/evidence/evidence.ts'
import type { FileFact } from '../integrity/evidence/file-fact.ts'
import { type JudgedRead, type Judgement, judgeRead, withVerdicts } from '../integrity/evidence/judge-files.ts'
import type { ReadableFile } from '../records/reader.ts'
import { inTurns } from '../runtime/in-turns.ts'
import { StageClock } from '../runtime/stage-clock.ts'
import type { Steps } from '../runtime/steps.ts'
import { compareCopies } from './compare-copies.ts'
import { KnownCase, type KnownRead } from './known-case.ts'
import type { ReadMode } from './read-files.ts'
import { cut, firstReader, type PoolResult, type Readers, type ReadersOptions, type StartReaders } from './read-pool.ts'
import { type HasRoom, roomOf } from './room.ts'
import { Tally } from './tally.ts'

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
  /** By file, 1 where its records need not be extracted when its content is met again; see `Tally.repeatable`. */
  readonly repeatable: Uint8Array
}

/** What was read, with what it takes to judge it: no file has a verdict yet. */
export interface Unjudged extends ReadCase {
  /** False where reading was cancelled: verdicts need all files. */
  readonly isWhole: boolean
  readonly facts: readonly FileFact[]
  /** Gathered already, of a case file: then there are no facts. */
  readonly evidence?: Evidence
  /** Of a case in which copies of an event differ: its files were judged before its events were put in order. */
  readonly judgement: Judgement | null
}

/** What was read, judged. */
export type Ingested = ReadCase & JudgedRead

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
  readonly stage: 'discovering' | 'reading' | 'verifying' | 'ordering'
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly events: number
}

export interface IngestOptions {
  readonly startReaders: StartReaders
  /** A case of which files may be met again: records of these are taken from it. */
  readonly known?: KnownRead
  readonly hasRoom?: HasRoom
  /** Which keys are given apart from what is read; none where it is left out. */
  readonly trust?: TrustGiven
  /** Asked for when the last file is read: takes part in putting columns in order, in another thread. */
  readonly helper?: () => (ordering: Ordering) => Promise<void>
  /** Aborting while files are being read leaves a case of what was read until then. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/**
 * Reads every file once: hashes, classifies and parses it, dedupes its events and puts them in order of time. Where
 * copies of an event differ in content, all files are judged before that, so that each event is shown as its best proven
 * copy tells it from the first moment.
 */
export async function readCase(paths: readonly string[], options: IngestOptions): Promise<Unjudged> {
  const begunAt = Date.now()
  const clock = new StageClock()
  const { hasRoom = roomOf(process) } = options
  const store = new ColumnStore()
  // Without memory for more events the other files are hashed all the same: verdicts need all of them.
  let mode: ReadMode = 'index'
  const known = options.known === undefined ? null : await KnownCase.of(options.known, options.signal)
  const { tally, cancelled } = await withReaders(
    () => mode,
    options,
    async (readers) => {
      const found = await clock.time('discover', () => findFiles(paths, options))
      const tally = new Tally(found)
      const take = async (result: PoolResult) => {
        store.expect(tally.expectedRecords)
        if (known === null) for (const batch of result.batches) store.append(result.source, batch)
        else await inTurns(appendInOrder(store, result, known))
        tally.add(known === null ? result : { ...result, files: result.files.map((file) => known.withRecords(file)) })
        if (mode === 'index' && !hasRoom(store.rows, tally.inflatedBytes)) mode = 'hash'
        options.onProgress?.({ stage: 'reading', ...tally.progress, events: store.events })
      }
      const cancelled = await clock.time('read', () => readAll(tally, readers, options.signal, take))
      return { tally, cancelled }
    },
    known === null ? {} : { known: known.contents },
  )
  const help = options.helper?.()
  let otherwise: ReadonlySet<number> = new Set()
  const isWhole = await clock.time('compare', async () => {
    if (cancelled) return false
    const comparing = async () => {
      otherwise = await compareCopies(store, () => tally.readable(), options.signal)
    }
    return completes(comparing(), options.signal)
  })
  const entries = tally.entries()
  let judgement: Judgement | null = null
  if (store.copies.differ) {
    options.onProgress?.({ stage: 'verifying', ...tally.progress, events: store.events })
    judgement = await clock.time('verify', () =>
      judgeRead(tally.facts(), isWhole, options.signal, options.trust ?? onlyEvidence),
    )
  }
  options.onProgress?.({ stage: 'ordering', ...tally.progress, events: store.events })
  const best = bestFiles(judgement === null ? entries : withVerdicts(entries, judgement))
  const events = await clock.time('sort', () => inOrder(store, entries, best, help))
  const counts: IngestCounts = {
    records: tally.records,
    events: store.events,
    duplicates: store.copies.count,
    unparsed: tally.unparsed.length,
    conflicting: events.conflicting.reduce((sum, is) => sum + is, 0),
    withoutEventId: store.withoutEventId,
    inflatedBytes: tally.inflatedBytes,
  }
  assertBalanced(counts)
  const config = tally.config.inOrder()
  const snapshot = {
    ...events,
    ...bestPlaces(events, best)?.places,
    files: entries,
    ...(config === undefined ? {} : { config }),
  }
  return {
    begunAt,
    snapshot,
    sources: tally.sources(snapshot),
    unparsed: tally.unparsed,
    counts,
    byJsonParse: tally.byJsonParse,
    leftOut: tally.leftOut,
    timings: clock.timings,
    repeatable: isWhole ? tally.repeatable(otherwise) : new Uint8Array(entries.length),
    isWhole,
    facts: tally.facts(),
    judgement,
  }
}

/** The events of a chunk, those of known files in their places. All or none are taken: a reading may be cancelled between chunks. */
function* appendInOrder(store: ColumnStore, { source, files, batches }: PoolResult, known: KnownCase): Steps<void> {
  for (const { isKnown, batch } of known.inOrder(files, batches)) {
    store.append(isKnown ? knownSource : source, batch)
    yield
  }
}

/** Its codes are no reader's. */
const knownSource = firstReader - 1

async function inOrder(
  store: ColumnStore,
  entries: readonly FileEntry[],
  files: FileOrder,
  help?: (ordering: Ordering) => Promise<void>,
): Promise<Events> {
  const { events, ordering } = store.finish(files, (file) => isMadeOf(entries[file]!))
  const helped = help?.(ordering)
  // A helper that fails is missed only where it has begun something.
  helped?.catch(() => {})
  takePart(ordering)
  if (!isOrdered(ordering)) await helped
  return events
}

/** Every file, without its records: what verification needs. */
export interface ReadFacts {
  readonly facts: readonly FileFact[]
  /** Files and folders that were not read whole. */
  readonly unread: readonly UnreadFile[]
  /** Every file as a snapshot names it. */
  readonly entries: readonly FileEntry[]
}

/** Reads, hashes and classifies every file. */
export async function readFacts(paths: readonly string[], options: IngestOptions): Promise<ReadFacts> {
  const tally = await withReaders(
    () => 'hash',
    options,
    async (readers) => {
      const found = await findFiles(paths, options)
      const tally = new Tally(found)
      await readAll(tally, readers, options.signal, (result) => {
        tally.add(result)
        options.onProgress?.({ stage: 'reading', ...tally.progress, events: 0 })
      })
      return tally
    },
  )
  options.signal.throwIfAborted()
  return { facts: tally.facts(), unread: tally.unread(), entries: tally.entries() }
}

/** What was read of every file, its records handed on. */
export interface ReadRecords extends ReadFacts {
  /** `records = those handed on + unparsed`. */
  readonly records: number
  readonly inflatedBytes: number
  readonly byJsonParse: number
  readonly unparsed: readonly Unparsed[]
  /** In the order by which the batches name files. */
  readonly readable: readonly ReadableFile[]
  readonly config: ConfigItems | undefined
  /** What is told of each file; of its records, none is an event yet. */
  readonly sources: () => Steps<readonly SourceFile[]>
}

/** Where a batch comes from. */
export interface BatchOrigin {
  /** The reader whose codes it uses. */
  readonly source: number
  /** What a file is called that the batch names by its number. */
  readonly nameOf: (file: number) => string
}

/**
 * The same, and hands on the records of each file, which are not kept. Reading waits until they are taken. `contentKey`:
 * see columns/content-hash.ts.
 */
export async function readRecords(
  paths: readonly string[],
  options: IngestOptions,
  contentKey: Uint8Array,
  take: (batch: Batch, origin: BatchOrigin) => void | Promise<void>,
): Promise<ReadRecords> {
  const read = async (readers: Readers) => {
    const tally = new Tally(await findFiles(paths, options))
    const nameOf = (file: number) => tally.nameOf(file)
    await readAll(tally, readers, options.signal, async (result) => {
      for (const batch of result.batches) await take(batch, { source: result.source, nameOf })
      tally.add(result)
      options.onProgress?.({ stage: 'reading', ...tally.progress, events: tally.records })
    })
    return tally
  }
  const tally = await withReaders(() => 'index', options, read, { contentKey })
  options.signal.throwIfAborted()
  const { records, inflatedBytes, byJsonParse, unparsed } = tally
  const entries = tally.entries()
  const facts = { facts: tally.facts(), entries, unread: tally.unread() }
  const config = tally.config.inOrder()
  const sources = () => tally.sourceSteps(entries)
  return { ...facts, records, inflatedBytes, byJsonParse, unparsed, readable: tally.readable(), config, sources }
}

/** Readers load while the files are looked for, and are ended whatever happens. */
async function withReaders<T>(
  mode: ReadersOptions['mode'],
  { startReaders, signal }: IngestOptions,
  work: (readers: Readers) => Promise<T>,
  more: Partial<Pick<ReadersOptions, 'contentKey' | 'known'>> = {},
): Promise<T> {
  const readers = startReaders({ mode, contentKey: randomBytes(contentKeyBytes), signal, ...more })
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

/** Reads all files, then the members of those that are archives, and of archives among these. Gives true when cancelled. */
async function readAll(
  tally: Tally,
  readers: Readers,
  signal: AbortSignal,
  take: (result: PoolResult) => void | Promise<void>,
): Promise<boolean> {
  const reading = (async () => {
    for (let next = 0; next < tally.files; ) {
      const files = tally.toRead(next)
      next = tally.files
      for await (const result of readers.read(cut(files))) await take(result)
    }
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
