import type { NewTexts } from '../../columns/batch.ts'
import type { Compiled } from './compiled.ts'

/** The codes of one column's texts. They are kept by the compiled half; here is what comes as strings. */
export class Dictionary {
  /** Where in the arena the entries begin that nobody has taken yet; the first stands at 8. */
  private taken = 8
  /** Texts with lone surrogates have no UTF-8 form of their own. */
  private readonly illFormed = new Map<string, number>()
  private freshIllFormed = new Map<number, string>()

  constructor(
    private readonly compiled: Compiled,
    readonly address: number,
  ) {}

  codeOfText(text: string): number {
    const { compiled, address } = this
    if (!text.isWellFormed()) {
      const known = this.illFormed.get(text)
      if (known !== undefined) return known
      const code = compiled.reserveCode(address)
      this.illFormed.set(text, code)
      this.freshIllFormed.set(code, text)
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

  /** What was added since the last call. The entries lie in the memory of the compiled half: to be copied at once. */
  takeFresh(): NewTexts | null {
    const { compiled, address, taken } = this
    this.taken = compiled.arenaEndOf(address) >>> 0
    if (this.taken === taken) return null
    const from = (compiled.arenaOf(address) >>> 0) + taken
    const entries = new Uint32Array(compiled.memory.buffer, from, (this.taken - taken) / 4)
    const illFormed = this.freshIllFormed
    if (illFormed.size === 0) return { entries }
    this.freshIllFormed = new Map()
    return { entries, illFormed }
  }
}
