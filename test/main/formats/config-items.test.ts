import { expect, test } from 'vitest'
import type { ConfigItem } from '../../../src-main/columns/config-items.ts'
import { configItems } from '../../../src-main/formats/config-items.ts'
import type { Piece } from '../../../src-main/formats/piece.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'

function read(text: string) {
  const bytes = Buffer.from(text)
  expect(formatOf(bytes, 'any.json')).toBe(configItems)
  const items: ConfigItem[] = []
  const pieces: Piece[] = []
  configItems.records!.extract(bytes, {
    json: () => expect.fail(),
    configItem: (item) => items.push(item),
    pieces: (_, find) => {
      find({ piece: (piece) => pieces.push(piece), record: () => -1, stringEnd: () => -1 })
      return {
        records: 0,
        unparsed: [],
        byJsonParse: 0,
        fault: null,
        beside: null,
        respelled: new Set<string>(),
        firstEventTime: 0,
        lastEventTime: 0,
      }
    },
  })
  const texts = items.map(({ offset, length }) => bytes.toString('utf8', offset, offset + length))
  return { items, texts, pieces }
}

/** As AWS Config delivers it (developer guide, "Example Configuration Snapshot"). */
const delivered = {
  ARN: 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-0a',
  awsAccountId: '111122223333',
  awsRegion: 'us-east-1',
  configuration: { groupName: 'web', ipPermissions: [] },
  configurationItemCaptureTime: '2024-03-05T09:12:31.918Z',
  configurationItemStatus: 'OK',
  configurationItemVersion: '1.3',
  relatedEvents: [],
  resourceId: 'sg-0a',
  resourceName: 'web',
  resourceType: 'AWS::EC2::SecurityGroup',
  tags: { team: 'é' },
}
const told = {
  arn: delivered.ARN, accountId: '111122223333', awsRegion: 'us-east-1', resourceId: 'sg-0a', resourceName: 'web',
  resourceType: 'AWS::EC2::SecurityGroup', status: 'OK', captureTime: Date.parse('2024-03-05T09:12:31.918Z'),
} // biome-ignore format: a table

test('items of a snapshot are listed, each with the bytes that it lies at', () => {
  const file = { fileVersion: '1.0', configSnapshotId: 'snapshot-1', configurationItems: [delivered, delivered] }
  const { items, texts, pieces } = read(JSON.stringify(file))
  expect(items).toMatchObject([
    { ...told, snapshotId: 'snapshot-1' },
    { ...told, snapshotId: 'snapshot-1' },
  ])
  expect(texts.map((text) => JSON.parse(text))).toEqual([delivered, delivered])
  expect(pieces).toEqual([])
})

test('what the command line prints has other names, and times as numbers', () => {
  const { ARN: arn, awsAccountId: accountId, ...rest } = delivered
  const item = { ...rest, arn, accountId, configurationItemCaptureTime: 1_709_629_951.918, configuration: '{}' }
  expect(read(JSON.stringify({ configurationItems: [item] }, null, 4)).items).toMatchObject([
    { ...told, snapshotId: null },
  ])
})

test('a list that ends behind an item, without its bracket, breaks off there', () => {
  const text = `{"configurationItems":[${JSON.stringify(delivered)}`
  const { items, pieces } = read(text)
  expect(items).toHaveLength(1)
  expect(pieces).toMatchObject([{ offset: Buffer.byteLength(text), length: 0 }])
})

test('a list that breaks off and what is no item are told by their places', () => {
  const text = `{"fileVersion":"1.0","configurationItems":[5,${JSON.stringify(delivered)},{"ARN":"x`
  const { items, pieces } = read(text)
  expect(items).toMatchObject([told])
  expect(pieces).toEqual([
    { offset: text.indexOf('5'), length: 1, reason: 'no configuration item: not an object' },
    { offset: Buffer.from(text).lastIndexOf('{'), length: 9, reason: 'the list of items breaks off' },
  ])
})
