import { createHmac } from 'node:crypto'
import { readAddress } from '../../../src-shared/base/ip.ts'

/** What a pseudonym stands for. The same text of another kind has another pseudonym. */
type Kind = 'account' | 'address' | 'key' | 'name'

/**
 * Pseudonyms of identifiers: HMAC-SHA-256 (RFC 2104) with a secret key, so that one identifier has the same pseudonym
 * wherever the key is used, and nobody without the key can try candidates. Each keeps a form that readers of such fields
 * accept, and that no real identifier has:
 * - account: 12 digits, of which the first four are 0
 * - IPv4: 240.0.0.0/4, which is reserved and never routed (RFC 1112, section 4); IPv6: 2001:db8::/32 (RFC 3849)
 * - unique ID of IAM and access key: its prefix of four letters, `REDACTED`, and the rest in as many letters as before
 * - name: `r-` and ten hexadecimal digits, behind which an address of e-mail has `@redacted.invalid` (RFC 2606)
 */
export class Pseudonyms {
  readonly #key: Buffer
  readonly #made = new Map<string, string>()
  /** Pseudonyms that are given, so that no two identifiers share one. */
  readonly #given = new Map<string, string>()

  constructor(key: Buffer) {
    this.#key = key
  }

  /** Tells keys apart without telling anything of them; 16 hexadecimal digits. */
  get keyFingerprint(): string {
    return createHmac('sha256', this.#key).update('fingerprint').digest('hex').slice(0, 16)
  }

  account(account: string): string {
    return this.#pseudonym('account', account, (hash) => `0000${String(hash.readUInt32BE(0) % 1e8).padStart(8, '0')}`)
  }

  /** Of a valid address; two spellings of one address have the same pseudonym. */
  address(text: string): string {
    const address = readAddress(text)
    if (address === null) throw new Error(`${text} is no address`)
    return this.#pseudonym('address', `${address.width} ${address.bits}`, (hash) => {
      // The last address of all is broadcast, and none of the pseudonyms.
      if (address.width === 32) return [240 + (hash[0]! % 15), hash[1], hash[2], hash[3]].join('.')
      const groups = [0, 2, 4, 6, 8, 10].map((at) => hash.readUInt16BE(at).toString(16))
      return `2001:db8:${groups.join(':')}`
    })
  }

  /** `AKIA…`, `AROA…`: see the IAM user guide, "IAM identifiers". */
  key(id: string): string {
    return this.#pseudonym('key', id, (hash) => {
      const letters = [...hash].map((byte) => base32[byte % 32]).join('')
      return `${id.slice(0, 4)}REDACTED${letters.slice(0, Math.max(8, id.length - 12))}`
    })
  }

  name(name: string): string {
    return this.#pseudonym('name', name, (hash) => {
      const hex = hash.toString('hex').slice(0, 10)
      return name.includes('@') ? `r-${hex}@redacted.invalid` : `r-${hex}`
    })
  }

  #pseudonym(kind: Kind, text: string, form: (hash: Buffer) => string): string {
    const id = `${kind} ${text}`
    const made = this.#made.get(id)
    if (made !== undefined) return made
    for (let attempt = 0; ; attempt++) {
      const hash = createHmac('sha256', this.#key).update(`${id} ${attempt}`).digest()
      const pseudonym = form(hash)
      if (this.#given.has(pseudonym)) continue
      this.#given.set(pseudonym, id)
      this.#made.set(id, pseudonym)
      return pseudonym
    }
  }
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
