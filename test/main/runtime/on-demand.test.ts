import { expect, test } from 'vitest'
import { OnDemand } from '../../../src-main/runtime/on-demand.ts'

test('code is loaded once, by whoever asks first, and not before', async () => {
  let loads = 0
  const code = new OnDemand(async () => ({ loads: ++loads }))
  expect(() => code.loaded).toThrow('nobody has loaded')
  await code.load()
  await code.load()
  expect(code.loaded).toEqual({ loads: 1 })
})
