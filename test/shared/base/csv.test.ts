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

describe.each([
  '=1+1',
  '+1',
  '-cmd',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\nx',
  '\t=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  ' =1',
  '"=1',
  "'=1",
  '\u00a0=1',
  '\ufeff=1',
  '\u3000＝1',
  ' "\' =1',
])('text that a spreadsheet would run, %j,', (text) => {
  test.each(['result', 'events', 'pasted'] as const)('is disarmed in %s', (name) => {
    expect(csvLine([text], csvForms[name])).toMatch(/^"?'/)
  })
  test('is exact in query', () => expect(parseCsv(csvLine([text], csvForms.query))).toEqual([[text]]))
})

test('a tab or a line break inside a cell ends neither it nor its row when it is pasted', () => {
  expect(csvLine(['x\ty\r\nz', 1], csvForms.pasted)).toBe('x y z\t1\n')
})

/** What a spreadsheet does that splits at another separator, and knows quotes only where a cell begins with one. */
const cellsSplitAt = (text: string, separator: string): string[] =>
  text.split(/[\r\n]/).flatMap((row) => row.split(separator))

describe.each(['x;=HYPERLINK(A1)', 'x\t=1+1', 'x;\n;+1', 'x; "=1', 'x\r\n@SUM(A1)', ';＝1', 'a;b;-1', 'x\t\t=1'])(
  'a formula behind a separator of elsewhere, %j,',
  (text) => {
    test.each(['result', 'events', 'pasted'] as const)('begins no cell in %s', (name) => {
      const line = csvLine(['first', text, 'last'], csvForms[name])
      for (const separator of [';', '\t'])
        for (const cell of cellsSplitAt(line, separator)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/)
    })
    test('is exact in query, in quotes', () => {
      const line = csvLine(['first', text], csvForms.query)
      expect(parseCsv(line)).toEqual([['first', text]])
      expect(line).toContain(',"')
    })
  },
)

test('text of a million separators is disarmed in no time that grows with its square', () => {
  const text = ';'.repeat(500_000) + '\n'.repeat(500_000) + ' '.repeat(500_000)
  expect(csvLine([text], csvForms.events).length).toBe(text.length + 4)
})
