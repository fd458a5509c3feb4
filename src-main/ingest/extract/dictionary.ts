import type { Compiled } from './compiled.ts'

/** The codes of one column's texts. They are kept by the compiled half; here is what needs strings. */
export class Dictionary {
  /** Where in the arena the entries begin that nobody has taken yet; the first stands at 8. */
  private taken = 8
  /** Texts with lone surrogates have no UTF-8 form of their own. */
  private readonly illFormed = new Map<string, number>()

  constructor(
    private readonly compiled: Compiled,
    readonly address: number,
  ) {}

  codeOfText(text: string): number {
    const { compiled, address } = this
    if (!text.isWellFormed()) {
      const code = this.illFormed.get(text) ?? compiled.reserveCode(address)
      this.illFormed.set(text, code)
      return code
    }
    const bytes = Buffer.from(text)
    const size = bytes.length + 16
    const at = compiled.alloc(size) >>> 0
    bytes.copy(new Uint8Array(compiled.memory.buffer, at, bytes.length))
    const code = compiled.codeOf(address, at, bytes.length)
    compiled.release(at, size)
    return code
  }

  /** The strings added since the last call, in order of their codes. */
  takeFresh(): string[] {
    const { compiled, address } = this
    const end = compiled.arenaEndOf(address) >>> 0
    if (this.taken === end) return []
    const arena = Buffer.from(compiled.memory.buffer, compiled.arenaOf(address) >>> 0, end)
    const fresh: string[] = []
    // Each entry: code and length, four bytes each, then the text; on multiples of eight bytes.
    for (let at = this.taken; at < end; ) {
      const textAt = at + 8
      const textEnd = textAt + arena.readUInt32LE(at + 4)
      fresh.push(arena.toString('utf8', textAt, textEnd))
      at = Math.ceil(textEnd / 8) * 8
    }
    const first = arena.readUInt32LE(this.taken)
    for (const [text, code] of this.illFormed) if (code >= first) fresh[code - first] = text
    this.taken = end
    return fresh
  }
}
