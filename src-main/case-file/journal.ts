import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { syncFolder } from './container-writer.ts'

/** What changes in a case file between two writings of the whole: a part of the work, or a line of the examiner log. */
export type Change =
  | { readonly seq: number; readonly part: string; readonly value: string }
  | { readonly seq: number; readonly logLine: string }

const headForm = z.object({ journal: z.literal(1), caseFile: z.string() })
const changeForm: z.ZodType<Change> = z.union([
  z.strictObject({ seq: z.int().min(1), part: z.string(), value: z.string() }),
  z.strictObject({ seq: z.int().min(1), logLine: z.string() }),
])

export interface Replayed {
  readonly changes: readonly Change[]
  /** Bytes behind the last whole line, which a kill or a full disk cut off. */
  readonly cutBytes: number
  /** Where it is no journal of this case file, the name that it was kept aside under. */
  readonly aside: string | null
}

/**
 * The changes since a case file was last written whole, a line each: CRC-32 in hex, a space, JSON. Each is on the disk when
 * `append` resolves. A line that is not whole ends the journal.
 */
export class Journal {
  #handle: FileHandle | null = null
  #length = 0

  constructor(
    private readonly path: string,
    private readonly id: string,
  ) {}

  /** Reads the changes. `isMine`: whether it is to be written to from now on. Then what is no journal is kept aside. */
  async replay(isMine: boolean): Promise<Replayed> {
    if (isMine) await rm(draftOf(this.path), { force: true })
    const bytes = await readIfThere(this.path)
    if (bytes === null) return { changes: [], cutBytes: 0, aside: null }
    const { values, length } = wholeLines(bytes)
    const [head, ...rest] = values
    // A head that was cut is the beginning of a journal that had no change yet.
    if (!headForm.safeParse(head).success && (values.length > 0 || !isBeginning(bytes, this.id)))
      return { changes: [], cutBytes: 0, aside: isMine ? await this.#keepAside() : null }
    if (head !== undefined && headForm.parse(head).caseFile !== this.id)
      return { changes: [], cutBytes: 0, aside: isMine ? await this.#keepAside() : null }
    const changes: Change[] = []
    for (const value of rest) {
      const change = changeForm.safeParse(value)
      if (!change.success) break
      changes.push(change.data)
    }
    this.#length = length
    return { changes, cutBytes: bytes.length - length, aside: null }
  }

  async append(change: Change): Promise<void> {
    const handle = await this.#opened()
    const line = lineOf(change)
    try {
      await handle.write(line, 0, line.length, this.#length)
      await handle.datasync()
      this.#length += line.length
    } catch (error) {
      // Half a line would end the journal for whatever comes behind it.
      await handle.truncate(this.#length).catch(() => {})
      throw error
    }
  }

  /** Leaves out what a later change replaces. A kill leaves the journal as it was, or as it is then. */
  async shrink(): Promise<void> {
    const { changes } = await this.replay(true)
    const last = new Map(changes.flatMap((change) => ('part' in change ? [[change.part, change.seq]] : [])))
    const kept = changes.filter((change) => !('part' in change) || last.get(change.part) === change.seq)
    const lines = Buffer.concat([headLine(this.id), ...kept.map(lineOf)])
    const draft = draftOf(this.path)
    const handle = await open(draft, 'w', 0o600)
    try {
      await handle.writeFile(lines)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await this.close()
    await rename(draft, this.path)
    await syncFolder(dirname(this.path))
    this.#length = lines.length
  }

  get bytes(): number {
    return this.#length
  }

  /** All changes are in the case file: begins anew. */
  async clear(): Promise<void> {
    await this.close()
    await rm(this.path, { force: true })
    this.#length = 0
  }

  async close(): Promise<void> {
    await this.#handle?.close()
    this.#handle = null
  }

  async #opened(): Promise<FileHandle> {
    if (this.#handle !== null) return this.#handle
    const handle = await open(this.path, this.#length === 0 ? 'w' : 'r+', 0o600)
    try {
      if (this.#length === 0) {
        const head = headLine(this.id)
        await handle.write(head, 0, head.length, 0)
        this.#length = head.length
        await syncFolder(dirname(this.path))
      } else await handle.truncate(this.#length)
    } catch (error) {
      this.#length = 0
      await handle.close()
      throw error
    }
    this.#handle = handle
    return handle
  }

  async #keepAside(): Promise<string> {
    const aside = `${this.path}.unreadable-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
    await rename(this.path, aside)
    return aside
  }
}

const draftOf = (path: string): string => `${path}-draft`

const headLine = (id: string) => lineOf({ journal: 1, caseFile: id })

const isBeginning = (bytes: Buffer, id: string): boolean => headLine(id).subarray(0, bytes.length).equals(bytes)

function lineOf(value: unknown): Buffer {
  const json = JSON.stringify(value)
  return Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} ${json}\n`)
}

/** `length`: of the lines that are whole. */
function wholeLines(bytes: Buffer): { readonly values: readonly unknown[]; readonly length: number } {
  const values: unknown[] = []
  let from = 0
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
    const json = bytes.toString('utf8', from + 9, end)
    if (crc32(json).toString(16).padStart(8, '0') !== bytes.toString('latin1', from, from + 8)) break
    values.push(JSON.parse(json))
    from = end + 1
  }
  return { values, length: from }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
