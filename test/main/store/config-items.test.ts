import { expect, test } from 'vitest'
import type { ReadRecord } from '../../../src-main/store/record-functions.ts'
import { aConfigItem, someConfigItems } from '../../fixtures/config-items.ts'
import { aFile, aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const eventID = '00000000-0000-4000-8000-000000000001'

/** What each item is in its file, by its offset. */
const texts: Readonly<Record<number, object>> = {
  1: { configuration: { open: false }, relatedEvents: [], n: 1 },
  2: { configuration: '{"open":true}', relatedEvents: [eventID] },
}

const readRecord: ReadRecord = (of, row) =>
  of === 'config' ? { text: JSON.stringify(texts[items.offset[row]!]), problem: null } : null
const items = someConfigItems(
  aConfigItem(2),
  aConfigItem(2, { file: 1, snapshotId: 'snapshot-1' }),
  aConfigItem(1),
  aConfigItem(3, { resourceId: 'sg-0b' }),
  aConfigItem(1, { captureTime: Number.NaN, resourceId: null }),
)

const snapshot = {
  ...aSnapshot(
    [{ eventTime: '2024-03-05T01:59:58Z', eventID, eventName: 'AuthorizeSecurityGroupIngress', userName: 'anna' }],
    [aFile('history.json.gz', null), aFile('snapshot.json.gz', null)],
  ),
  config: items,
}

test('what a resource was before, and who changed it, is one join', () => {
  const store = aStore(snapshot, readRecord)
  const rows = store.rows(`
    SELECT now.configurationItemCaptureTime, before.configuration, now.configuration, e.eventName, e.userName
    FROM config_items now
    JOIN config_items before ON before.id = now.previous
    JOIN json_each(now.relatedEvents) related
    JOIN events e ON e.eventID = related.value
    WHERE now.resourceId = 'sg-0a' AND now.snapshotId IS NULL`)
  expect(rows).toEqual([
    ['2024-03-05T02:00:00Z', '{"open":false}', '{"open":true}', 'AuthorizeSecurityGroupIngress', 'anna'],
  ])
  store.close()
})

test('an item that a snapshot repeats has the same item before it; one without a time has none', () => {
  const store = aStore(snapshot, readRecord)
  expect(
    store.rows('SELECT id, configurationItemCaptureTime, resourceId, previous, snapshotId, file FROM config_items'),
  ).toEqual([
    [1, '2024-03-05T01:00:00Z', 'sg-0a', null, null, 'history.json.gz'],
    [2, '2024-03-05T02:00:00Z', 'sg-0a', 1, null, 'history.json.gz'],
    [3, '2024-03-05T02:00:00Z', 'sg-0a', 1, 'snapshot-1', 'snapshot.json.gz'],
    [4, '2024-03-05T03:00:00Z', 'sg-0b', null, null, 'history.json.gz'],
    [5, null, null, null, null, 'history.json.gz'],
  ])
  store.close()
})

test('a query on items waits for the files, and for records where it reads the items themselves', () => {
  const store = aStore(snapshot, readRecord)
  expect([...store.database.touched('SELECT resourceId, file FROM config_items')]).toContain('files')
  expect([...store.database.touched('SELECT tags FROM config_items')]).toContain('records')
  store.close()
})

test('a case without AWS Config has the table, without a row', () => {
  const store = aStore(aSnapshot([]))
  expect(store.rows('SELECT count(*) FROM config_items')).toEqual([[0]])
  store.close()
})
