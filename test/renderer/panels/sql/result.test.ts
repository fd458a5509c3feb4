import { expect, test } from 'vitest'
import { toCsv, toTsv } from '../../../../src-renderer/panels/sql/delimited.ts'
import { resultColumns } from '../../../../src-renderer/panels/sql/result-columns.ts'
import type { Cell } from '../../../../src-shared/contract/index.ts'

test('CSV quotes as RFC 4180 says and tells NULL from empty text', () => {
  const rows: readonly (readonly Cell[])[] = [
    ['a,b', 'say "hi"', null, ''],
    ['two\nlines', 7, -3, 'plain'],
  ]
  expect(toCsv(['one', 'two', 'three', 'four'], rows)).toBe(
    'one,two,three,four\r\n"a,b","say ""hi""",,""\r\n"two\nlines",7,-3,plain\r\n',
  )
})

test.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx'])('text that a spreadsheet would run is disarmed: %j', (text) => {
  expect(toCsv(['a'], [[text]]).split('\r\n')[1]).toBe(`'${text}`)
  expect(
    toTsv(['a'], [[text]])
      .split('\n')[1]!
      .startsWith("'"),
  ).toBe(true)
})

test('a tab or a line break inside a cell does not end it in TSV', () => {
  expect(toTsv(['a', 'b'], [['x\ty\r\nz', 1]])).toBe('a\tb\nx y z\t1')
})

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
