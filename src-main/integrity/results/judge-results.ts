import {
  type ResultSignature,
  type SignedFile,
  type SignedResults,
  statusOfSigned,
} from '../../../src-shared/model/signed-results.ts'
import { memberMark } from '../../../src-shared/model/source.ts'
import type { SignFile } from '../../formats/parse/sign-file.ts'
import type { SignedEvidence } from '../evidence/signed.ts'
import type { KeyRing } from '../verdicts/key-ring.ts'
import { verifiesSignature } from '../verdicts/signature.ts'

/**
 * Judges query results as `aws cloudtrail verify-query-results` does: the hash of each file, and the signature over the
 * hashes in their order. A file is what its hash says, wherever it lies; the name in the folder of the sign file decides
 * only where no hash fits.
 */
export function judgeResults({ signFiles, stored }: SignedEvidence, keys: KeyRing): readonly SignedResults[] {
  const byHash = new Map(stored.map(({ storedSha256, path }) => [storedSha256, path]))
  const paths = new Set(stored.map(({ path }) => path))
  return signFiles.map(({ path, signFile }) => {
    if (signFile === null) return { ...unreadable, file: path }
    const { fingerprint, region, completed } = signFile
    const files = signFile.files.map(({ name, hash }): SignedFile => {
      const fits = byHash.get(hash.toLowerCase())
      if (fits !== undefined) return { name, path: fits, hash: 'matches' }
      const beside = besideOf(path, name)
      return paths.has(beside) ? { name, path: beside, hash: 'differs' } : { name, path: null, hash: 'missing' }
    })
    return { file: path, signature: signatureOf(signFile, keys), fingerprint, region, completed, files }
  })
}

const unreadable = { signature: 'bad-format', fingerprint: null, region: null, completed: null, files: [] } as const

function signatureOf({ files, signature, fingerprint }: SignFile, keys: KeyRing): ResultSignature {
  const key = keys.get(fingerprint)
  if (key === null) return 'public-key-not-found'
  return verifiesSignature(files.map(({ hash }) => hash).join(' '), signature, key) ? 'good' : 'bad'
}

/** In the same folder or at the top of the same archive, with the separator that the path has. */
function besideOf(path: string, name: string): string {
  const ends = ['/', '\\', memberMark].map((mark) => (path.includes(mark) ? path.lastIndexOf(mark) + mark.length : 0))
  return path.slice(0, Math.max(...ends)) + name
}

/** Paths of the files that are proven, and of their copies: a file is what its hash says. */
export function provenResults(
  results: readonly SignedResults[],
  { stored }: Pick<SignedEvidence, 'stored'>,
): ReadonlySet<string> {
  const proven = new Set(
    results.flatMap(({ signature, files }) =>
      files.flatMap((file) => (statusOfSigned(signature, file) === 'verified' ? [file.path] : [])),
    ),
  )
  const hashes = new Set(stored.flatMap(({ path, storedSha256 }) => (proven.has(path) ? [storedSha256] : [])))
  return new Set(stored.flatMap(({ path, storedSha256 }) => (hashes.has(storedSha256) ? [path] : [])))
}

/** How many sign files each key verified, by fingerprint. */
export function resultsProvedBy(results: readonly SignedResults[]): ReadonlyMap<string, number> {
  const proved = new Map<string, number>()
  for (const { signature, fingerprint } of results)
    if (signature === 'good' && fingerprint !== null) proved.set(fingerprint, (proved.get(fingerprint) ?? 0) + 1)
  return proved
}
