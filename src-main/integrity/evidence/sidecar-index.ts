import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { IntegrityProblem, ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { SidecarEntry } from '../../formats/parse/sidecar.ts'
import type { Sidecar } from './evidence.ts'
import type { ParsedSidecarFile } from './parse.ts'
import { lastPart } from './place-map.ts'

/** Entries that are used for one digest, which has but one signature: a manifest could name it millions of times. */
const mostForOne = 100

interface Kept {
  readonly sidecar: Sidecar
  readonly bucket: string | null
  readonly lastModified: UtcMs | null
  used: boolean
}

/** A signature that no name leads to a digest. */
export interface LooseSignature extends Pick<Kept, 'lastModified' | 'sidecar'> {
  readonly signature: string
  /** The digest was found that it signs. */
  isFound(): void
}

/** Finds a digest's kept metadata: by the key it names, beside the digest, or anywhere under the digest's name. */
export class SidecarIndex {
  readonly #byKey = new Map<string, Kept[]>()
  readonly #byPath = new Map<string, Kept[]>()
  readonly #byName = new Map<string, Kept[]>()
  readonly #all: Kept[] = []

  readonly #passedOver: IntegrityProblem[] = []

  constructor(files: readonly ParsedSidecarFile[]) {
    for (const file of files.toSorted(byName)) {
      const passedOver = file.entries.filter((entry) => !this.#add(file, entry)).length
      if (passedOver === 0) continue
      const sentence = `${passedOver} of its entries were passed over: ${mostForOne} for the same digest were read before.`
      this.#passedOver.push({ file: file.path, sentence })
    }
  }

  /** False where there are enough for the same digest. */
  #add({ path, treePath }: ParsedSidecarFile, entry: SidecarEntry): boolean {
    const { bucket, key, signature, backfillTimestamp, lastModified } = entry
    const sidecar = { path, isAttribute: false, signature, backfillTimestamp }
    const kept: Kept = { sidecar, bucket, lastModified, used: false }
    const name = stem(lastPart(treePath))
    const isKept = key === null ? add(this.#byPath, `${folderOf(treePath)}/${name}`, kept) : add(this.#byKey, key, kept)
    // A file whose name is no digest's may hold what was kept of any digests.
    if (!isKept && (key !== null || isDigestStem(name))) return false
    this.#all.push(kept)
    if (key === null && isDigestStem(name)) add(this.#byName, name, kept)
    return true
  }

  /**
   * The kept metadata of the digest file at `path` (see treePathOf) that lies, or says it lies, at `place`. The nearest comes first, for
   * of very many only some are tried: `own`, which the file itself keeps, and what lies beside it under its own name.
   */
  of(path: string, place: ObjectUri | null, own: readonly Sidecar[] = []): readonly Sidecar[] {
    if (this.#all.length === 0) return own
    const name = stem(lastPart(path))
    const beside = this.#byPath.get(`${folderOf(path)}/${name}`) ?? []
    const named = this.#named(place)
    const found = [...alternating(beside, named), ...(beside.length === 0 ? (this.#byName.get(name) ?? []) : [])]
    for (const kept of found) kept.used = true
    return [...own, ...found.map(({ sidecar }) => sidecar)]
  }

  /** To be asked after all digests: what is left may be of any of them. */
  loose(): readonly LooseSignature[] {
    return this.#all.flatMap((kept) => {
      const { used, lastModified, sidecar } = kept
      const isFound = () => {
        kept.used = true
      }
      return used || sidecar.signature === null
        ? []
        : [{ lastModified, sidecar, signature: sidecar.signature, isFound }]
    })
  }

  /** Entries that were passed over, and signatures that no digest was found for. To be asked after all digests. */
  problems(): IntegrityProblem[] {
    return [...this.#passedOver, ...this.#unused()]
  }

  /** Signatures that belong to no digest of the case: perhaps the digest is missing, perhaps the name was changed. */
  #unused(): IntegrityProblem[] {
    const counts = new Map<string, number>()
    for (const { used, sidecar } of this.#all) {
      if (!used && sidecar.signature !== null) counts.set(sidecar.path, (counts.get(sidecar.path) ?? 0) + 1)
    }
    return [...counts].map(([file, count]) => ({
      file,
      sentence:
        count === 1
          ? 'It holds a signature, but its digest was not found.'
          : `It holds ${count} signatures whose digests were not found.`,
    }))
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

/** What adds least to the digest's name is likeliest its own. */
const byName = (a: ParsedSidecarFile, b: ParsedSidecarFile): number => {
  const [one, two] = [lastPart(a.treePath).length, lastPart(b.treePath).length]
  return one - two || (a.path < b.path ? -1 : 1)
}

/** One of each in turn: many of one kind do not push back the other. */
function alternating(one: readonly Kept[], other: readonly Kept[]): Kept[] {
  if (one.length === 0 || other.length === 0) return [...one, ...other]
  const most = Math.max(one.length, other.length)
  return Array.from({ length: most }, (_, k) => [...one.slice(k, k + 1), ...other.slice(k, k + 1)]).flat()
}

const folderOf = (path: string): string => path.slice(0, path.length - lastPart(path).length)

/** False where there are enough of them. */
function add(index: Map<string, Kept[]>, key: string, kept: Kept): boolean {
  const list = index.get(key)
  if (list === undefined) index.set(key, [kept])
  else if (list.length < mostForOne) list.push(kept)
  else return false
  return true
}
