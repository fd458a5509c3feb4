import type { Address, Block } from '../../src-shared/base/ip.ts'

/** Values by CIDR block. An address has the value of the longest block that it lies in. */
export class Prefixes<T> {
  readonly #byWidth = { 32: new Lengths<T>(32), 128: new Lengths<T>(128) }

  get(block: Block): T | undefined {
    return this.#byWidth[block.base.width].at(block.length)?.get(keyOf(block))
  }

  set(block: Block, value: T): void {
    this.#byWidth[block.base.width].made(block.length).set(keyOf(block), value)
  }

  find({ bits, width }: Address): T | undefined {
    return this.#byWidth[width].find(bits)
  }
}

const keyOf = ({ base, length }: Block): bigint => base.bits >> BigInt(base.width - length)

/** By the length of the prefix, blocks by their first bits. */
class Lengths<T> {
  readonly #blocks = new Map<number, Map<bigint, T>>()
  #longestFirst: readonly number[] = []

  constructor(private readonly width: number) {}

  at(length: number): Map<bigint, T> | undefined {
    return this.#blocks.get(length)
  }

  made(length: number): Map<bigint, T> {
    const known = this.at(length)
    if (known !== undefined) return known
    const made = new Map<bigint, T>()
    this.#blocks.set(length, made)
    this.#longestFirst = [...this.#blocks.keys()].sort((a, b) => b - a)
    return made
  }

  find(bits: bigint): T | undefined {
    for (const length of this.#longestFirst) {
      const value = this.at(length)!.get(bits >> BigInt(this.width - length))
      if (value !== undefined) return value
    }
    return undefined
  }
}
