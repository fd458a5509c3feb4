import type { KeyObject } from 'node:crypto'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { TrustedKey } from '../../../src-shared/model/integrity.ts'

/** A public key as a key list holds it, its fingerprint checked against its own bytes. */
export interface PublicKey {
  readonly fingerprint: string
  readonly key: KeyObject
  readonly validFrom: UtcMs | null
  readonly validUntil: UtcMs | null
  readonly source: string
}

/** What it turns out that a key did; by fingerprint. */
type KeyFacts = Pick<TrustedKey, 'proved' | 'provedIn' | 'outOfTime'>

/** The trust root: public keys by fingerprint, each with the files that hold it. */
export class KeyRing {
  readonly #keys = new Map<string, { key: KeyObject; trusted: Omit<TrustedKey, keyof KeyFacts> }>()

  constructor(keys: Iterable<PublicKey>) {
    for (const { fingerprint, key, validFrom, validUntil, source } of keys) {
      const known = this.#keys.get(fingerprint)
      const sources = known?.trusted.sources ?? []
      this.#keys.set(fingerprint, {
        key: known?.key ?? key,
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
    return this.#keys.get(fingerprint)?.key ?? null
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
