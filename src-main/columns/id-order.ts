import { idKind, idText } from './id-column.ts'
import type { IdData } from './snapshot.ts'
import { timeOrder } from './time-order.ts'

/** Characters of an id that fit into the key it is sorted by first: 48 bits are whole in a double. */
const keyCharacters = 6
const beyond = 0xff

/**
 * The place of each id among the sorted texts, equal ones having the same; NaN where the row has none. Ids are nearly
 * unique: their first characters put almost all of them in order, so that few texts are made and compared.
 */
export function idRanks(data: IdData, events: number): Float64Array {
  const keys = new Float64Array(events)
  for (let row = 0; row < events; row++) keys[row] = keyOf(data, row)
  const order = timeOrder(keys, events) ?? Uint32Array.from({ length: events }, (_, row) => row)
  const ranks = new Float64Array(events)
  for (let from = 0, until = 1; from < events; from = until++) {
    const row = order[from]!
    while (until < events && keys[order[until]!] === keys[row]) until++
    if (until === from + 1) ranks[row] = Number.isNaN(keys[row]!) ? Number.NaN : from
    else rankRun(data, order.subarray(from, until), from, ranks)
  }
  return ranks
}

/** Rows whose ids begin alike: none of them is without one, since NaN equals nothing. */
function rankRun(data: IdData, rows: Uint32Array, from: number, ranks: Float64Array): void {
  const texts = Array.from(rows, (row) => ({ row, text: idText(data, row)! }))
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  let place = from
  texts.forEach(({ row, text }, k) => {
    if (k > 0 && text !== texts[k - 1]!.text) place = from + k
    ranks[row] = place
  })
}

/** In the order of the texts as far as it tells them apart; NaN without an id. */
function keyOf({ kinds, bytes, others }: IdData, row: number): number {
  const at = row * 16
  switch (kinds[row]) {
    case idKind.uuid:
      return (hexPair(bytes[at]!) * 65_536 + hexPair(bytes[at + 1]!)) * 65_536 + hexPair(bytes[at + 2]!)
    case idKind.ascii: {
      let key = 0
      for (let k = 0; k < keyCharacters; k++) key = key * 256 + bytes[at + k]!
      return key
    }
    case idKind.other:
      return keyOfText(others[bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)]!)
    default:
      return Number.NaN
  }
}

/** The codes of the two characters of a byte in hex. */
const hexPair = (byte: number): number => hexCode(byte >> 4) * 256 + hexCode(byte & 15)
const hexCode = (digit: number): number => (digit < 10 ? 48 + digit : 87 + digit)

/** What follows a character that does not fit is left to the texts. */
function keyOfText(text: string): number {
  let key = 0
  let isOver = false
  for (let k = 0; k < keyCharacters; k++) {
    const code: number = isOver || k >= text.length ? 0 : Math.min(text.charCodeAt(k), beyond)
    isOver ||= code === beyond
    key = key * 256 + code
  }
  return key
}
