import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { RecordSearch } from '../../src-shared/contract/index.ts'
import { recordTexts } from '../../src-shared/filter/asks.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import type { RecordHits } from '../columns/record-hits.ts'
import { sharedArray } from '../columns/shared-array.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { OpenedFile } from '../records/opened-content.ts'
import type { FilesSearched, SearchWorkerData } from '../records/search-worker.ts'
import { done, type Ending, type Jobs, type RunningJob } from './jobs.ts'
import { clockSlack, type RecordPlaces, recordPlaces } from './record-places.ts'

/** Searches files in their order, in threads that are gone when it resolves or rejects (records/search-files.ts). */
export type SearchFiles = (
  files: readonly OpenedFile[],
  data: SearchWorkerData,
  options: { readonly signal: AbortSignal; onSearched(searched: FilesSearched): void },
) => Promise<void>

export interface SearchParts {
  readonly jobs: Jobs
  readonly searchFiles: SearchFiles
}

/** A byte per event each; the oldest goes first. */
const searchesKept = 8
const problemsTold = 20

interface Search {
  readonly job: RunningJob
  readonly found: Uint8Array
  readonly done: Promise<void>
  version: number
  files: number
  events: number
  outside: number
  notSearched: number
  readonly problems: string[]
}

/**
 * The searches of one case for texts in records. A search goes through all files with events, whatever else the filter
 * asks for: its rows then answer for every other time and condition, and they come in order of time.
 */
export class RecordSearches implements RecordHits {
  private readonly searches = new Map<string, Search>()
  /** One after the other: each uses all cores. */
  private last: Promise<unknown> = Promise.resolve()
  private versions = 0
  /** Of the filter that was asked for last: not to be dropped for another. */
  private wanted: readonly string[] = []
  /** Made for the first search. */
  private place: RecordPlaces | null = null

  constructor(
    /** Of the case as it is known by now. */
    private readonly snapshot: () => Snapshot,
    /** When the case began to be opened, milliseconds since 1970: files that changed later are hashed anew. */
    private readonly openedAt: number,
    private readonly parts: SearchParts,
  ) {}

  found(text: string): Uint8Array | null {
    return this.searches.get(text)?.found.subarray(0, this.snapshot().events) ?? null
  }

  /** The same of contents that are not shown. */
  readonly inAlternates: RecordHits = {
    found: (text) => this.searches.get(text)?.found.subarray(this.snapshot().events) ?? null,
    version: (texts) => this.version(texts),
  }

  version(texts: readonly string[]): number {
    return texts.reduce((latest, text) => Math.max(latest, this.searches.get(text)?.version ?? 0), 0)
  }

  /** Begins what the filter needs and no search has begun. */
  begin(filter: Filter): void {
    this.wanted = recordTexts(filter)
    for (const text of this.wanted) if (!this.searches.has(text)) this.search(text)
  }

  again(text: string): void {
    const before = this.searches.get(text)
    if (before?.job.snapshot.state === 'running') return
    this.search(text)
  }

  told(filter: Filter): readonly RecordSearch[] {
    return recordTexts(filter).flatMap((text) => {
      const search = this.searches.get(text)
      return search === undefined ? [] : this.tell(text, search)
    })
  }

  /** When all the filter's texts were searched for in every file; a failure when one was not, or `signal` came first. */
  async whenWhole(filter: Filter, signal: AbortSignal): Promise<Result<void, 'not-searched'>> {
    this.begin(filter)
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    for (const text of recordTexts(filter)) {
      const search = this.searches.get(text)!
      await Promise.race([search.done, aborted])
      if (search.job.snapshot.state !== 'done')
        return fail('not-searched', `the search of records for “${text}” did not end: search again.`)
      const [first] = search.problems
      if (first !== undefined)
        return fail('not-searched', `${search.notSearched} files could not be searched for “${text}”: ${first}`)
    }
    return ok(undefined)
  }

  async end(): Promise<void> {
    for (const { job } of this.searches.values()) job.abort.abort()
    await this.last
  }

  private tell(text: string, { job, files, events, outside, problems, notSearched }: Search): RecordSearch {
    const { id, state, filesTotal } = job.snapshot
    return {
      text,
      state,
      jobId: id,
      filesSearched: files,
      filesTotal,
      events,
      outside,
      problems,
      filesNotSearched: notSearched,
    }
  }

  private search(text: string): void {
    this.searches.delete(text)
    const job = this.parts.jobs.start('search', `Search of records for “${text}”`)
    const { events, alternates } = this.snapshot()
    const found = sharedArray(Uint8Array, events + (alternates?.events ?? 0))
    const start = () => this.parts.jobs.run(job, () => this.run(text, search))
    const done = this.last.then(start)
    const counts = { version: ++this.versions, files: 0, events: 0, outside: 0, notSearched: 0, problems: [] }
    const search: Search = { job, found, done, ...counts }
    this.last = done
    this.searches.set(text, search)
    const ended = [...this.searches].filter(
      ([held, { job }]) => job.snapshot.state !== 'running' && !this.wanted.includes(held),
    )
    for (const [oldest] of ended.slice(0, Math.max(0, this.searches.size - searchesKept))) this.searches.delete(oldest)
  }

  private async run(text: string, search: Search): Promise<Ending> {
    const { job, found, problems } = search
    try {
      job.signal.throwIfAborted()
      const snapshot = this.snapshot()
      this.place ??= recordPlaces(snapshot)
      const { files, bytes, places } = this.place
      let bytesDone = 0
      job.report({ filesTotal: files.length, bytesTotal: bytes })
      const onSearched = (searched: FilesSearched) => {
        search.version = ++this.versions
        search.files += searched.files
        search.events += searched.events
        search.outside += searched.outside
        search.notSearched += searched.problems.length
        problems.push(...searched.problems.slice(0, problemsTold - problems.length))
        bytesDone += searched.bytes
        job.report({ filesDone: search.files, bytesDone, events: search.events })
      }
      const { events } = snapshot
      const request = { places, events, text, found, openedAt: this.openedAt - clockSlack }
      await this.parts.searchFiles(files, request, { signal: job.signal, onSearched })
      return done()
    } finally {
      search.version = ++this.versions
    }
  }
}
