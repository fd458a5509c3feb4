import { hourMs, type UtcMs } from '../../src-shared/base/time.ts'
import type { FetchRequest } from '../../src-shared/model/acquisition.ts'
import { listWords } from '../../src-shared/words/acquisition.ts'
import { parseFileName } from '../formats/file-name.ts'
import { atATime } from './agents.ts'
import type { Bucket, ListedObject } from './bucket.ts'
import { inParallel } from './in-parallel.ts'
import { dayFolder, isWithin, margin } from './layout.ts'
import { type ListSink, listTrail } from './list.ts'
import type { Troubles } from './troubles.ts'

/** The level of the account, and the Region, of the key of a log file. */
const inRegion = /^((?:.*\/)?AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?\d{12}\/)CloudTrail(?:-[A-Za-z]+)?\/([^/]+)\//

/** What a request names, or what the trail has of its range and names. */
export const listAsked = (bucket: Bucket, request: FetchRequest, troubles: Troubles, sink: ListSink): Promise<void> =>
  request.logFiles === null
    ? listTrail(bucket, request, troubles, sink)
    : listNamed(bucket, request.logFiles, troubles, sink)

/**
 * Lists the log files that are named, and the digests that may list them or repeat a signature of those: of the hour in
 * which a file was delivered and of those behind it.
 */
async function listNamed(
  bucket: Bucket,
  logFiles: readonly string[],
  troubles: Troubles,
  sink: ListSink,
): Promise<void> {
  const digests = new DigestDays()
  await inParallel(logFiles, atATime, async (key) => {
    const subject = `s3://${bucket.name}/${key}`
    await troubles.catch(subject, async () => {
      const object = await bucket.find(key)
      if (object === null) troubles.add({ code: 'not-there', subject, sentence: listWords.notListed(subject) })
      else sink.object(object)
    })
    if (!digests.add(key)) sink.note(listWords.noDigests(subject))
  })
  await inParallel(digests.prefixes, atATime, async ([prefix, times]) => {
    const isAsked = ({ key }: ListedObject) =>
      times.some((from) => isWithin(key, { from, until: (from + hourMs) as UtcMs }))
    await troubles.catch(`s3://${bucket.name}/${prefix}`, async () => {
      for await (const { objects } of bucket.objects(prefix, null))
        for (const object of objects) if (parseFileName(object.key) !== null && isAsked(object)) sink.object(object)
    })
  })
}

/** How long after a log file the last digest that counts may end, perhaps on the next day. */
const latestDigestMs = hourMs + margin.after

/** The folders of digests to look into, a day each, and the times of delivery of the log files that they may list. */
class DigestDays {
  readonly #times = new Map<string, UtcMs[]>()

  /** False where the key does not tell its digests. */
  add(key: string): boolean {
    const [, account, region] = inRegion.exec(key) ?? []
    const name = parseFileName(key)
    if (account === undefined || name === null) return false
    const days = new Set([name.time, name.time + latestDigestMs].map((time) => dayFolder(time as UtcMs)))
    for (const day of days) {
      const prefix = `${account}CloudTrail-Digest/${region}/${day}/`
      const times = this.#times.get(prefix)
      if (times === undefined) this.#times.set(prefix, [name.time])
      else if (!times.includes(name.time)) times.push(name.time)
    }
    return true
  }

  get prefixes(): Iterable<readonly [prefix: string, times: readonly UtcMs[]]> {
    return this.#times
  }
}
