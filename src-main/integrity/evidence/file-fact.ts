import type { FileKind } from '../../../src-shared/model/event.ts'
import type { KeptAttributes } from '../../files/attributes.ts'
import type { GzipState } from '../../files/gzip-state.ts'

/** Where a file lies in a tree of files that may have been kept. */
export const treePathOf = ({ path, tree }: FileFact): string => tree?.path ?? path
export const treeNameOf = ({ name, tree }: FileFact): string => tree?.name ?? name

/** What reading one source file told that a verdict may rest on. */
export interface FileFact {
  /** Unlike any other's: the absolute path; of a member of an archive, that with its member (see sourceText). */
  readonly path: string
  /** Path below the opened folder, with `/`. */
  readonly name: string
  /** Of a member of an archive: the two as if the archive were an opened folder. It tells its place in S3. */
  readonly tree?: { readonly path: string; readonly name: string }
  readonly kind: FileKind
  readonly gzip: GzipState
  /** Lower-case hex SHA-256 over the inflated bytes; null where not all of them could be had. */
  readonly sha256: string | null
  /** The inflated text of digests, sidecars, key lists and sign files; null for everything else. */
  readonly text: string | null
  /** The text lies in the file as UTF-16. */
  readonly isUtf16?: boolean
  /** SHA-256 over a table as it is stored, compressed or not, as sign files of query results state it; null for others. */
  readonly storedSha256?: string | null
  /** What its extended attributes keep. They are read of digests only. */
  readonly attributes?: KeptAttributes | null
  /** Why it could not be read whole, a sentence; also of links and folders that were not opened. */
  readonly problem?: string | null
}
