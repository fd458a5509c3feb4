import type { FetchProgress, ObjectCount } from '../../src-shared/model/acquisition.ts'

const tellEveryMs = 100

/** Tells how far a run has come, some times a second. */
export class Progress {
  #toldAt = 0
  #stage: FetchProgress['stage'] | null = null
  #beganAt = 0

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
    this.#beganAt ||= performance.now()
    this.#now('fetching', (now) => {
      const share = Math.min(part(done.objects, all.objects), part(done.bytes, all.bytes))
      return {
        stage: 'fetching',
        objectsDone: done.objects,
        objectsTotal: all.objects,
        bytesDone: done.bytes,
        bytesTotal: all.bytes,
        remainingMs: share === 0 ? null : ((now - this.#beganAt) * (1 - share)) / share,
      }
    })
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
  #now(stage: FetchProgress['stage'], progress: (now: number) => FetchProgress): void {
    const now = performance.now()
    if (stage === this.#stage && now - this.#toldAt < tellEveryMs) return
    this.#stage = stage
    this.#toldAt = now
    this.tell(progress(now))
  }
}

const part = (done: number, all: number): number => (all === 0 ? 1 : done / all)
