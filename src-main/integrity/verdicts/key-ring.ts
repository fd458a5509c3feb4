import { createPublicKey, type KeyObject } from 'node:crypto'
import { secondMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { KeyDefect, TrustedKey } from '../../../src-shared/model/integrity.ts'
import type { RootKey } from '../evidence/evidence.ts'

/** What it turns out that a key did; by fingerprint. */
type KeyFacts = Pick<TrustedKey, 'proved' | 'provedResults' | 'provedIn' | 'outOfTime'>

/** One key: what all lists that hold it say about it. */
interface Held {
  readonly pkcs1: string
  readonly trusted: Omit<TrustedKey, keyof KeyFacts>
}

/** The trust root: public keys by fingerprint, each with the files that hold it. */
export class KeyRing {
  readonly #keys = new Map<string, Held>()
  /** Made when it is first asked for: a list may hold very many keys that no digest names. */
  readonly #made = new Map<string, KeyObject>()

  constructor(keys: Iterable<RootKey>) {
    for (const key of keys) {
      const known = this.#keys.get(key.fingerprint)
      this.#keys.set(key.fingerprint, known === undefined ? firstWord(key) : withFurtherWord(known, key))
    }
  }

  /** Null for a key that is not there, or that nothing may rest on. */
  get(fingerprint: string): KeyObject | null {
    const made = this.#made.get(fingerprint)
    if (made !== undefined) return made
    const held = this.#keys.get(fingerprint)
    if (held === undefined || held.trusted.trust === 'not-used') return null
    const key = createPublicKey({ key: Buffer.from(held.pkcs1, 'base64'), format: 'der', type: 'pkcs1' })
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
        provedResults: facts.provedResults?.get(trusted.fingerprint) ?? 0,
        provedIn: facts.provedIn?.get(trusted.fingerprint) ?? [],
        outOfTime: facts.outOfTime?.get(trusted.fingerprint) ?? null,
      }))
      .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  }
}

const firstWord = ({ fingerprint, pkcs1, trust, defects, validFrom, validUntil, source }: RootKey): Held => ({
  pkcs1,
  trusted: { fingerprint, trust, defects, validFrom, validUntil, sources: [source] },
})

/**
 * A second list never widens what the first one says: the time that both allow is left, and that they differ is told.
 * A key that was given does not listen to the evidence at all.
 */
function withFurtherWord(known: Held, key: RootKey): Held {
  const { trusted } = known
  if (trusted.trust !== key.trust) return trusted.trust === 'not-used' ? firstWord(key) : known
  const differs = isOther(trusted.validFrom, key.validFrom) || isOther(trusted.validUntil, key.validUntil)
  const contradicts: readonly KeyDefect[] = differs ? ['validity-contradicts'] : []
  return {
    pkcs1: known.pkcs1,
    trusted: {
      fingerprint: trusted.fingerprint,
      trust: trusted.trust,
      defects: [...new Set([...trusted.defects, ...key.defects, ...contradicts])],
      validFrom: later(trusted.validFrom, key.validFrom),
      validUntil: earlier(trusted.validUntil, key.validUntil),
      sources: trusted.sources.includes(key.source) ? trusted.sources : [...trusted.sources, key.source],
    },
  }
}

/** The AWS CLI prints fractions of a second or leaves them out, by its version. */
const isOther = (a: UtcMs | null, b: UtcMs | null): boolean => a !== null && b !== null && Math.abs(a - b) > secondMs

const later = (a: UtcMs | null, b: UtcMs | null): UtcMs | null => (a === null || (b !== null && b > a) ? b : a)
const earlier = (a: UtcMs | null, b: UtcMs | null): UtcMs | null => (a === null || (b !== null && b < a) ? b : a)
