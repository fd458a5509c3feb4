/**
 * A configuration item of AWS Config: what a resource was at one time (AWS Config developer guide, "Components of a
 * configuration item"). The rest of it is read from its file.
 */
export interface ConfigItem extends Readonly<Record<ConfigText, string | null>> {
  /** Byte range in the inflated file. */
  readonly offset: number
  readonly length: number
  /** UtcMs; NaN where it is not told. */
  readonly captureTime: number
}

export const configTexts = [
  'resourceType', 'resourceId', 'resourceName', 'arn', 'accountId', 'awsRegion', 'status', 'snapshotId',
] as const // biome-ignore format: a list
export type ConfigText = (typeof configTexts)[number]

/** Items of all files, in order of their capture times, those without one last. */
export interface ConfigItems {
  readonly texts: Readonly<Record<ConfigText, readonly (string | null)[]>>
  readonly captureTime: Float64Array
  readonly file: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
  /** 1 more than the place of the newest earlier item of the same resource; 0 where there is none. */
  readonly previous: Uint32Array
}

export interface PlacedConfigItem extends ConfigItem {
  readonly file: number
}

/** How many a case keeps: each takes about half a kilobyte in each database. */
export const mostConfigItems = 500_000

export function configItemsInOrder(items: readonly PlacedConfigItem[]): ConfigItems {
  const ordered = [...items].sort((a, b) => sortTime(a) - sortTime(b))
  return {
    texts: {
      resourceType: ordered.map(({ resourceType }) => resourceType),
      resourceId: ordered.map(({ resourceId }) => resourceId),
      resourceName: ordered.map(({ resourceName }) => resourceName),
      arn: ordered.map(({ arn }) => arn),
      accountId: ordered.map(({ accountId }) => accountId),
      awsRegion: ordered.map(({ awsRegion }) => awsRegion),
      status: ordered.map(({ status }) => status),
      snapshotId: ordered.map(({ snapshotId }) => snapshotId),
    },
    captureTime: Float64Array.from(ordered, ({ captureTime }) => captureTime),
    file: Uint32Array.from(ordered, ({ file }) => file),
    offset: Uint32Array.from(ordered, ({ offset }) => offset),
    length: Uint32Array.from(ordered, ({ length }) => length),
    previous: previousItems(ordered),
  }
}

const sortTime = ({ captureTime }: ConfigItem): number => (Number.isNaN(captureTime) ? Number.MAX_VALUE : captureTime)

/** A snapshot repeats the newest item of the history: items of one capture time are no change. */
function previousItems(ordered: readonly ConfigItem[]): Uint32Array {
  const previous = new Uint32Array(ordered.length)
  const newest = new Map<string, { at: number; before: number }>()
  ordered.forEach((item, at) => {
    if (Number.isNaN(item.captureTime)) return
    const resource = JSON.stringify([item.accountId, item.awsRegion, item.resourceType, item.resourceId])
    const known = newest.get(resource)
    if (known === undefined) newest.set(resource, { at, before: 0 })
    else if (ordered[known.at]!.captureTime < item.captureTime) newest.set(resource, { at, before: known.at + 1 })
    previous[at] = newest.get(resource)!.before
  })
  return previous
}
