import { describe, expect, test } from 'vitest'
import { type CsvCell, type CsvForm, csvForms, csvLine, csvText } from '../../../src-shared/base/csv.ts'

const forms = Object.entries(csvForms) as readonly (readonly [keyof typeof csvForms, CsvForm])[]
const commas = forms.filter(([, { breaks }]) => breaks === 'quoted')

/** Reads RFC 4180, an oracle that shares nothing with the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (text[at] === '"') at++
        field += text[at]
      }
      at++
    } else while (text[at] !== ',' && text[at] !== '\r') field += text[at++]
    row.push(field)
    if (text[at] === ',') at++
    else {
      rows.push(row)
      row = []
      at += 2
    }
  }
  return rows
}

const awkward = ['a,b', 'say "hi"', 'two\nlines', 'carriage\r\nreturn', 'plain', '"', '""', ' spaces ', 'ü☃']

test.each(commas)('%s quotes as RFC 4180 says', (_name, form) => {
  expect(parseCsv(csvText([awkward, awkward], form))).toEqual([awkward, awkward])
})

test.each<[keyof typeof csvForms, string]>([
  ['query', ',"",0,-3,plain\r\n'],
  ['result', ',"",0,-3,plain\r\n'],
  ['events', ',,0,-3,plain\r\n'],
  ['pasted', '\t\t0\t-3\tplain\n'],
])('%s writes NULL, empty text and numbers so', (name, line) => {
  const cells: readonly CsvCell[] = [null, '', 0, -3, 'plain']
  expect(csvLine(cells, csvForms[name])).toBe(line)
})

describe.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx', '\rx'])('text that a spreadsheet would run, %j,', (text) => {
  test.each(['result', 'events', 'pasted'] as const)('is disarmed in %s', (name) => {
    expect(csvLine([text], csvForms[name])).toMatch(/^"?'/)
  })
  test('is exact in query', () => expect(parseCsv(csvLine([text], csvForms.query))).toEqual([[text]]))
})

test('a tab or a line break inside a cell ends neither it nor its row when it is pasted', () => {
  expect(csvLine(['x\ty\r\nz', 1], csvForms.pasted)).toBe('x y z\t1\n')
})
