import type { LogVerdict } from '../../../src-shared/model/integrity.ts'
import { isMadeOf, sourceText } from '../../../src-shared/model/source.ts'
import type { FileOrder } from '../../columns/copy-book.ts'
import type { FileEntry } from '../../columns/snapshot.ts'

/** How good a proof is, the best first. Of a file without a verdict nothing is known. */
const rankOf: Readonly<Record<LogVerdict['status'] | 'none', number>> = {
  verified: 0,
  unverified: 1,
  uncovered: 2,
  none: 3,
  invalid: 4,
  missing: 4,
}

/**
 * Which file an event is shown from that lies in several: the best proven, then one that has the record as it was
 * written, then the first by path and member, so that the order in which folders are opened and files are read changes
 * nothing.
 */
export function bestFiles(files: readonly FileEntry[]): FileOrder {
  const ranks = Uint8Array.from(files, (file) => 2 * rankOf[file.verdict ?? 'none'] + (isMadeOf(file) ? 1 : 0))
  return (one, other) => {
    if (one === other) return 0
    return ranks[one]! - ranks[other]! || (sourceText(files[one]!) < sourceText(files[other]!) ? -1 : 1)
  }
}
