import type { TimeRange } from '../../src-shared/base/time.ts'
import type { FetchRequest } from '../../src-shared/model/acquisition.ts'
import { listWords } from '../../src-shared/words/acquisition.ts'
import type { Bucket, Deletion, ListedObject, Page } from './bucket.ts'
import { inParallel } from './in-parallel.ts'
import { choose, dayKeys, isWithin, levelOf, regionPrefixOf, widened } from './layout.ts'
import type { Troubles } from './troubles.ts'

/** Takes what is found. Objects of one Region come in the order of their keys, those of several mixed. */
export interface ListSink {
  object(object: ListedObject): void
  deletion(deletion: Deletion): void
  note(sentence: string): void
}

/** Listings at a time. Each page is one request of up to 1,000 keys. */
const listingsAtATime = 8
/** Levels above `AWSLogs/` that are looked through where the prefix does not lead there. */
export const levelsAbove = 3

/**
 * Lists all of a trail that is asked for. The levels down to the Regions are listed one by one, so that nothing below an account,
 * Region or service that is not wanted is listed; within a Region, keys are in the order of time, so that the listing
 * begins at the first day and ends behind the last.
 */
export async function listTrail(
  bucket: Bucket,
  request: FetchRequest,
  troubles: Troubles,
  sink: ListSink,
): Promise<void> {
  const range = widened(request.range)
  const levels = new Levels(bucket, request, troubles)
  const regions = await levels.regionsBelow(request.source.prefix, levelsAbove)
  await inParallel(regions, listingsAtATime, async (prefix) => {
    await troubles.catch(`s3://${bucket.name}/${prefix}`, () => listRegion(bucket, prefix, request, range, sink))
  })
  for (const note of levels.notes()) sink.note(note)
}

async function listRegion(bucket: Bucket, prefix: string, request: FetchRequest, range: TimeRange, sink: ListSink) {
  const { after, before } = dayKeys(regionPrefixOf(prefix), range)
  const pages: AsyncIterable<Page> = request.versions ? bucket.versions(prefix, after) : bucket.objects(prefix, after)
  const isBeyond = (key: string) => before !== null && key >= before
  const isAsked = ({ key }: { readonly key: string }) => !isBeyond(key) && isWithin(key, request.range)
  for await (const { objects, deletions } of pages) {
    for (const object of objects) if (isAsked(object) && !isMarker(object)) sink.object(object)
    for (const deletion of deletions) if (isAsked(deletion)) sink.deletion(deletion)
    const last = objects.at(-1)?.key ?? deletions.at(-1)?.key
    if (last !== undefined && isBeyond(last)) return
  }
}

/** The S3 console makes an object of no bytes for a folder. */
const isMarker = ({ key, size }: ListedObject): boolean => size === 0 && key.endsWith('/')

/** Goes down the levels of the layout. */
export class Levels {
  readonly #foreign = new Set<string>()
  #beside = 0
  #tooFarAbove = 0

  constructor(
    private readonly bucket: Bucket,
    private readonly request: FetchRequest,
    private readonly troubles: Troubles,
  ) {}

  /** Prefixes of Regions, or further down where the given one is. */
  async regionsBelow(prefix: string, above: number): Promise<readonly string[]> {
    const choice = choose(prefix, this.request)
    if (choice === 'foreign') this.#foreign.add(prefix)
    if (choice !== 'wanted') return []
    const level = levelOf(prefix)
    if (level === 'region') return [prefix]
    if (level === 'above' && above < 0) {
      this.#tooFarAbove++
      return []
    }
    const below = await this.#levelsBelow(prefix)
    const logs = level === 'above' ? below.filter((one) => one === `${prefix}AWSLogs/`) : []
    const found: string[][] = []
    await inParallel([...(logs.length > 0 ? logs : below)].entries(), listingsAtATime, async ([index, one]) => {
      found[index] = [...(await this.regionsBelow(one, above - 1))]
    })
    return found.flat()
  }

  async #levelsBelow(prefix: string): Promise<readonly string[]> {
    const found: string[] = []
    await this.troubles.catch(`s3://${this.bucket.name}/${prefix}`, async () => {
      for await (const { prefixes, objects } of this.bucket.levels(prefix)) {
        found.push(...prefixes)
        if (levelOf(prefix) !== 'above') this.#beside += objects.filter((object) => !isMarker(object)).length
      }
    })
    return found
  }

  /** What lies in the way of the layout and was not fetched. */
  notes(): readonly string[] {
    return [
      ...(this.#foreign.size === 0 ? [] : [listWords.foreign([...this.#foreign].sort())]),
      ...(this.#beside === 0 ? [] : [listWords.beside(this.#beside)]),
      ...(this.#tooFarAbove === 0 ? [] : [listWords.tooFarAbove(this.#tooFarAbove)]),
    ]
  }
}
