import type { BundleVerified } from '../../../../src-shared/model/bundle.ts'

/** Members of a bundle. `read` throws where there is no such member. */
export interface BundleFiles {
  names(): readonly string[]
  read(name: string): Buffer
}

/** Null where the files are no bundle. `signer`: the SHA-256 that the certificate must have, hex. */
export function verifyBundle(files: BundleFiles, signer?: string | null): BundleVerified | null
/** Of an unpacked bundle. */
export function filesOf(folder: string): BundleFiles
export const timestampName: string
export const sumsName: string
/** What came of it, in lines for people. */
export function asText(told: BundleVerified): readonly string[]
export function exitCodeOf(told: BundleVerified): number
