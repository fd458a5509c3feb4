import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayMs, formatUtc, type TimeSpan } from '../../src-shared/base/time.ts'
import { fetchNotes } from '../../src-shared/words/acquisition.ts'
import { type PrintedKey, publicKeysOf } from './accounts.ts'
import { atATime } from './agents.ts'
import type { Bucket, Deletion, ListedObject } from './bucket.ts'
import { Downloader } from './download.ts'
import { inParallel } from './in-parallel.ts'
import { choose, familyOf, isWithin } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { listAsked } from './named.ts'
import { type Announced, announcedIn } from './notification.ts'
import { Planned } from './plan.ts'
import { Progress } from './progress.ts'
import { type Message, type Queue, SetAside } from './queue.ts'
import { retrying } from './retrying.ts'
import type { Run } from './run.ts'
import { Spool } from './spool.ts'
import type { Target } from './target.ts'

const keysName = 'keys'

/** A run that writes: what is listed or announced is fetched, and then the keys of its Regions. */
export class Fetching {
  readonly planned = new Planned()
  readonly fetched = { objects: 0, bytes: 0 }
  keysFolder: string | null = null
  readonly #spool: Spool
  readonly #progress: Progress
  readonly #downloader: Downloader
  readonly #keysAt = new Map<string, number>()
  #keepsVersions = false

  constructor(
    private readonly run: Run,
    private readonly bucket: Bucket,
    private readonly target: Target,
    private readonly manifest: Manifest,
  ) {
    this.#downloader = new Downloader(bucket, target)
    this.#spool = new Spool(join(target.partial, 'listing'))
    this.#progress = new Progress(run.options.onProgress)
  }

  async everything(): Promise<void> {
    await this.#list()
    await this.#download()
    await this.#keys()
  }

  /** Takes what messages announce, until there are none, or for ever. */
  async messages(queue: Queue, waits: boolean): Promise<void> {
    const { troubles } = this.run
    const aside = new SetAside((subject, sentence) => troubles.add({ code: 'refused', subject, sentence }))
    for (;;) {
      const messages = await queue.receive(waits)
      const fresh = messages.filter((message) => !aside.has(message, waits))
      if (fresh.length === 0 && !waits) return
      await inParallel(fresh, atATime, (message, lane) => this.#take(message, lane, queue, aside))
      await this.#keys()
    }
  }

  /** A message is deleted when all that it announces is in place, and left in the queue else. */
  async #take(message: Message, lane: number, queue: Queue, aside: SetAside): Promise<void> {
    const announced = announcedIn(message.body)
    if (announced === null) return aside.add(message, 'unknown')
    if (!announced.every((one) => this.#isAsked(one))) return aside.add(message, 'notAsked')
    for (const { key, versionId, etag, size } of announced) {
      const object = { key, versionId, etag, size: size ?? 0, isCurrent: true, lastModified: '' }
      const isThere = this.#isThere(object)
      this.planned.add(object, isThere)
      if (!isThere && !(await this.#fetch(object, lane))) return aside.add(message, 'notFetched')
      this.#progress.fetched(this.fetched, this.planned.all)
    }
    await this.run.troubles.catch('DeleteMessage', () => queue.delete(message))
  }

  #isAsked({ bucket, key }: Announced): boolean {
    const { request } = this.run
    const isBelow = bucket === this.bucket.name && key.startsWith(request.source.prefix)
    return isBelow && familyOf(key) !== null && choose(key, request) === 'wanted' && isWithin(key, request.range)
  }

  async #list(): Promise<void> {
    const { request, troubles, notes } = this.run
    await listAsked(this.bucket, request, troubles, {
      object: (object) => this.#listed(object),
      deletion: (deletion) => this.#deleted(deletion),
      note: (sentence) => notes.push(sentence),
    }).finally(() => this.#spool.end())
  }

  #listed(object: ListedObject): void {
    const isThere = this.#isThere(object)
    this.planned.add(object, isThere)
    if (!isThere) this.#spool.add(object)
    this.#progress.listed(this.planned.all)
  }

  /** By the manifest of an earlier run, and by its size on disk. */
  #isThere(object: ListedObject): boolean {
    const file = this.manifest.fileOf({ bucket: this.bucket.name, ...object })
    return file !== null && sizeOf(join(this.target.root, file)) === object.size
  }

  #deleted({ key, versionId, deletedAt }: Deletion): void {
    this.planned.deletions++
    this.manifest.write({ type: 'deletion', time: now(), bucket: this.bucket.name, key, versionId, deletedAt })
  }

  async #download(): Promise<void> {
    const left = this.#left()
    await inParallel(this.#spool.objects(), atATime, async (object, lane) => {
      await this.#fetch(object, lane)
      this.#progress.fetched(this.fetched, left)
    })
  }

  /** True when the object is in place. */
  #fetch(object: ListedObject, lane: number): Promise<boolean> {
    const { access, troubles } = this.run
    access.signal.throwIfAborted()
    const subject = `s3://${this.bucket.name}/${object.key}${object.isCurrent ? '' : `?versionId=${object.versionId}`}`
    return troubles.catch(subject, async () => {
      const line = await retrying(() => this.#downloader.fetch(object, lane), access.patience, access.signal)
      this.manifest.write(line)
      this.#keepsVersions ||= line.versionId !== null
      this.fetched.objects++
      this.fetched.bytes += line.size
    })
  }

  #left() {
    const { all, alreadyThere } = this.planned
    return { objects: all.objects - alreadyThere.objects, bytes: all.bytes - alreadyThere.bytes }
  }

  async #keys(): Promise<void> {
    const { access, requests, troubles } = this.run
    if (!this.run.request.publicKeys) return
    const left = [...this.planned.signed].filter(([region]) => !this.#hasFreshKeys(region))
    for (const [done, [region, span]] of left.entries()) {
      this.#progress.keys(this.fetched, done, left.length)
      await troubles.catch(`ListPublicKeys in ${region}`, async () => {
        this.#keysAt.set(region, Date.now())
        this.#keepKeys(region, span, await publicKeysOf(region, span, access, requests))
      })
    }
  }

  /** A key is listed long before it signs. */
  #hasFreshKeys(region: string): boolean {
    return Date.now() - (this.#keysAt.get(region) ?? 0) < dayMs
  }

  /** Keys that an earlier run has written stay, where they are the same. */
  #keepKeys(region: string, span: TimeSpan, keys: readonly PrintedKey[]): void {
    const text = `${JSON.stringify({ PublicKeyList: keys }, null, 4)}\n`
    const folder = join(this.target.root, keysName)
    this.keysFolder = folder
    mkdirSync(folder, { recursive: true })
    const sha256 = createHash('sha256').update(text).digest('hex')
    const name = `public-keys-${region}-${sha256.slice(0, 8)}.json`
    const path = join(folder, name)
    const file = `${keysName}/${name}`
    if (this.manifest.hasKeys(file) && existsSync(path)) return
    const temporary = join(this.target.partial, 'keys.part')
    writeFileSync(temporary, text)
    renameSync(temporary, path)
    const [from, until] = [formatUtc(span.from), formatUtc(span.until)]
    this.manifest.write({ type: 'keys', time: now(), region, from, until, keys: keys.length, sha256, file })
  }

  /** What the user is to know beside what was fetched and what was not. */
  notes(): readonly string[] {
    const { versions } = this.run.request
    const { deletions } = this.planned
    return [
      ...(this.#keepsVersions && !versions ? [fetchNotes.hasVersions] : []),
      ...(deletions === 0 ? [] : [fetchNotes.deletions(deletions)]),
    ]
  }
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null
}

const now = () => new Date().toISOString()
