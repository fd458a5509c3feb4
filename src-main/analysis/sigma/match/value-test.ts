import { isInBlock, readAddress, readBlock } from '../../../../src-shared/base/ip.ts'
import { readRegex } from '../../../../src-shared/base/regex/regex.ts'
import type { Result } from '../../../../src-shared/base/result.ts'
import type { Order, Test } from '../tree.ts'
import { patternTest, plainOf } from './pattern-test.ts'

export interface ValueTest {
  /** Whether one of the tests holds for a value. */
  readonly passes: (text: string) => boolean
  /** Whether one of them holds where there is no value. */
  readonly whereUnset: boolean
}

/** The tests of a leaf as one; those against another field are not among them. */
export function valueTest(tests: readonly Test[]): ValueTest {
  const whole = new Set<string>()
  const others: ((text: string) => boolean)[] = []
  for (const test of tests) {
    // A rule may list a thousand names: these are looked up and not tried one after the other.
    const plain = test.kind === 'pattern' && !test.isCased ? plainOf(test.signs) : null
    if (plain !== null && !plain.before && !plain.after) whole.add(plain.text.toLowerCase())
    else others.push(passesOf(test))
  }
  const isListed = whole.size === 0 ? () => false : (text: string) => whole.has(text.toLowerCase())
  return {
    passes: (text) => isListed(text) || others.some((passes) => passes(text)),
    whereUnset: tests.some(({ kind }) => kind === 'unset'),
  }
}

function passesOf(test: Test): (text: string) => boolean {
  switch (test.kind) {
    case 'pattern':
      return checked(patternTest(test))
    case 'regex':
      return checked(readRegex(test.pattern))
    case 'block': {
      const block = checked(readBlock(test.block))
      return (text) => {
        const address = readAddress(text)
        return address !== null && isInBlock(address, block)
      }
    }
    case 'order': {
      const compare = compares[test.order]
      return (text) => text.trim() !== '' && compare(Number(text), test.than)
    }
    case 'set':
      return () => true
    case 'unset':
    case 'other-field':
      return () => false
  }
}

const compares: Readonly<Record<Order, (value: number, than: number) => boolean>> = {
  lt: (value, than) => value < than,
  lte: (value, than) => value <= than,
  gt: (value, than) => value > than,
  gte: (value, than) => value >= than,
}

function checked<T>(read: Result<T>): T {
  // To answer as if nothing matched would be wrong.
  if (!read.ok) throw new Error(`${read.message}: it was checked`)
  return read.value
}
