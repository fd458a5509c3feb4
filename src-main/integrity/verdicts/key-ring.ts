import { createPublicKey, type KeyObject } from 'node:crypto'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { TrustedKey } from '../../../src-shared/model/integrity.ts'
import type { PublicKey } from '../../formats/parse/key-list.ts'

/** What it turns out that a key did; by fingerprint. */
type KeyFacts = Pick<TrustedKey, 'proved' | 'provedIn' | 'outOfTime'>

/** The trust root: public keys by fingerprint, each with the files that hold it. */
export class KeyRing {
  readonly #keys = new Map<string, { readonly pkcs1: string; readonly trusted: Omit<TrustedKey, keyof KeyFacts> }>()
  /** Made when it is first asked for: a list may hold very many keys that no digest names. */
  readonly #made = new Map<string, KeyObject>()

  constructor(keys: Iterable<PublicKey>) {
    for (const { fingerprint, pkcs1, validFrom, validUntil, source } of keys) {
      const known = this.#keys.get(fingerprint)
      const sources = known?.trusted.sources ?? []
      this.#keys.set(fingerprint, {
        pkcs1,
        trusted: {
          fingerprint,
          validFrom: earliest(known?.trusted.validFrom ?? null, validFrom),
          validUntil: latest(known?.trusted.validUntil ?? null, validUntil),
          sources: sources.includes(source) ? sources : [...sources, source],
        },
      })
    }
  }

  get(fingerprint: string): KeyObject | null {
    const made = this.#made.get(fingerprint)
    if (made !== undefined) return made
    const pkcs1 = this.#keys.get(fingerprint)?.pkcs1
    if (pkcs1 === undefined) return null
    const key = createPublicKey({ key: Buffer.from(pkcs1, 'base64'), format: 'der', type: 'pkcs1' })
    this.#made.set(fingerprint, key)
    return key
  }

  validityOf(fingerprint: string): Pick<TrustedKey, 'validFrom' | 'validUntil'> | null {
    return this.#keys.get(fingerprint)?.trusted ?? null
  }

  /** The keys in the order of their fingerprints, with what each proved. */
  list(facts: { readonly [F in keyof KeyFacts]?: ReadonlyMap<string, KeyFacts[F]> } = {}): TrustedKey[] {
    return [...this.#keys.values()]
      .map(({ trusted }) => ({
        ...trusted,
        proved: facts.proved?.get(trusted.fingerprint) ?? 0,
        provedIn: facts.provedIn?.get(trusted.fingerprint) ?? [],
        outOfTime: facts.outOfTime?.get(trusted.fingerprint) ?? null,
      }))
      .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  }
}

const earliest = (a: UtcMs | null, b: UtcMs | null): UtcMs | null => (a === null || (b !== null && b < a) ? b : a)
const latest = (a: UtcMs | null, b: UtcMs | null): UtcMs | null => (a === null || (b !== null && b > a) ? b : a)
