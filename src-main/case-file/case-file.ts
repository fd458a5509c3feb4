import { randomUUID } from 'node:crypto'
import { lstat, rm } from 'node:fs/promises'
import { z } from 'zod'
import type { UtcMs } from '../../src-shared/base/time.ts'
import { caseFileMembers, caseFileType } from '../../src-shared/model/case-file.ts'
import { BadContainer, Container } from './container.ts'
import { ContainerWriter } from './container-writer.ts'
import { formVersion, type Manifest, manifestForm, versionForm } from './forms.ts'
import { type Change, Journal } from './journal.ts'
import { Lock, type LockHolder } from './lock.ts'
import { type Listing, type ReadOptions, readListing, readSaved, type SavedCase } from './read-case.ts'
import type { Relocate } from './relocate.ts'
import { type CaseToSave, writeRead } from './write-case.ts'

/** What the analyst made of a case, by the name of the part; each is a text that only its owner understands. */
export type Work = Readonly<Record<string, string>>

/** Why a case file cannot be written to. */
export type ReadOnly =
  | { readonly why: 'held'; readonly holder: LockHolder | null }
  | { readonly why: 'not-permitted' }
  | { readonly why: 'not-wanted' }

/** What is to be told of how it was taken. */
export interface TakenAs {
  readonly readOnly: ReadOnly | null
  readonly tookOver: LockHolder | null
  /** Bytes of a change that was cut off while it was written. */
  readonly cutBytes: number
  /** A file that lay in the journal's place and is none of this case file; null where there was none. */
  readonly journalAside: string | null
}

const mostManifestBytes = 16 << 20
const mostWorkBytes = 64 << 20
/** A journal is folded into the case file before it takes long to read. */
const mostJournalBytes = 4 << 20

export const lockOf = (path: string): string => `${path}-lock`
export const journalOf = (path: string): string => `${path}-journal`
const draftOf = (path: string): string => `${path}-draft`

/**
 * A case file that is open. What was read of the sources is written once; the analyst's work is kept change by change in a
 * journal beside it, and folded in when the journal grows or the file is closed.
 */
export class CaseFile {
  #work: Record<string, string> = {}
  #log: string[] = []
  #seq = 0
  /** Changes one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  private constructor(
    readonly path: string,
    private container: Container,
    private manifest: Manifest,
    private lock: Lock | null,
    private readonly journal: Journal,
  ) {}

  /** Opens it for reading; what it holds may change until it is taken. Throws what the operating system says, or `BadContainer`. */
  static async open(path: string): Promise<CaseFile> {
    const container = await Container.open(path)
    try {
      const manifest = await readManifest(container)
      return new CaseFile(path, container, manifest, null, new Journal(journalOf(path), manifest.id))
    } catch (error) {
      await container.close()
      throw error
    }
  }

  /** Takes it for writing, if that is wanted and nobody else has, and reads the work. */
  async take(isWanted = true): Promise<TakenAs> {
    const locking = isWanted ? await lockIfPermitted(this.path) : notWanted
    this.lock = locking.lock
    // Whoever held it until now may have written it anew.
    await this.container.close()
    this.container = await Container.open(this.path)
    this.manifest = await readManifest(this.container)
    if (this.lock !== null) await rm(draftOf(this.path), { force: true })
    const { cutBytes, aside } = await this.#readWork(this.lock !== null)
    const { readOnly, tookOver } = locking
    return { readOnly, tookOver, cutBytes, journalAside: aside }
  }

  /** Writes a new one, and opens it. A name that is taken is refused with the code `EEXIST`. */
  static async create(
    path: string,
    made: CaseToSave & { readonly work: Work; readonly log: readonly string[] },
    product: string,
    options: WriteOptions,
  ): Promise<CaseFile> {
    await refuseTaken(path)
    const locking = await Lock.take(lockOf(path))
    if (!locking.held) throw Object.assign(new Error(`${path} is being written`), { code: 'EEXIST' })
    const { lock } = locking
    try {
      const createdAt = Date.now() as UtcMs
      const draft = { form: formVersion, product, id: randomUUID(), createdAt, savedAt: createdAt, journal: 0 } as const
      await rm(draftOf(path), { force: true })
      await writeWhole(path, draft, made.work, made.log, async (writer) => {
        await writeRead(writer, path, made, options.signal, options.onProgress)
        // What took the name meanwhile stays.
        await refuseTaken(path)
      })
      const container = await Container.open(path)
      const manifest = await readManifest(container)
      const file = new CaseFile(path, container, manifest, lock, new Journal(journalOf(path), manifest.id))
      // The journal of an earlier file of this name is kept aside.
      await file.#readWork(true)
      return file
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  get isWritable(): boolean {
    return this.lock !== null
  }

  get id(): string {
    return this.manifest.id
  }

  get savedAt(): UtcMs {
    return this.manifest.savedAt
  }

  get work(): Work {
    return this.#work
  }

  /** Lines of the examiner log, in their order. */
  get log(): readonly string[] {
    return this.#log
  }

  async listing(): Promise<Listing> {
    return readListing(this.container, this.manifest)
  }

  read(listing: Listing, relocate: Relocate, options: ReadOptions): Promise<SavedCase> {
    return readSaved(this.container, this.manifest, listing, relocate, options)
  }

  /** It is on the disk when it resolves. Throws what the operating system says. */
  keep(part: string, value: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#append({ seq: this.#seq + 1, part, value })
      this.#work = { ...this.#work, [part]: value }
      await this.#foldIfLarge()
    })
  }

  appendLog(logLine: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#append({ seq: this.#seq + 1, logLine })
      this.#log.push(logLine)
      await this.#foldIfLarge()
    })
  }

  /** Writes what was read anew, as folders were added. */
  rewrite(made: CaseToSave, { signal, onProgress }: WriteOptions): Promise<void> {
    return this.#inTurn(() => this.#write((writer) => writeRead(writer, this.path, made, signal, onProgress)))
  }

  /** Folds the journal in and gives the lock back. What cannot be folded in stays in the journal. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.lock !== null && this.journal.bytes > 0) await this.#fold().catch(() => {})
      await this.journal.close()
      await this.container.close()
      await this.lock?.release()
    })
  }

  async #readWork(isMine: boolean) {
    const { manifest, container } = this
    const stated = (name: string) => manifest.members.find((member) => member.name === name)
    const [work, log] = [stated(caseFileMembers.work), stated(caseFileMembers.log)]
    if (work !== undefined) this.#work = workOf(await whole(container, work))
    if (log !== undefined) this.#log = (await whole(container, log)).toString().split('\n').slice(0, -1)
    this.#seq = manifest.journal
    const replayed = await this.journal.replay(isMine)
    // Lines that a writing of the whole has taken in are skipped, where it was killed before it removed the journal.
    for (const change of replayed.changes.filter(({ seq }) => seq > manifest.journal)) {
      if ('part' in change) this.#work = { ...this.#work, [change.part]: change.value }
      else this.#log.push(change.logLine)
      this.#seq = change.seq
    }
    return replayed
  }

  async #append(change: Change): Promise<void> {
    if (this.lock === null) throw Object.assign(new Error(`${this.path} is open for reading only`), { code: 'EROFS' })
    await this.journal.append(change)
    this.#seq = change.seq
  }

  /** It is in the journal already: that it cannot be folded in now is no loss. */
  async #foldIfLarge(): Promise<void> {
    if (this.journal.bytes <= mostJournalBytes) return
    // A view changes often, and its case file may be large: most of such a journal is past.
    await this.journal.shrink().catch(() => {})
    if (this.journal.bytes > mostJournalBytes / 2) await this.#fold().catch(() => {})
  }

  #fold(): Promise<void> {
    const { container, manifest } = this
    const changing: readonly string[] = [caseFileMembers.work, caseFileMembers.log, caseFileType.name]
    const kept = manifest.members.filter(({ name }) => !changing.includes(name))
    return this.#write(async (writer) => {
      for (const member of kept) await writer.copy(container, member)
    })
  }

  async #write(members: (writer: ContainerWriter) => Promise<void>): Promise<void> {
    const { path, container } = this
    const manifest = { ...this.manifest, savedAt: Date.now() as UtcMs, journal: this.#seq }
    try {
      await writeWhole(path, manifest, this.#work, this.#log, async (writer) => {
        await members(writer)
        // Windows renames over no file that is open.
        await container.close()
      })
    } finally {
      await container.close()
      this.container = await Container.open(path)
    }
    this.manifest = await readManifest(this.container)
    await this.journal.clear()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work)
    this.#last = next.catch(() => {})
    return next
  }
}

export interface WriteOptions {
  readonly signal: AbortSignal
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void
}

async function writeWhole(
  path: string,
  manifest: Omit<Manifest, 'members'>,
  work: Work,
  log: readonly string[],
  members: (writer: ContainerWriter) => Promise<void>,
): Promise<void> {
  const writer = await ContainerWriter.create(draftOf(path))
  try {
    await members(writer)
    await writer.add(caseFileMembers.work, [Buffer.from(JSON.stringify(work))])
    await writer.add(caseFileMembers.log, [Buffer.from(log.map((line) => `${line}\n`).join(''))])
    await writer.add(caseFileMembers.manifest, [Buffer.from(JSON.stringify({ ...manifest, members: writer.members }))])
    await writer.finish(path)
  } catch (error) {
    await writer.discard()
    throw error
  }
}

async function lockIfPermitted(path: string) {
  try {
    const locking = await Lock.take(lockOf(path))
    if (locking.held) return { lock: locking.lock, tookOver: locking.tookOver, readOnly: null }
    return { lock: null, tookOver: null, readOnly: { why: 'held', holder: locking.holder } as const }
  } catch {
    // A read-only disk, or a folder that others own.
    return { lock: null, tookOver: null, readOnly: { why: 'not-permitted' } as const }
  }
}

const notWanted = { lock: null, tookOver: null, readOnly: { why: 'not-wanted' } as const }

async function refuseTaken(path: string): Promise<void> {
  const isTaken = await lstat(path).then(
    () => true,
    () => false,
  )
  if (isTaken) throw Object.assign(new Error(`${path} exists already`), { code: 'EEXIST' })
}

async function readManifest(container: Container): Promise<Manifest> {
  const value = readJson(await container.manifest(mostManifestBytes), caseFileMembers.manifest)
  const version = versionForm.safeParse(value)
  if (!version.success) throw new BadContainer('has a manifest of an unknown form.')
  const { form, product } = version.data
  if (form > formVersion)
    throw new BadContainer(
      `was written by Trailproof ${product}, in a form (${form}) that this version does not know: open it with that version or a later one.`,
    )
  const read = manifestForm.safeParse(value)
  if (!read.success) throw new BadContainer('has a manifest of another form than it states.')
  return read.data
}

const workForm = z.record(z.string(), z.string())

function workOf(bytes: Buffer): Record<string, string> {
  const read = workForm.safeParse(readJson(bytes, caseFileMembers.work))
  if (!read.success) throw new BadContainer(`has ${caseFileMembers.work} in another form.`)
  return read.data
}

function readJson(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw new BadContainer(`has ${name} in a form that is no JSON.`)
  }
}

async function whole(container: Container, member: Manifest['members'][number]): Promise<Buffer> {
  if (member.bytes > mostWorkBytes) throw new BadContainer(`has ${member.name} in a size that no version writes.`)
  const pieces: Buffer[] = []
  for await (const piece of container.bytes(member)) pieces.push(piece)
  return Buffer.concat(pieces)
}
