import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsAt, type Row, rowsOf, type Separator, separators } from '../../../../src-main/formats/table/rows.ts'

const read = (text: string, separator: Separator = ','): Row[] => [...rowsOf(Buffer.from(text), separator, 0)]

describe('rows of a table', () => {
  test('a cell in quotes may hold separators, quotes and line ends', () => {
    expect(read('a,"b, c","d ""e""","f\r\ng"\r\n1,,"",4').map(({ cells }) => cells)).toEqual([
      ['a', 'b, c', 'd "e"', 'f\r\ng'],
      ['1', '', '', '4'],
    ])
  })

  test('a row lies at its bytes, without its line end', () => {
    const text = 'é,1\r\n"a\nb",2\n\n\rlast,3'
    const found = read(text).map(({ offset, length }) => Buffer.from(text).toString('utf8', offset, offset + length))
    expect(found).toEqual(['é,1', '"a\nb",2', 'last,3'])
  })

  test.each([
    ['1,"never closed\n2,x\n', 'the quote that begins cell 2 is never closed'],
    ['"1"one,x\n2,x\n', 'text stands behind the closing quote of cell 1'],
    // The quote swallows a line end, up to the next quote.
    ['1,"never closed\n2,"x"\n', 'text stands behind the closing quote of cell 2'],
  ])('broken quotes cost their row and not the next: %j', (text, fault) => {
    const [broken, next] = read(text)
    expect(broken).toMatchObject({ offset: 0, length: text.indexOf('\n'), cells: [], fault })
    expect(next).toMatchObject({ cells: ['2', 'x'], fault: null })
  })

  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', ';', '\t', '"', '\n', '\r', ' ', '=') })
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 })
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const writtenAs = (separator: Separator, lineEnd: string) => (row: readonly string[]) =>
    `${row.map((text) => (/^[aé=]*$/.test(text) ? text : quoted(text))).join(separator)}${lineEnd}`

  test('what is written is read, each row from its bytes alone, too, as csv-parse reads it', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...separators), fc.constantFrom('\n', '\r\n'), (cells, separator, lineEnd) => {
        const text = cells.map(writtenAs(separator, lineEnd)).join('')
        const bytes = Buffer.from(text)
        const found = read(text, separator)
        expect(found.map((row) => row.cells)).toEqual(cells)
        expect(found.map((row) => row.cells)).toEqual(
          parse(bytes, { delimiter: separator, relax_column_count: true, record_delimiter: lineEnd }),
        )
        for (const row of found) expect(cellsAt(bytes, separator, row.offset, row.length)).toEqual(row.cells)
      }),
    )
  })

  test('of any text, rows lie one behind the other, and between them are line ends only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), (text) => {
        let at = 0
        for (const { offset, length } of read(text)) {
          expect(text.slice(at, offset)).toMatch(/^[\r\n]*$/)
          at = offset + length
        }
        expect(text.slice(at)).toMatch(/^[\r\n]*$/)
      }),
    )
  })
})
