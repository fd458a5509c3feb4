import type { IntegrityProblem, ObjectUri } from '../../src-shared/integrity.ts'
import type { Sidecar } from '../integrity/evidence.ts'
import type { FileFact } from './gather-evidence.ts'
import { parseSidecar } from './parse-sidecar.ts'
import { lastPart } from './s3-key.ts'

interface Kept {
  readonly sidecar: Sidecar
  readonly bucket: string | null
  used: boolean
}

/** Finds a digest's kept metadata: by the key it names, beside the digest, or anywhere under the digest's name. */
export class SidecarIndex {
  readonly #byKey = new Map<string, Kept[]>()
  readonly #byPath = new Map<string, Kept[]>()
  readonly #byName = new Map<string, Kept[]>()
  readonly #all: Kept[] = []

  constructor(facts: readonly FileFact[], problems: IntegrityProblem[]) {
    for (const fact of facts) {
      if (fact.kind !== 'sidecar' || fact.text === null) continue
      const parsed = parseSidecar(fact.text)
      for (const sentence of parsed.problems) problems.push({ file: fact.path, sentence })
      for (const { bucket, key, signature, backfillTimestamp } of parsed.entries) {
        const kept: Kept = {
          sidecar: { path: fact.path, isAttribute: false, signature, backfillTimestamp },
          bucket,
          used: false,
        }
        this.#all.push(kept)
        if (key !== null) add(this.#byKey, key, kept)
        else {
          const name = stem(lastPart(fact.path))
          add(this.#byPath, `${folderOf(fact.path)}/${name}`, kept)
          if (isDigestStem(name)) add(this.#byName, name, kept)
        }
      }
    }
  }

  /** The kept metadata of the digest file at `path` that lies, or says it lies, at `place`. */
  of(path: string, place: ObjectUri | null): readonly Sidecar[] {
    const name = stem(lastPart(path))
    const beside = this.#byPath.get(`${folderOf(path)}/${name}`)
    const found = [...this.#named(place), ...(beside ?? this.#byName.get(name) ?? [])]
    for (const kept of found) kept.used = true
    return found.map(({ sidecar }) => sidecar)
  }

  /** Signatures that belong to no digest of the case: perhaps the digest is missing, perhaps the name was changed. */
  unused(): IntegrityProblem[] {
    return this.#all
      .filter(({ used, sidecar }) => !used && sidecar.signature !== null)
      .map(({ sidecar }) => ({ file: sidecar.path, sentence: 'It holds a signature, but its digest was not found.' }))
  }

  #named(place: ObjectUri | null): readonly Kept[] {
    const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/(.*)$/s.exec(place ?? '') ?? []
    return (this.#byKey.get(key) ?? []).filter((kept) => kept.bucket === null || kept.bucket === bucket)
  }
}

const digestStem = /^\d{12}_CloudTrail-Digest_.+_\d{8}T\d{6}Z(?:_backfill)?(?=[._-]|$)/

const isDigestStem = (name: string): boolean => digestStem.test(name)

/** What a digest's name and the names of its sidecars have in common. */
function stem(name: string): string {
  const digest = digestStem.exec(name)
  if (digest !== null) return digest[0]
  return name
    .replace(/\.json$/, '')
    .replace(/[._-](?:metadata|meta|head-object|head|sidecar|s3)$/, '')
    .replace(/\.gz$/, '')
    .replace(/\.json$/, '')
}

const folderOf = (path: string): string => path.slice(0, path.length - lastPart(path).length)

function add(index: Map<string, Kept[]>, key: string, kept: Kept): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [kept])
  else list.push(kept)
}
