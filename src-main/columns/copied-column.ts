import type { ColumnData, Snapshot } from './snapshot.ts'

/**
 * A column of further copies, by copy: what the event shows where the copy has its content, else what the copy tells.
 * `hidden` is the column of the contents that are not shown, which shares its dictionary with `shown`.
 */
export function copiedColumn(copies: Snapshot['copies'], shown: ColumnData, hidden: ColumnData | null): ColumnData {
  const cells = <T extends Cells>(of: T, other: T | null, width = 1) => copied(copies, of, other, width)
  switch (shown.type) {
    case 'text': {
      const { texts, dictionary } = shown
      const codes = cells(shown.codes, of('text', hidden)?.codes ?? null)
      return { type: 'text', codes, texts, dictionary, textOf: (code) => dictionary[code]! }
    }
    case 'flag':
      return { type: 'flag', values: cells(shown.values, of('flag', hidden)?.values ?? null) }
    case 'integer':
      return { type: 'integer', values: cells(shown.values, of('integer', hidden)?.values ?? null) }
    case 'time':
      return { type: 'time', values: cells(shown.values, of('time', hidden)?.values ?? null) }
    case 'id': {
      const other = of('id', hidden)
      const bytes = cells(shown.bytes, other?.bytes ?? null, 16)
      return { type: 'id', kinds: cells(shown.kinds, other?.kinds ?? null), bytes, others: shown.others }
    }
  }
}

type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** Both columns of one name are of one type. */
const of = <T extends ColumnData['type']>(type: T, data: ColumnData | null): Extract<ColumnData, { type: T }> | null =>
  data?.type === type ? (data as Extract<ColumnData, { type: T }>) : null

function copied<T extends Cells>({ row, alternate }: Snapshot['copies'], shown: T, hidden: T | null, width: number): T {
  const Type = shown.constructor as new (length: number) => T
  const cells = new Type(row.length * width)
  for (let copy = 0; copy < row.length; copy++) {
    const from = alternate[copy] === 0 ? shown : hidden!
    const at = (alternate[copy] === 0 ? row[copy]! : alternate[copy]! - 1) * width
    for (let k = 0; k < width; k++) cells[copy * width + k] = from[at + k]!
  }
  return cells
}
