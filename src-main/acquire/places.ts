import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Connection, FetchRequest, S3Place } from '../../src-shared/model/acquisition.ts'
import type { TrailPlace } from '../../src-shared/model/trail-place.ts'
import { parseFileName } from '../formats/file-name.ts'
import type { Bucket } from './bucket.ts'
import { dayFolder } from './layout.ts'
import { Levels, levelsAbove } from './list.ts'
import { endingOf, type FetchOptions, type Run, startRun, withBucket } from './run.ts'

/** What the levels of a bucket hold of a trail. */
export interface ListedPlaces {
  /** To the day of the listing. */
  readonly places: readonly TrailPlace[]
  /** Levels that could not be listed, and what else lies there, whole sentences. */
  readonly notes: readonly string[]
}

const regionForm = /^((?:.*\/)?AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?)(\d{12})\/(CloudTrail(?:-[A-Za-z]+)?)\/([^/]+)\/$/
const digests = 'CloudTrail-Digest'

/** Lists accounts, families and Regions level by level, and asks each Region for its first object. Writes nothing. */
export async function listPlaces(
  source: S3Place,
  connection: Connection,
  options: FetchOptions,
): Promise<Result<ListedPlaces, 'unreachable' | 'interrupted'>> {
  const run = startRun(wholeTrail(source, connection), options)
  const listed = await withBucket(run, (bucket) => placesIn(bucket, run))
  if ('ok' in listed) return listed
  return listed.ending === 'interrupted' ? fail('interrupted', 'Interrupted') : ok(listed.value)
}

const wholeTrail = (source: S3Place, connection: Connection): FetchRequest => ({
  source,
  connection,
  folder: '',
  range: { from: null, until: null },
  ...{ accounts: [], regions: [], organizations: [] },
  ...{ logFiles: null, versions: false, publicKeys: false, followMs: null, queue: null },
  given: [],
})

async function placesIn(bucket: Bucket, run: Run) {
  const found = new Map<string, Gathered>()
  const levels = new Levels(bucket, run.request, run.troubles)
  const ending = await endingOf(run, async () => {
    for (const prefix of await levels.regionsBelow(run.request.source.prefix, levelsAbove)) {
      const [, above, account, family, region] = regionForm.exec(prefix) ?? []
      if (above === undefined || account === undefined || family === undefined || region === undefined) continue
      const place = found.get(above) ?? new Gathered()
      found.set(above, place)
      place.add(account, family, region, await firstDay(bucket, prefix))
    }
  })
  const today = new Date().toISOString().slice(0, 10)
  const places = [...found].map(([above, place]) => place.at(`s3://${bucket.name}/${above}`, today))
  const notes = [...levels.notes(), ...run.troubles.first.map(({ sentence }) => sentence)]
  return { ending, value: { places, notes } }
}

/** Keys of a Region are in the order of days. Null where it holds no file of a trail. */
async function firstDay(bucket: Bucket, prefix: string): Promise<string | null> {
  const first = await bucket.firstBelow(prefix)
  const name = first === null ? null : parseFileName(first.key)
  return name === null ? null : dayFolder(name.time).replaceAll('/', '-')
}

class Gathered {
  readonly #accounts = new Set<string>()
  readonly #families = new Set<string>()
  readonly #regions = new Set<string>()
  #first: string | null = null

  add(account: string, family: string, region: string, day: string | null): void {
    this.#accounts.add(account)
    if (family !== digests) this.#families.add(family)
    this.#regions.add(region)
    if (day !== null && (this.#first === null || day < this.#first)) this.#first = day
  }

  at(location: string, last: string): TrailPlace {
    return {
      location,
      accounts: [...this.#accounts].sort(),
      families: this.#families.size === 0 ? ['CloudTrail'] : [...this.#families].sort(),
      regions: [...this.#regions].sort(),
      days: { first: this.#first ?? last, last },
    }
  }
}
