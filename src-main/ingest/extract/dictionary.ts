const firstArena = 1 << 12
const firstTable = 1 << 8

/**
 * Codes for the distinct texts of one column, found by their UTF-8 bytes without making a string of each occurrence.
 * Code 0 is null; codes count up from 1.
 */
export class Dictionary {
  private arena = new Uint8Array(firstArena)
  private arenaWords = new DataView(this.arena.buffer)
  private arenaEnd = 0
  /** Where the text of a code begins; the next entry is where it ends. */
  private starts = new Uint32Array(64)
  private hashes = new Int32Array(64)
  private table = new Uint32Array(firstTable)
  private size = 0
  /** 1 where the text stands in JSON as it is: no quote, backslash or control character in it. */
  private plain = new Uint8Array(64)
  private fresh: string[] = []
  /** Texts with lone surrogates have no UTF-8 form of their own. */
  private readonly illFormed = new Map<string, number>()
  private last = 0

  /** The strings added since the last call, in order of their codes. */
  takeFresh(): string[] {
    const fresh = this.fresh
    this.fresh = []
    return fresh
  }

  /**
   * The code of the text used last, when `bytes` continues at `at` with just that text and a closing quote; else 0.
   * CloudTrail repeats itself: for most columns this saves looking for the end and hashing.
   */
  again(bytes: Uint8Array, words: DataView, at: number): number {
    const code = this.last
    if (code === 0 || this.plain[code] === 0) return 0
    const start = this.starts[code]!
    const length = this.starts[code + 1]! - start
    if (bytes[at + length] !== 0x22) return 0
    return this.equals(code, bytes, words, at, length) ? code : 0
  }

  /** The text's length in bytes, to step over it. */
  lengthOf(code: number): number {
    return this.starts[code + 1]! - this.starts[code]!
  }

  /** `raw`: the bytes stand unescaped between the quotes of valid JSON. */
  codeOfBytes(bytes: Buffer, words: DataView, from: number, to: number, raw: boolean): number {
    const length = to - from
    const hash = hashOf(bytes, words, from, length)
    const mask = this.table.length - 1
    let slot = hash & mask
    for (let code = this.table[slot]!; code !== 0; code = this.table[slot]!) {
      if (
        this.hashes[code] === hash &&
        this.lengthOf(code) === length &&
        this.equals(code, bytes, words, from, length)
      ) {
        this.last = code
        return code
      }
      slot = (slot + 1) & mask
    }
    const code = this.add(bytes, from, to, hash, raw)
    this.table[slot] = code
    if (this.size * 2 > this.table.length) this.growTable()
    this.fresh.push(bytes.toString('utf8', from, to))
    return code
  }

  codeOfText(text: string): number {
    if (text.isWellFormed()) {
      // Four bytes more, so that words may be read to the end.
      const bytes = Buffer.from(`${text}\0\0\0\0`)
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      return this.codeOfBytes(bytes, words, 0, bytes.length - 4, false)
    }
    const known = this.illFormed.get(text)
    if (known !== undefined) return known
    const empty = Buffer.alloc(4)
    const code = this.add(empty, 0, 0, 0, false)
    this.illFormed.set(text, code)
    this.fresh.push(text)
    return code
  }

  private equals(code: number, bytes: Uint8Array, words: DataView, from: number, length: number): boolean {
    const start = this.starts[code]!
    const { arena, arenaWords } = this
    let k = 0
    for (; k + 4 <= length; k += 4)
      if (arenaWords.getInt32(start + k, true) !== words.getInt32(from + k, true)) return false
    for (; k < length; k++) if (arena[start + k] !== bytes[from + k]) return false
    return true
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, raw: boolean): number {
    const code = ++this.size
    if (code + 2 > this.starts.length) {
      this.starts = enlarged(this.starts, new Uint32Array(code * 2 + 2))
      this.hashes = enlarged(this.hashes, new Int32Array(code * 2 + 2))
      this.plain = enlarged(this.plain, new Uint8Array(code * 2 + 2))
    }
    const end = this.arenaEnd + (to - from)
    if (end > this.arena.length) {
      this.arena = enlarged(this.arena, new Uint8Array(end * 2))
      this.arenaWords = new DataView(this.arena.buffer)
    }
    this.arena.set(bytes.subarray(from, to), this.arenaEnd)
    this.starts[code] = this.arenaEnd
    this.starts[code + 1] = end
    this.arenaEnd = end
    this.hashes[code] = hash
    this.plain[code] = raw ? 1 : 0
    this.last = code
    return code
  }

  private growTable(): void {
    this.table = new Uint32Array(this.table.length * 4)
    const mask = this.table.length - 1
    const illFormed = new Set(this.illFormed.values())
    for (let code = 1; code <= this.size; code++) {
      if (illFormed.has(code)) continue
      let slot = this.hashes[code]! & mask
      while (this.table[slot] !== 0) slot = (slot + 1) & mask
      this.table[slot] = code
    }
  }
}

function enlarged<T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

// Seeded anew in each process, so that no file can be made to collide.
const seed = (Math.random() * 0x100000000) | 0

function hashOf(bytes: Uint8Array, words: DataView, from: number, length: number): number {
  let hash = seed ^ length
  if (length >= 4) {
    const lastWord = from + length - 4
    for (let k = from; k < lastWord; k += 4)
      hash = Math.imul(hash ^ words.getInt32(k, true), 0x9e3779b1) ^ (hash >>> 15)
    hash = Math.imul(hash ^ words.getInt32(lastWord, true), 0x9e3779b1)
  } else {
    for (let k = from; k < from + length; k++) hash = Math.imul(hash ^ bytes[k]!, 0x9e3779b1)
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}
