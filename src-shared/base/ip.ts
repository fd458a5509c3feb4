import { fail, ok, type Result } from './result.ts'

/** An address as a number of 32 or 128 bits. IPv4 written as IPv6 (`::ffff:192.0.2.1`) is IPv4. */
export interface Address {
  readonly bits: bigint
  readonly width: 32 | 128
}

/** The addresses whose first `length` bits are those of `base` (CIDR, RFC 4632). */
export interface Block {
  readonly base: Address
  readonly length: number
}

/** Null for anything but an address of IPv4 or IPv6 (RFC 4291, section 2.2). */
export function readAddress(text: string): Address | null {
  if (!text.includes(':')) return readIpv4(text)
  const bits = readIpv6(text)
  if (bits === null) return null
  return bits >> 32n === 0xffffn ? { bits: bits & 0xffffffffn, width: 32 } : { bits, width: 128 }
}

function readIpv4(text: string): Address | null {
  const number = ipv4Number(text)
  return number === null ? null : { bits: BigInt(number), width: 32 }
}

/** The 32 bits of an address of IPv4, as `readAddress` reads it; null for any other text. Makes no objects. */
export function ipv4Number(text: string): number | null {
  let [number, octet, octets, digits] = [0, 0, 0, 0]
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? dot : text.charCodeAt(i)
    if (code === dot) {
      if (digits === 0 || octet > 255) return null
      number = number * 256 + octet
      octets++
      octet = digits = 0
    } else if (code < zero || code > nine || ++digits > 3) return null
    else octet = octet * 10 + code - zero
  }
  return octets === 4 ? number : null
}
const [dot, zero, nine] = [0x2e, 0x30, 0x39]

function readIpv6(text: string): bigint | null {
  const halves = withoutIpv4Tail(text)?.split('::') ?? []
  if (halves.length === 0 || halves.length > 2) return null
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[] | undefined]
  const zeros = 8 - head.length - (tail?.length ?? 0)
  if (tail === undefined ? zeros !== 0 : zeros < 1) return null
  const groups = [...head, ...Array<string>(tail === undefined ? 0 : zeros).fill('0'), ...(tail ?? [])]
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n)
}

/** `::ffff:192.0.2.1` with the last 32 bits as two groups. */
function withoutIpv4Tail(text: string): string | null {
  if (!text.includes('.')) return text
  const at = text.lastIndexOf(':') + 1
  const tail = readIpv4(text.slice(at))
  return tail === null
    ? null
    : `${text.slice(0, at)}${(tail.bits >> 16n).toString(16)}:${(tail.bits & 0xffffn).toString(16)}`
}

/** `10.0.0.0/8`, `2001:db8::/32`. Bits behind the prefix do not count: `10.1.2.3/8` is the same block as `10.0.0.0/8`. */
export function readBlock(text: string): Result<Block, 'no-block'> {
  const [address = '', length = '', ...more] = text.split('/')
  const base = readAddress(address)
  if (base === null || more.length > 0)
    return fail('no-block', `“${text}” is no CIDR block, such as 10.0.0.0/8 or 2001:db8::/32`)
  // The prefix of `::ffff:10.0.0.0/104` counts the 96 bits before those of IPv4.
  const before = base.width === 32 && address.includes(':') ? 96 : 0
  const most = base.width + before
  if (!/^\d{1,3}$/.test(length) || Number(length) > most || Number(length) < before)
    return fail(
      'no-block',
      `“${text}” is no CIDR block: the prefix length of this address is ${before} to ${most}, not “${length}”`,
    )
  return ok({ base, length: Number(length) - before })
}

/** Whether a text is meant as a block: an address, or what looks like one, and a slash. */
export const looksLikeBlock = (text: string): boolean => /^(\d+\.[\d.]*|[\da-f]*:[\da-f:.]*)\//i.test(text)

export function isInBlock({ bits, width }: Address, { base, length }: Block): boolean {
  const shift = BigInt(base.width - length)
  return width === base.width && bits >> shift === base.bits >> shift
}
