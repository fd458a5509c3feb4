import { expect, test } from 'vitest'
import { resultColumns } from '../../../../src-renderer/panels/sql/result-columns.ts'

test('numbers are told from text by what the rows hold; NULL decides nothing', () => {
  const columns = resultColumns({
    columns: ['count', 'mixed', 'nothing', 'event_id', 'eventID'],
    rows: [
      [1, 1, null, 'a', 'a'],
      [null, 'x', null, 'b', 'b'],
    ],
  })
  expect(columns.map(({ kind }) => kind)).toEqual(['number', 'text', 'text', 'text', 'text'])
  expect(columns.map(({ isEventId }) => isEventId)).toEqual([false, false, false, true, true])
})
