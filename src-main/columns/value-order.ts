import { type Address, readAddress } from '../../src-shared/base/ip.ts'
import { isRecordPath, type ValueColumn } from '../../src-shared/filter/columns.ts'
import type { Coded } from './coded-column.ts'
import { textsOf } from './coded-text.ts'
import type { ColumnTexts } from './text-data.ts'
import { textOrder } from './text-order.ts'
import { timeOrder } from './time-order.ts'

type Texts = Pick<Coded, 'dictionary' | 'texts'>

/**
 * The place of each text among the sorted ones, equal texts having the same; NaN for code 0, which is null. Addresses are
 * in the order of their numbers, IPv4 first, and names of services behind them; at a path, numbers come before other
 * values; texts are compared by UTF-16 code units.
 */
export function ranksOf(coded: Texts, column: ValueColumn): Float64Array {
  const texts = coded.texts ?? textsOf(coded.dictionary)
  const order = column === 'sourceIPAddress' ? addressOrder(coded.dictionary) : orderOf(texts, coded, column)
  const rank = new Float64Array(order.length)
  // Columns of records have each text once; names of sessions may be those of several.
  const isSame = (one: number, another: number) =>
    coded.texts === undefined && coded.dictionary[one] === coded.dictionary[another]
  let place = 0
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && !isSame(order[k]!, order[k - 1]!)) place = k
    rank[order[k]!] = place
  }
  rank[0] = Number.NaN
  return rank
}

function orderOf(texts: ColumnTexts, coded: Texts, column: ValueColumn): Uint32Array {
  // The dictionary is made of strings when it is asked for.
  const order = texts.illFormed.size === 0 ? textOrder(texts) : stringOrder(coded.dictionary)
  return isRecordPath(column) ? numbersFirst(order, texts) : order
}

/** Where UTF-8 does not have all texts. */
const stringOrder = (texts: readonly string[]): Uint32Array =>
  Uint32Array.from(texts.keys()).sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0))

/** Most are of IPv4, which are put in order as numbers: a trail may have hundreds of thousands. */
function addressOrder(texts: readonly string[]): Uint32Array {
  const order = timeOrder(Float64Array.from(texts, ipv4Number), texts.length) ?? Uint32Array.from(texts.keys())
  const others = order.findIndex((at) => Number.isNaN(ipv4Number(texts[at]!)))
  if (others === -1) return order
  const rest = order.subarray(others)
  const keys = new Map(Array.from(rest, (at) => [at, otherKey(texts[at]!)]))
  rest.sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : keys.get(a)! > keys.get(b)! ? 1 : 0))
  return order
}

const ipv4Form = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** NaN for any other text. */
function ipv4Number(text: string): number {
  const [, ...octets] = ipv4Form.exec(text) ?? []
  if (octets.length === 0) return Number.NaN
  let number = 0
  for (const octet of octets) number = number * 256 + Number(octet)
  return number
}

/** IPv6 before what is no address. */
function otherKey(text: string): string {
  const address = readAddress(text)
  return address === null ? `9${text}` : `6${digitsOf(address)}`
}

const digitsOf = ({ bits }: Address): string => bits.toString(16).padStart(32, '0')

/** Of texts in order: numbers by what they are, equal ones as texts, then the others. */
function numbersFirst(order: Uint32Array, texts: ColumnTexts): Uint32Array {
  const numbers = new Float64Array(order.length).fill(Number.NaN)
  for (const text of order) if (mayBeNumber(texts, text)) numbers[text] = numberOf(texts, text)
  const ofNumbers = order.filter((text) => !Number.isNaN(numbers[text]!))
  if (ofNumbers.length === 0) return order
  const others = order.filter((text) => Number.isNaN(numbers[text]!))
  order.set(inNumericOrder(ofNumbers, numbers))
  order.set(others, ofNumbers.length)
  return order
}

function inNumericOrder(texts: Uint32Array, numbers: Float64Array): Uint32Array {
  const keys = Float64Array.from(texts, (text) => numbers[text]!)
  // What is sorted as times are is whole.
  if (!keys.every(Number.isSafeInteger)) return texts.sort((a, b) => numbers[a]! - numbers[b]!)
  return timeOrder(keys, keys.length)?.map((k) => texts[k]!) ?? texts
}

const mayBeNumber = ({ bytes, starts }: ColumnTexts, text: number): boolean =>
  starts[text]! < starts[text + 1]! && bytes[starts[text]!]! <= digitNine
const digitNine = 0x39

/** As JSON writes numbers; NaN for any other text. */
function numberOf({ bytes, starts }: ColumnTexts, text: number): number {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset).toString('latin1', starts[text], starts[text + 1])
  return jsonNumber.test(written) ? Number(written) : Number.NaN
}
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
