import { RemainingTime } from '../../src-shared/base/remaining-time.ts'
import type { FetchProgress, ObjectCount } from '../../src-shared/model/acquisition.ts'

const tellEveryMs = 100

/** Tells how far a run has come, some times a second. */
export class Progress {
  #toldAt = 0
  #stage: FetchProgress['stage'] | null = null
  #remaining: { readonly objects: RemainingTime; readonly bytes: RemainingTime } | null = null

  constructor(private readonly tell: (progress: FetchProgress) => void) {}

  listed({ objects, bytes }: ObjectCount): void {
    this.#now('listing', () => ({
      stage: 'listing',
      objectsDone: objects,
      objectsTotal: null,
      bytesDone: bytes,
      bytesTotal: bytes,
      remainingMs: null,
    }))
  }

  /** Requests take longer than bytes for small objects, and bytes for large ones: the later estimate counts. */
  fetched(done: ObjectCount, all: ObjectCount): void {
    const now = performance.now()
    const began = (of: number) => new RemainingTime(now, of)
    this.#remaining ??= { objects: began(done.objects), bytes: began(done.bytes) }
    const { objects, bytes } = this.#remaining
    const estimates = [objects.at(now, done.objects, all.objects), bytes.at(now, done.bytes, all.bytes)]
    const known = estimates.filter((estimate) => estimate !== null)
    this.#now('fetching', () => ({
      stage: 'fetching',
      objectsDone: done.objects,
      objectsTotal: all.objects,
      bytesDone: done.bytes,
      bytesTotal: all.bytes,
      remainingMs: known.length === 0 ? null : Math.max(...known),
    }))
  }

  keys(done: ObjectCount, regionsDone: number, regions: number): void {
    this.tell({
      stage: 'keys',
      objectsDone: regionsDone,
      objectsTotal: regions,
      bytesDone: done.bytes,
      bytesTotal: done.bytes,
      remainingMs: null,
    })
  }

  /** A new stage is told at once. */
  #now(stage: FetchProgress['stage'], progress: () => FetchProgress): void {
    const now = performance.now()
    if (stage === this.#stage && now - this.#toldAt < tellEveryMs) return
    this.#stage = stage
    this.#toldAt = now
    this.tell(progress())
  }
}
