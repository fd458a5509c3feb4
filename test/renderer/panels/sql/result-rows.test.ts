// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import {
  alongColumns,
  asKind,
  axisSteps,
  chooseChart,
  drawnOf,
} from '../../../../src-renderer/panels/sql/results/choose-chart.ts'
import { resultColumns } from '../../../../src-renderer/panels/sql/results/result-columns.ts'
import { rowsLeft, withoutValue, withValue } from '../../../../src-renderer/panels/sql/results/row-filter.ts'
import { inOrder, nextSort } from '../../../../src-renderer/panels/sql/results/row-order.ts'
import { columnText, takeForms } from '../../../../src-renderer/parts/take-rows.ts'
import { allRows } from '../../../../src-renderer/state/sql-views.ts'
import type { Cell } from '../../../../src-shared/contract/index.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import { eventsWith, filterColumnOf, mostValues, timeOf } from '../../../../src-shared/filter/result-column.ts'
import { checkValues } from '../../../../src-shared/filter/values.ts'

const kindOf = (...cells: Cell[]) => resultColumns({ columns: ['x'], rows: cells.map((cell) => [cell]) })[0]!.kind

test('what a column holds is told by its rows; NULL decides nothing', () => {
  expect(kindOf(1, null, 2.5)).toBe('number')
  expect(kindOf(1, 'x')).toBe('text')
  expect(kindOf(null, null)).toBe('text')
  expect(kindOf('2024-03-05T10:15:00Z', null)).toBe('time')
  expect(kindOf('2024-03-05', '2024-03-06')).toBe('time')
  expect(kindOf('2024-03-05T10', '2024-03-05T11')).toBe('time')
  expect(kindOf('2024-03-05', 'yesterday')).toBe('text')
  expect(kindOf('2024-02-30')).toBe('text')
  expect(kindOf('192.0.2.1', 'cloudtrail.amazonaws.com')).toBe('address')
  expect(kindOf('1.2.3', 'arn:aws:iam::111122223333:root')).toBe('text')
})

test('columns with the name of an id open events', () => {
  const columns = resultColumns({ columns: ['event_id', 'eventID', 'EVENTID', 'sharedEventID'], rows: [] })
  expect(columns.map(({ isEventId }) => isEventId)).toEqual([true, true, true, false])
})

describe('rows are ordered', () => {
  const ordered = (cells: readonly Cell[], descending = false) => {
    const rows = cells.map((cell) => [cell])
    const numbers = rows.map((_, number) => number)
    return inOrder(rows, numbers, { column: 0, descending }, kindOf(...cells)).map((number) => cells[number])
  }

  test('numbers by value, NULL last either way', () => {
    expect(ordered([10, null, 9, 100])).toEqual([9, 10, 100, null])
    expect(ordered([10, null, 9, 100], true)).toEqual([100, 10, 9, null])
  })

  test('addresses as addresses, IPv4 before IPv6 before names', () => {
    const cells = ['192.0.2.200', '2001:db8::1', 's3.amazonaws.com', '192.0.2.31', '10.0.0.1']
    expect(ordered(cells)).toEqual(['10.0.0.1', '192.0.2.31', '192.0.2.200', '2001:db8::1', 's3.amazonaws.com'])
  })

  test('times as times, whether or not they have milliseconds', () => {
    const cells = ['2024-03-05T10:00:00Z', '2024-03-05T10:00:00.500Z', '2024-03-05T09:59:59Z']
    expect(ordered(cells)).toEqual(['2024-03-05T09:59:59Z', '2024-03-05T10:00:00Z', '2024-03-05T10:00:00.500Z'])
  })

  test('as SQLite orders types where a column has several', () => {
    expect(ordered(['b', 2, 'a', 10, null])).toEqual([2, 10, 'a', 'b', null])
  })

  test('equal values keep the order of the query, in both directions', () => {
    const rows = [['b', 1], ['a', 2], ['b', 3], ['a', 4]] // biome-ignore format: data in rows
    const by = (descending: boolean) => inOrder(rows, [0, 1, 2, 3], { column: 0, descending }, 'text')
    expect(by(false)).toEqual([1, 3, 0, 2])
    expect(by(true)).toEqual([0, 2, 1, 3])
  })

  test('by a title that is clicked three times, as the query gave them', () => {
    const first = nextSort(null, 2)
    const second = nextSort(first, 2)
    expect([first, second, nextSort(second, 2)]).toEqual([
      { column: 2, descending: false },
      { column: 2, descending: true },
      null,
    ])
    expect(nextSort(second, 1)).toEqual({ column: 1, descending: false })
  })
})

describe('rows are filtered', () => {
  const rows = [
    ['GetUser', 'alice', 12],
    ['PutUser', null, 120],
    ['ALICEs', 'bob', 7],
  ]

  test('by text in any column, or in one', () => {
    expect(rowsLeft(rows, { ...allRows, text: ' alice ' })).toEqual([0, 2])
    expect(rowsLeft(rows, { ...allRows, text: 'alice', column: 1 })).toEqual([0])
    expect(rowsLeft(rows, { ...allRows, text: '12' })).toEqual([0, 1])
    expect(rowsLeft(rows, { ...allRows, text: 'null' })).toEqual([])
    expect(rowsLeft(rows, allRows)).toEqual([0, 1, 2])
  })

  test('by values, NULL among them, which may be left out or taken back', () => {
    const noNull = { column: 1, value: null, isOut: true }
    const only = withValue(withValue(allRows, noNull), { column: 2, value: 7, isOut: false })
    expect(rowsLeft(rows, only)).toEqual([2])
    expect(rowsLeft(rows, withoutValue(only, { column: 2, value: 7, isOut: false }))).toEqual([0, 2])
    expect(rowsLeft(rows, withValue(only, { ...noNull, isOut: false }))).toEqual([])
  })
})

describe('rows are copied', () => {
  const table = { columns: ['name', 'n', 'n'], rows: [['=HYPERLINK("x")', 1, null], ['a|b\n*c*', 22, '']] } // biome-ignore format: data in rows

  test('as CSV and TSV, with formulas disarmed and NULL told from empty', () => {
    expect(takeForms.csv.text(table)).toBe('name,n,n\r\n"\'=HYPERLINK(""x"")",1,\r\n"a|b\n*c*",22,""\r\n')
    expect(
      takeForms.tsv
        .text(table)
        .split('\n')
        .map((line) => line.split('\t').length),
    ).toEqual([3, 3, 3])
  })

  test('as JSON, with every column', () => {
    expect(JSON.parse(takeForms.json.text(table))).toEqual([
      { name: '=HYPERLINK("x")', n: 1, n_2: null },
      { name: 'a|b\n*c*', n: 22, n_2: '' },
    ])
    expect(JSON.parse(takeForms.json.text({ columns: ['n', 'n', 'n_2'], rows: [[1, 2, 3]] }))).toEqual([
      { n: 1, n_3: 2, n_2: 3 },
    ])
    expect(JSON.parse(takeForms.json.text({ columns: ['a'], rows: [] }))).toEqual([])
  })

  test('as Markdown, whose cells stay cells and are no links', () => {
    expect(takeForms.markdown.text(table)).toBe(
      ['| name | n | n |', '| --- | --: | --- |', '| =HYPERLINK("x") | 1 | NULL |', '| a\\|b \\*c\\* | 22 |  |'].join(
        '\n',
      ),
    )
    const links = ['[x](http://example.com)', 'https://example.com', 'www.example.com', 'a@example.com', '<img>']
    const [, , ...lines] = takeForms.markdown.text({ columns: ['x'], rows: links.map((link) => [link]) }).split('\n')
    for (const line of lines) expect(line).not.toMatch(/[^\\](:\/\/|\[|<)|www\.|[^\\]@/)
  })

  test('a column, one value a line', () => {
    expect(columnText('name', ['a', null, 'b\nc', '+1'])).toBe("name\na\n\nb c\n'+1")
  })
})

describe('a result leads to events', () => {
  test('by a column of that name, in any case of letters', () => {
    expect(filterColumnOf('useridentityarn')).toBe('userIdentityArn')
    expect(filterColumnOf('file')).toBe('sourceFile')
    expect(filterColumnOf('count(*)')).toBe(null)
  })

  test('each value once, NULL as absent', () => {
    const ids = ['a', 'b', 'a', null]
    expect(eventsWith('eventID', ids)).toEqual({
      part: {
        any: [
          { column: 'eventID', operator: 'is', values: ['a', 'b'] },
          { column: 'eventID', operator: 'isNotSet', values: [] },
        ],
      },
      values: 3,
      of: 3,
    })
    expect(eventsWith('eventID', [null])).toMatchObject({ part: { operator: 'isNotSet' }, values: 1, of: 1 })
  })

  test('flags as the filter writes them, and nothing that the column never has', () => {
    expect(eventsWith('readOnly', [1, 0])).toMatchObject({ part: { values: ['true', 'false'] } })
    expect(eventsWith('readOnly', ['perhaps'])).toBe(null)
    expect(eventsWith('eventTime', ['2024-03-05T10:00:00Z', '2024-03-05'])).toMatchObject({ values: 1, of: 2 })
  })

  test('no more values than a condition takes, and how many there are is told', () => {
    const ids = Array.from({ length: mostValues + 200 }, (_, i) => `id-${i}`)
    const condition = eventsWith('eventID', ids)!
    expect(condition).toMatchObject({ values: mostValues, of: mostValues + 200 })
    const [part] = [condition.part].flatMap((part) => ('values' in part ? part : []))
    expect(checkValues('eventID', 'is', part!.values)).toBe(null)
    expect(filterOf([condition.part]).where).toEqual({ all: [part] })
  })
})

describe('the chart that fits', () => {
  const columnsOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]) => resultColumns({ columns, rows })
  const chosen = (columns: readonly string[], rows: readonly (readonly Cell[])[]) =>
    chooseChart(columnsOf(columns, rows), rows)

  test('one row is a value, numbers by time a line, by names bars, anything else none', () => {
    expect(chosen(['count(*)'], [[42]])).toEqual({ kind: 'value', along: null, of: 0 })
    expect(chosen(['hour', 'n'], [['2024-03-05T10', 1], ['2024-03-05T11', 2]])).toEqual({ kind: 'line', along: 0, of: 1 }) // biome-ignore format: data in rows
    expect(chosen(['source', 'name', 'n', 'errors'], [['ec2', 'A', 1, 0], ['ec2', 'B', 2, 1]])).toEqual({ kind: 'bar', along: 1, of: 2 }) // biome-ignore format: data in rows
    expect(chosen(['fileId', 'n'], [[1, 10], [2, 20]])).toEqual({ kind: 'bar', along: 0, of: 1 }) // biome-ignore format: data in rows
    expect(chosen(['name'], [['a'], ['b']])).toBe(null)
    expect(chosen(['n'], [])).toBe(null)
  })

  test('another kind keeps what it can, and is refused without a time', () => {
    const columns = columnsOf(['day', 'name', 'n'], [['2024-03-05', 'a', 1], ['2024-03-06', 'b', 2]]) // biome-ignore format: data in rows
    const bars = { kind: 'bar', along: 1, of: 2 } as const
    expect(asKind(bars, 'line', columns)).toEqual({ kind: 'line', along: 0, of: 2 })
    expect(asKind(bars, 'value', columns)).toEqual({ kind: 'value', along: null, of: 2 })
    expect(asKind({ kind: 'value', along: null, of: 2 }, 'bar', columns)).toEqual({ kind: 'bar', along: 0, of: 2 })
    expect(asKind(bars, 'line', columns.slice(1))).toBe(null)
    expect(alongColumns('value', columns)).toEqual([])
  })

  test('draws a line in order of time, and says what it leaves out', () => {
    const rows = [['2024-03-06', 2], ['2024-03-05', 1], [null, 3], ['2024-03-07', null]] // biome-ignore format: data in rows
    const drawn = drawnOf(rows, { kind: 'line', along: 0, of: 1 })
    expect(drawn.points.map(({ row }) => row)).toEqual([1, 0])
    expect(drawn.leftOut).toEqual({ withoutValue: 2, beyond: 0 })
    expect(drawn.isScattered).toBe(false)
    expect(drawnOf([...rows, ['2024-03-05', 9]], { kind: 'line', along: 0, of: 1 }).isScattered).toBe(true)
  })

  test('no line leads over hours without a row; between uneven times it does', () => {
    const startsOf = (...times: string[]) =>
      [...drawnOf(times.map((time) => [time, 1]), { kind: 'line', along: 0, of: 1 }).starts] // biome-ignore format: one call
    expect(startsOf('2024-03-05T10', '2024-03-05T11', '2024-03-05T13', '2024-03-05T14')).toEqual([0, 2])
    expect(startsOf('2024-03-05T10:00:00Z', '2024-03-05T10:00:07Z', '2024-03-05T10:00:20Z')).toEqual([0])
  })

  test('draws fifty bars in the order of the rows', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [`name ${i}`, 60 - i])
    const drawn = drawnOf(rows, { kind: 'bar', along: 0, of: 1 })
    expect(drawn.points.map(({ value }) => value)).toEqual(rows.slice(0, 50).map(([, value]) => value))
    expect(drawn.leftOut).toEqual({ withoutValue: 0, beyond: 10 })
  })

  test.each([
    [
      [3, 17],
      [0, 5, 10, 15, 20],
    ],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [-4, 9],
      [-5, 0, 5, 10],
    ],
    [
      [0.2, 0.9],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
    [[1_234_567], [0, 500_000, 1_000_000, 1_500_000]],
  ])('%j stands on the axis %j', (values, steps) => {
    expect(axisSteps(values)).toEqual(steps)
  })

  test('times as queries cut them are the start of their span', () => {
    expect(timeOf('2024-03-05T10')).toBe(Date.UTC(2024, 2, 5, 10))
    expect(timeOf('2024-03-05 10:15')).toBe(Date.UTC(2024, 2, 5, 10, 15))
    expect(timeOf('2024-03-05T10:15:00+01:00')).toBe(Date.UTC(2024, 2, 5, 9, 15))
    expect(timeOf('2024-03-05 10:15:00.500 UTC')).toBe(Date.UTC(2024, 2, 5, 10, 15, 0, 500))
    expect(timeOf('2024')).toBe(null)
    expect(timeOf(20_240_305)).toBe(null)
  })
})
