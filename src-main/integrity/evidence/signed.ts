import type { SignFile } from '../../formats/parse/sign-file.ts'

/** A sign file of the case. */
export interface SignFileHere {
  readonly path: string
  /** Null where it cannot be read as one. */
  readonly signFile: SignFile | null
}

/** A file that may be a result: hashes are over it as it is stored, compressed. */
export interface StoredFile {
  readonly path: string
  readonly storedSha256: string
}

/** Sign files, and files that may be what they name. */
export interface SignedEvidence {
  readonly signFiles: readonly SignFileHere[]
  readonly stored: readonly StoredFile[]
}
