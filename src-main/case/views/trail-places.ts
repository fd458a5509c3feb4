import { formatUtc } from '../../../src-shared/base/time.ts'
import type { FileKind, SourceFile } from '../../../src-shared/model/event.ts'
import type { SeenPlace, SeenPlaces } from '../../../src-shared/model/trail-place.ts'
import { parseFileName } from '../../formats/file-name.ts'

/** `AWSLogs/[o-…/]account/family/Region/yyyy/mm/dd/`. A bucket of a landing zone has `AWSLogs` further down: the last counts. */
const layout =
  /^(?<above>(?:.*\/)?AWSLogs\/(?:(?<organization>o-[a-z0-9]{10,32})\/)?)(?<account>\d{12})\/(?<family>CloudTrail(?:-[A-Za-z]+)?)\/(?<region>[a-z0-9-]+)\/(?<day>\d{4}\/\d\d\/\d\d)\/[^/]+$/
const inBucket = /^s3:\/\//

/**
 * Folders of log files (CloudTrail user guide, "Finding your CloudTrail log files"). Digests lie in a folder of their own and
 * tell where the trail delivers, also where the case has no log file of it.
 */
const familyOfKind: Partial<Readonly<Record<FileKind, string | null>>> = {
  digest: null,
  'backfill-digest': null,
  log: 'CloudTrail',
  'insights-log': 'CloudTrail-Insight',
  'network-activity-log': 'CloudTrail-NetworkActivity',
  'aggregated-log': 'CloudTrail-Aggregated',
}

/** Where the log files of the case lie in S3, as far as names and paths of them and of digests tell. */
export function trailPlacesOf(sources: readonly SourceFile[]): SeenPlaces {
  const places = new Map<string, Gathered>()
  let unplaced = 0
  for (const source of sources) {
    const family = familyOfKind[source.kind]
    if (family === undefined) continue
    const folder = folderOf(source, family)
    if (folder === null) {
      if (family !== null) unplaced++
      continue
    }
    const name = `${folder.location ?? ''} ${folder.organization ?? ''}`
    const place = places.get(name) ?? new Gathered(folder)
    places.set(name, place)
    place.add(folder)
  }
  return { places: [...places.values()].map((place) => place.seen).sort((a, b) => b.files - a.files), unplaced }
}

interface Folder {
  readonly location: string | null
  readonly organization: string | null
  readonly account: string
  /** Null for a digest. */
  readonly family: string | null
  readonly region: string
  /** `2024-03-05` */
  readonly day: string
}

function folderOf({ uri, name }: SourceFile, family: string | null): Folder | null {
  const key = uri !== null && inBucket.test(uri) ? uri : null
  const found = layout.exec(key ?? name)?.groups
  if (found !== undefined) {
    const { above = '', organization = null, account = '', region = '', day = '' } = found
    const location = key === null ? null : above
    return {
      location,
      organization,
      account,
      family: family === null ? null : (found.family ?? family),
      region,
      day: day.replaceAll('/', '-'),
    }
  }
  const parts = parseFileName(name)
  if (parts === null) return null
  const { account, region, time } = parts
  return { location: null, organization: null, account, family, region, day: formatUtc(time).slice(0, 10) }
}

class Gathered {
  readonly #accounts = new Set<string>()
  readonly #families = new Set<string>()
  readonly #regions = new Set<string>()
  #first: string
  #last: string
  #files = 0

  constructor(private readonly of: Folder) {
    this.#first = of.day
    this.#last = of.day
  }

  add({ account, family, region, day }: Folder): void {
    this.#accounts.add(account)
    if (family !== null) this.#families.add(family)
    this.#regions.add(region)
    // Days in this form sort as text.
    if (day < this.#first) this.#first = day
    if (day > this.#last) this.#last = day
    if (family !== null) this.#files++
  }

  get seen(): SeenPlace {
    return {
      location: this.of.location,
      organization: this.of.organization,
      accounts: [...this.#accounts].sort(),
      families: this.#families.size === 0 ? ['CloudTrail'] : [...this.#families].sort(),
      regions: [...this.#regions].sort(),
      days: { first: this.#first, last: this.#last },
      files: this.#files,
    }
  }
}
