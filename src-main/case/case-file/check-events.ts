import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  type EventDifference, type Named, type RecordPlace, type SourceDifferences, toldApart,
} from '../../../src-shared/model/case-file.ts' // biome-ignore format: a list
import type { Unparsed } from '../../../src-shared/model/event.ts'
import { isMadeOf, sourceText } from '../../../src-shared/model/source.ts'
import { type ConfigItems, configTexts } from '../../columns/config-items.ts'
import { contentKeyBytes } from '../../columns/content-hash.ts'
import { type CountedEvents, eventRules, hasTextTwice } from '../../columns/held/event-rules.ts'
import { RecordCheck } from '../../columns/held/record-check.ts'
import { idText } from '../../columns/id-column.ts'
import type { FileEntry, IdData } from '../../columns/snapshot.ts'
import { wrongContents } from '../../ingest/held-contents.ts'
import {
  type Ingested,
  type IngestOptions,
  type ReadFacts,
  type ReadRecords,
  readRecords,
} from '../../ingest/ingest.ts'
import { bestFiles } from '../../integrity/evidence/best-files.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Steps } from '../../runtime/steps.ts'
import { filesToldOtherwise } from './files-that-differ.ts'

/** Bytes that the check takes for an event or a copy, beside the texts of its columns. */
const bytesPerRecord = 96

export const roomForCheck = ({ snapshot }: Ingested): number =>
  bytesPerRecord * (snapshot.events + snapshot.copies.row.length)

/** What of the events and their records is not what the sources tell. */
export type EventsThatDiffer = Pick<SourceDifferences, 'events' | 'missing'> & { readonly told: readonly string[] }

/**
 * Holds the events of a case file against the records of its sources, as these are read and extracted anew. The records are
 * compared as they come and are not kept: a second set of columns would take as much memory as the case.
 */
export class EventsCheck {
  readonly #check: RecordCheck
  readonly #byName: ReadonlyMap<string, number>
  readonly #signal: AbortSignal
  #read: ReadRecords | null = null

  constructor(
    private readonly saved: Ingested,
    private readonly options: IngestOptions,
  ) {
    const { snapshot, sources } = saved
    this.#signal = options.signal
    this.#check = new RecordCheck(
      snapshot,
      sources.map(({ records }) => records),
    )
    this.#byName = new Map(snapshot.files.map((file, at) => [sourceText(file), at]))
  }

  /** Reads all records below the paths, and compares each with what the case has at its place. */
  async read(paths: readonly string[]): Promise<ReadFacts> {
    await inTurns(this.#check.begin(), this.#signal)
    const numbers = new Map<number, number>()
    this.#read = await readRecords(paths, this.options, randomBytes(contentKeyBytes), (batch, { source, nameOf }) => {
      const fileOf = (file: number): number => {
        const known = numbers.get(file) ?? this.#numberOf(nameOf(file))
        numbers.set(file, known)
        return known
      }
      return inTurns(this.#check.take(source, batch, fileOf), this.#signal)
    })
    return this.#read
  }

  /** -1 where the case says that it does not have the file, or not its records. */
  #numberOf(name: string): number {
    const number = this.#byName.get(name)
    return number === undefined || this.saved.sources[number]!.unread === 'left-out' ? -1 : number
  }

  /** What differs. `files`: those that were read, with the verdicts of now. */
  async differences(files: readonly FileEntry[]): Promise<EventsThatDiffer> {
    const { saved } = this
    const read = this.#read
    if (read === null) throw new Error('Events are compared when their records are read')
    const { noted, missing } = this.#check
    const readAs = new Map<number, number>()
    for (const [at, file] of files.entries()) {
      const number = this.#byName.get(sourceText(file))
      if (number !== undefined) readAs.set(number, at)
    }
    await inTurns(
      this.#check.end((file) => readAs.has(file)),
      this.#signal,
    )
    const numberNow = (file: number) => readAs.get(file) ?? Number.MAX_SAFE_INTEGER
    // By the verdicts of now: those that were saved choose nothing.
    const asJudged = saved.snapshot.files.map((file, at) => files[numberNow(at)] ?? file)
    const { unsettled, counts } = await inTurns(
      eventRules(saved.snapshot, this.#check, {
        best: bestFiles(asJudged),
        readAs: numberNow,
        isMade: (file) => isMadeOf(asJudged[file]!),
      }),
      this.#signal,
    )
    // Of events at other places than the case says, nothing can be read there.
    const open = unsettled.filter(({ event, file }) => !noted.has(event) && readAs.has(file))
    for (const event of await wrongContents(open, read.readable, numberNow, this.#signal)) noted.note(event, 'copies')
    const nameOf = (file: number) => sourceText(saved.snapshot.files[file]!)
    return {
      events: this.#named(),
      missing: { total: missing.total, first: missing.first.map(({ file, record }): RecordPlace => ({ file: nameOf(file), record })) }, // biome-ignore format: a record
      told: await inTurns(toldOtherwise(saved, read, counts), this.#signal),
    }
  }

  #named(): Named<EventDifference> {
    const { locator, columns, files } = this.saved.snapshot
    const { total, first } = this.#check.noted
    const ids = columns.eventID as IdData
    return {
      total,
      first: [...first].map(([row, what]) => ({
        eventID: idText(ids, row),
        file: sourceText(files[locator.file[row]!]!),
        record: locator.index[row]!,
        what: [...what],
      })),
    }
  }
}

function* toldOtherwise(saved: Ingested, read: ReadRecords, counted: CountedEvents): Steps<readonly string[]> {
  const told: string[] = []
  const { snapshot } = saved
  const sources = yield* read.sources()
  told.push(...(yield* filesToldOtherwise({ sources: saved.sources, files: snapshot.files }, { sources, files: read.entries }))) // biome-ignore format: a line
  const leftOut = new Set(saved.sources.filter(({ unread }) => unread === 'left-out').map(sourceText))
  const leftOutRecords = sources.reduce((sum, file) => sum + (leftOut.has(sourceText(file)) ? file.records : 0), 0)
  const unparsed = read.unparsed.filter(({ path }) => !leftOut.has(path))
  told.push(...(yield* unparsedToldOtherwise(saved.unparsed, unparsed)))
  const counts = {
    records: read.records - leftOutRecords,
    events: snapshot.events,
    duplicates: snapshot.copies.row.length,
    unparsed: unparsed.length,
    inflatedBytes: read.inflatedBytes,
    ...counted,
  }
  const isCountedAs = isDeepStrictEqual(counts, { ...saved.counts }) && saved.leftOut === leftOut.size
  // Those that were left out may be among the records that JSON.parse had to read.
  if (!isCountedAs || (leftOut.size === 0 && saved.byJsonParse !== read.byJsonParse)) told.push(toldApart.counts)
  if (!(yield* hasItems(snapshot.config, read))) told.push(toldApart.config)
  for (const data of [...Object.values(snapshot.columns), snapshot.resources.arn, snapshot.resources.accountId, snapshot.resources.type])
    if (data.type === 'text' && (yield* hasTextTwice(data))) {
      told.push(toldApart.texts)
      break
    } // biome-ignore format: a list
  return told
}

const recordsPerStep = 1024

function* unparsedToldOtherwise(saved: readonly Unparsed[], now: readonly Unparsed[]): Steps<readonly string[]> {
  const told = new Set<string>()
  for (let at = 0; at < Math.max(saved.length, now.length); at++) {
    if (at % recordsPerStep === 0) yield
    if (!isDeepStrictEqual(saved[at], now[at])) told.add((saved[at] ?? now[at])!.path)
  }
  return [...told]
}

/** Whether the configuration items of a case are those that were read. */
function* hasItems(saved: ConfigItems | undefined, { config: now, entries }: ReadRecords): Steps<boolean> {
  if (saved === undefined || now === undefined) return saved === now
  if (saved.captureTime.length !== now.captureTime.length || entries.length === 0) return false
  for (let item = 0; item < now.captureTime.length; item++) {
    if (item % recordsPerStep === 0) yield
    if (configTexts.some((name) => saved.texts[name][item] !== now.texts[name][item])) return false
    if (!Object.is(saved.captureTime[item], now.captureTime[item])) return false
    for (const name of ['file', 'offset', 'length', 'previous'] as const)
      if (saved[name][item] !== now[name][item]) return false
  }
  return true
}
