import { type Address, readAddress } from '../../src-shared/base/ip.ts'
import { isRecordPath, type ValueColumn } from '../../src-shared/filter/columns.ts'
import { timeOrder } from './time-order.ts'

/**
 * The place of each text among the sorted ones, equal texts having the same; NaN for code 0, which is null. Addresses are
 * in the order of their numbers, IPv4 first, and names of services behind them; at a path, numbers come before other
 * values; texts are compared by UTF-16 code units.
 */
export function ranksOf(dictionary: readonly string[], column: ValueColumn): Float64Array {
  const order = orderOf(dictionary, column)
  const rank = new Float64Array(dictionary.length)
  let place = 0
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && dictionary[order[k]!] !== dictionary[order[k - 1]!]) place = k
    rank[order[k]!] = place
  }
  rank[0] = Number.NaN
  return rank
}

function orderOf(dictionary: readonly string[], column: ValueColumn): Uint32Array {
  if (column === 'sourceIPAddress') return addressOrder(dictionary)
  return isRecordPath(column) ? jsonOrder(dictionary) : textOrder(dictionary)
}

const textOrder = (texts: readonly string[]): Uint32Array => Uint32Array.from(texts.keys()).sort(byText(texts))

const byText = (texts: readonly string[]) => (a: number, b: number) =>
  texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0

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

function jsonOrder(texts: readonly string[]): Uint32Array {
  const numbers = Float64Array.from(texts, numberOf)
  const compare = byText(texts)
  return Uint32Array.from(texts.keys()).sort((a, b) => {
    const [x, y] = [numbers[a]!, numbers[b]!]
    if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
    return x < y ? -1 : x > y ? 1 : compare(a, b)
  })
}

/** As JSON writes numbers; NaN for any other text. */
const numberOf = (text: string): number => (jsonNumber.test(text) ? Number(text) : Number.NaN)
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
