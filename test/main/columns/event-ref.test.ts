import { expect, test } from 'vitest'
import { refOf, rowsOf } from '../../../src-main/columns/event-ref.ts'
import type { EventRef, Sha256 } from '../../../src-shared/model/event.ts'
import { aFile, aSnapshot } from '../store/a-snapshot.ts'

const [first, second] = ['a', 'b'].map((digit) => digit.repeat(64) as Sha256) as [Sha256, Sha256]
const files = [
  { ...aFile('one.json.gz'), sha256: first },
  { ...aFile('two.json.gz'), sha256: second },
]
/** An event is found by its ID again where that is a UUID. */
const ids = {
  one: '00000000-0000-4000-8000-000000000001',
  two: '00000000-0000-4000-8000-000000000002',
  earlier: '00000000-0000-4000-8000-000000000003',
  unknown: '00000000-0000-4000-8000-000000000004',
}
const line = (name: keyof typeof ids, minute: number, file = 0) => ({
  eventID: ids[name],
  eventTime: `2024-03-05T10:${String(minute).padStart(2, '0')}:00Z`,
  file,
})
const small = aSnapshot([line('one', 10), line('two', 20)], files)

test('an event keeps its name when more is opened, though its row changes', () => {
  const ref = refOf(small, 0)
  expect(ref).toEqual({ eventID: ids.one, source: first, record: 0 })
  const more = aSnapshot([line('one', 10), line('two', 20), line('earlier', 5, 1)], files)
  expect(rowsOf(small, [ref!])[0]).toBe(0)
  expect(rowsOf(more, [ref!])[0]).toBe(1)
})

test('a record that has become a copy stands for the event it is a copy of', () => {
  const held = aSnapshot([{ ...line('one', 10, 1), copiesIn: [0] }], files)
  expect(rowsOf(held, [{ eventID: ids.one, source: first, record: 0 }])[0]).toBe(0)
})

test('an event whose source is not opened any more is found by its ID, or not at all', () => {
  const gone: EventRef = { eventID: ids.two, source: 'c'.repeat(64) as Sha256, record: 7 }
  expect(rowsOf(small, [gone])[0]).toBe(1)
  expect(rowsOf(small, [{ ...gone, eventID: ids.unknown }])[0]).toBeNull()
  expect(rowsOf(small, [{ ...gone, eventID: null }])[0]).toBeNull()
})

test('an event without an ID is found by its place', () => {
  const { eventID: _, ...nameless } = line('one', 10, 1)
  const snapshot = aSnapshot([nameless], files)
  expect(refOf(snapshot, 0)).toEqual({ eventID: null, source: second, record: 0 })
  expect(rowsOf(snapshot, [refOf(snapshot, 0)!])[0]).toBe(0)
})

test('there is no name for a row that is not there, or whose source could not be hashed', () => {
  expect(refOf(small, 2)).toBeNull()
  expect(refOf({ ...small, files: [{ ...files[0]!, sha256: null }] }, 0)).toBeNull()
})
