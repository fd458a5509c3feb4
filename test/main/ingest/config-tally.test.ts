import { expect, test } from 'vitest'
import { ConfigTally } from '../../../src-main/ingest/config-tally.ts'
import { SameText } from '../../../src-main/runtime/same-text.ts'

const item = (hour: number) => ({
  offset: 0, length: 1, captureTime: hour, snapshotId: null, resourceType: 'AWS::S3::Bucket', resourceId: 'b', resourceName: 'b',
  arn: 'arn:aws:s3:::b', accountId: '111122223333', awsRegion: 'us-east-1', status: 'OK',
}) // biome-ignore format: a table

test('a case keeps so many configuration items and says of which file how many it left out', () => {
  const tally = new ConfigTally(new SameText(), 3)
  expect(tally.inOrder()).toBeUndefined()
  tally.add(4, [item(3), item(1)])
  tally.add(5, [item(2), item(4), item(5)])
  tally.add(6, [item(6)])
  expect(Array.from(tally.inOrder()!.captureTime)).toEqual([1, 2, 3])
  expect([4, 5, 6].map((file) => tally.notesOn(file))).toEqual([
    [],
    ['2 configuration items of it are not in config_items: a case keeps 3.'],
    ['1 configuration item of it is not in config_items: a case keeps 3.'],
  ])
})
