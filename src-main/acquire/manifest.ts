import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, ftruncateSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import { manifestWords } from '../../src-shared/words/acquisition.ts'
import { ManifestChain, type ManifestLine, manifestName, type ObjectLine } from '../formats/acquisition.ts'
import { localName } from './local-name.ts'
import { writeWhole } from './write-whole.ts'

/** What tells that an object is the one that was fetched before. */
type Fetched = Pick<ObjectLine, 'bucket' | 'key' | 'versionId' | 'isCurrent' | 'etag' | 'size'>

/**
 * Writes what is done, as it is done: a line is written when its file is in place. A process that is ended leaves at
 * most a part of a line, which the next run cuts off.
 */
export class Manifest {
  readonly #done: Done

  #opened: number | null = null
  /** Bytes of whole lines. */
  #length: number
  readonly #keyLists: Set<string>

  private constructor(
    readonly path: string,
    private readonly chain: ManifestChain,
    done: Done,
    keyLists: Set<string>,
    length: number,
    /** Bytes of a line that an earlier run could not finish. */
    readonly cutBytes: number,
  ) {
    this.#done = done
    this.#length = length
    this.#keyLists = keyLists
  }

  /** Of a new folder, or of an earlier acquisition, whose chain is checked. */
  static async open(folder: string): Promise<Result<Manifest, 'altered'>> {
    const path = join(folder, manifestName)
    const chain = new ManifestChain()
    const done: Done = new Map()
    const keyLists = new Set<string>()
    let whole = 0
    let lines = 0
    if (existsSync(path))
      for await (const text of wholeLines(path)) {
        const line = chain.check(text)
        lines++
        if (line === null) return fail('altered', manifestWords.altered(path, lines))
        whole += Buffer.byteLength(text) + 1
        if (line.type === 'object') note(done, line)
        if (line.type === 'keys') keyLists.add(line.file)
      }
    const cutBytes = existsSync(path) ? statSync(path).size - whole : 0
    return ok(new Manifest(path, chain, done, keyLists, whole, cutBytes))
  }

  write(line: ManifestLine): void {
    this.#opened ??= this.#openToWrite()
    const text = this.chain.next(line)
    this.#append(this.#opened, Buffer.from(`${text}\n`))
    this.chain.appended(text)
    if (line.type === 'object') note(this.#done, line)
    if (line.type === 'keys') this.#keyLists.add(line.file)
  }

  /** Where an object lies that is in the folder by this manifest, below it; null for any other. */
  fileOf(object: Fetched): string | null {
    const file = this.#done.get(fingerprint(object))
    return file === null ? localName(object.bucket, object) : (file ?? null)
  }

  /** A disk that is full may take a part of a line, which would break the chain: it is taken back. */
  #append(opened: number, bytes: Buffer): void {
    try {
      writeWhole(opened, bytes)
    } catch (error) {
      ftruncateSync(opened, this.#length)
      throw error
    }
    this.#length += bytes.length
  }

  /** Whether a key list of this name, which tells its content, was written. */
  hasKeys(file: string): boolean {
    return this.#keyLists.has(file)
  }

  #openToWrite(): number {
    const opened = openSync(this.path, 'a')
    if (this.cutBytes > 0) ftruncateSync(opened, this.#length)
    return opened
  }

  close(): void {
    if (this.#opened !== null) closeSync(this.#opened)
  }
}

/** By their fingerprints, where objects lie; null for the name that their key gives, which is that of nearly all. */
type Done = Map<string, string | null>

function note(done: Done, line: ObjectLine): void {
  done.set(fingerprint(line), line.file === localName(line.bucket, line) ? null : line.file)
}

/** Short, as there may be millions. The current version is listed without its id where versions are not asked for. */
function fingerprint({ bucket, key, versionId, isCurrent, etag, size }: Fetched): string {
  const parts = [bucket, key, isCurrent ? '' : (versionId ?? 'null'), etag, size]
  // A string of 16 bytes: a slice of a longer one would keep all of it in memory.
  return createHash('sha256').update(parts.join('\0')).digest().toString('latin1', 0, 16)
}

/** Lines that have an end. */
async function* wholeLines(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    let from = 0
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
      yield bytes.toString('utf8', from, end)
      from = end + 1
    }
    rest = bytes.subarray(from)
  }
}
