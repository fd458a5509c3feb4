import { describe, expect, test } from 'vitest'
import { isInBlock, looksLikeBlock, readAddress, readBlock } from '../../../src-shared/base/ip.ts'

const isIn = (address: string, block: string): boolean => {
  const [read, of] = [readAddress(address), readBlock(block)]
  if (!of.ok) throw new Error(of.message)
  return read !== null && isInBlock(read, of.value)
}

describe('an address is in a block', () => {
  test.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['198.51.100.1', '10.0.0.0/8', false],
    ['10.1.2.3', '10.200.0.0/8', true],
    ['192.0.2.1', '192.0.2.1/32', true],
    ['192.0.2.2', '192.0.2.1/32', false],
    ['203.0.113.9', '0.0.0.0/0', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['2001:db8:1::1', '2001:db8::/32', true],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::/127', true],
    ['2001:db9::', '2001:db8::/32', false],
    ['::ffff:10.0.0.1', '10.0.0.0/8', true],
    ['10.0.0.1', '::ffff:10.0.0.0/104', true],
    ['::1', '::/0', true],
    ['ec2.amazonaws.com', '0.0.0.0/0', false],
    ['AWS Internal', '::/0', false],
    ['10.0.0.256', '10.0.0.0/8', false],
  ])('%s in %s: %s', (address, block, expected) => expect(isIn(address, block)).toBe(expected))
})

test.each([
  ['10.0.0.0/33', '0 to 32'],
  ['10.0.0.0/-1', '0 to 32'],
  ['10.0.0.0/', '0 to 32'],
  ['2001:db8::/129', '0 to 128'],
  ['10.0.0/8', 'no CIDR block'],
  ['10.0.0.0/255.0.0.0', '0 to 32'],
  ['2001:db8::1::/32', 'no CIDR block'],
  ['10.0.0.0/8/8', 'no CIDR block'],
])('%s is refused with a reason', (text, reason) => {
  const read = readBlock(text)
  expect(looksLikeBlock(text)).toBe(true)
  expect(read.ok ? '' : read.message).toContain(reason)
})
