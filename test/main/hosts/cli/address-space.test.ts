import { expect, test } from 'vitest'
import { addressSpaceLimit, needsFewAddresses } from '../../../../src-main/hosts/cli/address-space.ts'

const limits = (soft: string) =>
  `Limit                     Soft Limit           Hard Limit           Units     \nMax address space         ${soft.padEnd(20)} unlimited            bytes     \n`

test.skipIf(process.platform !== 'linux')('the limit of addresses is read where there is one', () => {
  expect(addressSpaceLimit(() => limits('3072000000'))).toBe(3_072_000_000)
  expect(addressSpaceLimit(() => limits('unlimited'))).toBeNull()
  expect(
    addressSpaceLimit(() => {
      throw new Error('ENOENT')
    }),
  ).toBeNull()
})

test('a command is run again only for a limit', () => {
  expect([needsFewAddresses(3_072_000_000), needsFewAddresses(null)]).toEqual([true, false])
})
