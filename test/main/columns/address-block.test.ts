import { expect, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import { isInBlock, readAddress, readBlock } from '../../../src-shared/base/ip.ts'
import { formatFilter, parseFilter } from '../../../src-shared/filter/text.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { snapshotOf } from '../../fixtures/snapshot.ts'

const addresses = ['192.0.2.7', '192.0.2.200', '203.0.113.9', '2001:db8::5', 'ec2.amazonaws.com', null]
const query = new ColumnQuery(snapshotOf(addresses.map((sourceIPAddress, i) => ({ eventTime: i, sourceIPAddress }))))

test.each([
  ['sourceIPAddress=192.0.2.0/24', [0, 1]],
  ['sourceIPAddress=192.0.2.0/25,203.0.113.9', [0, 2]],
  ['sourceIPAddress=192.0.2.0/24,2001:db8::/32', [0, 1, 3]],
  ['sourceIPAddress!=192.0.2.0/24', [2, 3, 4, 5]],
  ['sourceIPAddress!=192.0.2.0/24,ec2.amazonaws.com', [2, 3, 5]],
  ['NOT sourceIPAddress=0.0.0.0/0', [3, 4, 5]],
  ['sourceIPAddress=::/0', [3]],
])('%s', (text, rows) => {
  const filter = parseFilter(text)
  if (!filter.ok) throw new Error(filter.message)
  expect([...query.select(filter.value)!]).toEqual(rows)
  expect(formatFilter(filter.value)).toBe(text)
})

test('an address of IPv4 is in a block by numbers as by its bits', () => {
  const { int, pick } = randomFrom('blocks')
  const address = () => Array.from({ length: 4 }, () => pick([0, 1, 127, 128, 254, 255, int(256)])).join('.')
  for (let i = 0; i < 500; i++) {
    const [text, block] = [address(), `${address()}/${int(33)}`]
    const read = readBlock(block)
    const filter = parseFilter(`sourceIPAddress=${block}`)
    if (!read.ok || !filter.ok) throw new Error(block)
    const one = new ColumnQuery(snapshotOf([{ eventTime: 0, sourceIPAddress: text }]))
    expect([text, block, one.count(filter.value)]).toEqual([
      text,
      block,
      isInBlock(readAddress(text)!, read.value) ? 1 : 0,
    ])
  }
})
