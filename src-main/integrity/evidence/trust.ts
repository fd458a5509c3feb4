import { memberMark } from '../../../src-shared/model/source.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import type { PublicKey } from '../../formats/parse/key-list.ts'
import type { RootKey } from './evidence.ts'

/**
 * Says of every key who vouches for it. Where key lists were given apart from the evidence, keys found in the evidence
 * prove nothing: whoever forged a trail can lay a key list beside it.
 */
export function withTrust(keys: readonly PublicKey[], trust: TrustGiven): RootKey[] {
  const { paths, keyPaths, acceptsEvidence } = trust
  const ofEvidence = keyPaths.length > 0 ? 'not-used' : acceptsEvidence ? 'accepted' : 'from-evidence'
  return keys.map((key) => ({ ...key, trust: isGiven(key.source, paths, keyPaths) ? 'given' : ofEvidence }))
}

/** A key list belongs to the narrowest opened path that holds it: evidence below a folder of keys stays evidence. */
function isGiven(source: string, paths: readonly string[], keyPaths: readonly string[]): boolean {
  const depthIn = (roots: readonly string[]) =>
    roots.reduce((most, root) => (isBelow(source, root) ? Math.max(most, root.length) : most), -1)
  const given = depthIn(keyPaths)
  return given >= 0 && given >= depthIn(paths)
}

/** With either system's separator. A member lies below its archive. */
const isBelow = (path: string, root: string): boolean =>
  path.startsWith(root) &&
  (path.length === root.length ||
    /[\\/]$/.test(root) ||
    /[\\/]/.test(path[root.length]!) ||
    path.startsWith(memberMark, root.length))
