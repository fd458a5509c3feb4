import { hourMs, type TimeSpan, type UtcMs } from '../../src-shared/base/time.ts'
import type { FetchPlan, ObjectCount } from '../../src-shared/model/acquisition.ts'
import { parseFileName } from '../formats/file-name.ts'
import type { ListedObject } from './bucket.ts'
import { familyOf } from './layout.ts'

interface Count extends ObjectCount {
  objects: number
  bytes: number
}

const none = (): Count => ({ objects: 0, bytes: 0 })

function add(count: Count, { size }: ListedObject): void {
  count.objects++
  count.bytes += size
}

/** Counts what is listed. */
export class Planned {
  readonly #byFamily = new Map<string, Count>()
  readonly #all = none()
  readonly #there = none()
  readonly #regions = new Set<string>()
  /** The first and the last digest of every Region. */
  readonly #digests = new Map<string, { from: number; until: number }>()
  #earlier = 0
  deletions = 0

  /** `isThere`: an earlier run has fetched it. */
  add(object: ListedObject, isThere: boolean): void {
    const family = familyOf(object.key) ?? 'other'
    const count = this.#byFamily.get(family) ?? none()
    this.#byFamily.set(family, count)
    for (const each of isThere ? [count, this.#all, this.#there] : [count, this.#all]) add(each, object)
    if (!object.isCurrent) this.#earlier++
    this.#noteRegion(object.key)
  }

  #noteRegion(key: string): void {
    const name = parseFileName(key)
    if (name === null) return
    const { kind, region, time } = name
    this.#regions.add(region)
    if (kind !== 'digest' && kind !== 'backfill-digest') return
    const { from, until } = this.#digests.get(region) ?? { from: time, until: time }
    this.#digests.set(region, { from: Math.min(from, time), until: Math.max(until, time) })
  }

  get all(): ObjectCount {
    return this.#all
  }

  get alreadyThere(): ObjectCount {
    return this.#there
  }

  /** When the digests of each Region were signed, which is soon after the end of their window. */
  get signed(): ReadonlyMap<string, TimeSpan> {
    return new Map(
      [...this.#digests].map(([region, { from, until }]) => [
        region,
        { from: (from - hourMs) as UtcMs, until: (until + 2 * hourMs) as UtcMs },
      ]),
    )
  }

  get plan(): FetchPlan {
    return {
      byFamily: Object.fromEntries([...this.#byFamily].sort(([a], [b]) => (a < b ? -1 : 1))),
      all: this.#all,
      alreadyThere: this.#there,
      earlierVersions: this.#earlier,
      deletions: this.deletions,
      regions: [...this.#regions].sort(),
    }
  }
}
