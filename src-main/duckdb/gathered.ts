import type { CaseColumn } from './column.ts'

/** Some rows of a column as a column: of its values there are those alone that these rows have. */
export function gathered(column: CaseColumn, rows: Uint32Array): CaseColumn {
  switch (column.type) {
    case 'coded': {
      const dictionary = ['']
      const known = new Map<number, number>([[0, 0]])
      const codes = Uint32Array.from(rows, (row) => {
        const code = column.codes[row]!
        const own = known.get(code) ?? dictionary.push(column.dictionary[code]!) - 1
        known.set(code, own)
        return own
      })
      return { type: 'coded', codes, dictionary }
    }
    case 'flag':
      return { type: 'flag', values: Uint8Array.from(rows, (row) => column.values[row]!) }
    case 'integer':
      return { type: 'integer', values: Int32Array.from(rows, (row) => column.values[row]!) }
    case 'time':
      return { type: 'time', values: Float64Array.from(rows, (row) => column.values[row]!) }
    case 'id': {
      const bytes = new Uint8Array(16 * rows.length)
      rows.forEach((row, k) => {
        bytes.set(column.bytes.subarray(16 * row, 16 * row + 16), 16 * k)
      })
      return { ...column, kinds: Uint8Array.from(rows, (row) => column.kinds[row]!), bytes }
    }
    case 'number':
      return { type: 'number', at: (row) => column.at(rows[row]!) }
    case 'string':
      return { type: 'string', at: (row) => column.at(rows[row]!) }
  }
}
