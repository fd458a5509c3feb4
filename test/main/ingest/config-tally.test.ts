import { expect, test } from 'vitest'
import { ConfigTally } from '../../../src-main/ingest/config-tally.ts'
import { SameText } from '../../../src-main/runtime/same-text.ts'
import { aConfigItem } from '../../fixtures/config-items.ts'

test('a case keeps so many configuration items and says of which file how many it left out', () => {
  const tally = new ConfigTally(new SameText(), 3)
  expect(tally.inOrder()).toBeUndefined()
  tally.add(4, [aConfigItem(3), aConfigItem(1)])
  tally.add(5, [aConfigItem(2), aConfigItem(4), aConfigItem(5)])
  tally.add(6, [aConfigItem(6)])
  expect(Array.from(tally.inOrder()!.offset)).toEqual([1, 2, 3])
  expect([4, 5, 6].map((file) => tally.notesOn(file))).toEqual([
    [],
    ['2 configuration items of it are not in config_items: a case keeps 3.'],
    ['1 configuration item of it is not in config_items: a case keeps 3.'],
  ])
})
