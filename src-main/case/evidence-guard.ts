import { beingWrittenInto, withinEvidence } from '../../src-shared/words/evidence.ts'
import { rootHolding } from '../files/within-evidence.ts'

/** Why the file must not be written where these paths are evidence, a sentence; null where it lies outside of them. */
export function whyNotWritten(file: string, evidence: readonly string[]): string | null {
  const root = rootHolding(file, evidence)
  return root === null ? null : withinEvidence(file, root)
}

/** Why the paths must not be opened while `file` is being written; null where it lies outside of them. */
export function whyNotOpened(
  file: string | null,
  paths: readonly string[],
  sentence: (file: string, root: string) => string = beingWrittenInto,
): string | null {
  const root = file === null ? null : rootHolding(file, paths)
  return file === null || root === null ? null : sentence(file, root)
}
