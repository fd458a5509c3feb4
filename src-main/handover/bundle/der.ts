/** DER (ITU-T X.690), as far as certificates, PKCS#12 and CMS need it. */

export const tags = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** `[0]`, constructed. */
  zero: 0xa0,
} as const

export interface Element {
  readonly tag: number
  /** With its tag and length. */
  readonly whole: Buffer
  readonly body: Buffer
}

const longForm = 0x80

/** The elements that follow each other in these bytes. Throws where they are no DER. */
export function elementsOf(bytes: Buffer): readonly Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    let length = bytes[at + 1] ?? Number.NaN
    let start = at + 2
    if (length > longForm) {
      const digits = length - longForm
      length = bytes.readUIntBE(start, digits)
      start += digits
    }
    if (!(start + length <= bytes.length)) throw new RangeError('it is no DER')
    const [tag, end] = [bytes[at]!, start + length]
    found.push({ tag, whole: bytes.subarray(at, end), body: bytes.subarray(start, end) })
    at = end
  }
  return found
}

/** The elements within the first one. */
export const elementsIn = (bytes: Buffer): readonly Element[] => elementsOf(elementsOf(bytes)[0]!.body)

export function encoded(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body])
}

function lengthOf(length: number): readonly number[] {
  if (length < longForm) return [length]
  const digits: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return [longForm + digits.length, ...digits]
}

/** `1.2.840.113549.1.7.1` */
export function oid(text: string): Buffer {
  const [first, second, ...rest] = text.split('.').map(Number)
  const digits = [first! * 40 + second!, ...rest].flatMap((number) => {
    const septets = [number % 128]
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      septets.unshift(128 + (left % 128))
    return septets
  })
  return encoded(tags.oid, Buffer.from(digits))
}
