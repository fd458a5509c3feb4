import { statSync } from 'node:fs'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { BundleVerified } from '../../../src-shared/model/bundle.ts'
import type { MemberPlace } from '../../../src-shared/model/source.ts'
import { noBundle, unreadableFile } from '../../../src-shared/words/bundles.ts'
import { bytesOnDisk } from '../../files/archives/bytes.ts'
import { membersOf } from '../../files/archives/list.ts'
import { memberBytes } from '../../files/archives/member.ts'
import { asText, type BundleFiles, exitCodeOf, filesOf, verifyBundle } from './verifiers/verify.mjs'

interface Told {
  readonly verified: BundleVerified
  readonly lines: readonly string[]
  /** Of a command. */
  readonly code: number
}

/** Verifies a bundle, a zip archive or a folder that it was unpacked to, by the program that bundles hold: our own copy. */
export const verifyBundleAt = (path: string, signer: string | null): Promise<Result<Told, 'no-bundle'>> =>
  withBundle(path, (files) => {
    const verified = verifyBundle(files, signer)
    return verified === null
      ? fail('no-bundle', noBundle(path))
      : ok({ verified, lines: asText(verified), code: exitCodeOf(verified) })
  })

/** Hands over the members of the archive or the folder. A member that is damaged in the archive throws where it is read. */
export async function withBundle<T, Code extends string>(
  path: string,
  work: (files: BundleFiles) => Result<T, Code> | Promise<Result<T, Code>>,
): Promise<Result<T, Code | 'no-bundle'>> {
  try {
    if (statSync(path).isDirectory()) return await work(filesOf(path))
    const archive = bytesOnDisk(path)
    try {
      const { members } = await membersOf(archive, 'zip', null)
      const places = new Map(members.map(({ name, place }) => [name, place]))
      const bytesAt = (place: MemberPlace | null): Buffer => {
        const bytes = place === null ? null : memberBytes(archive, place)
        if (bytes === null) throw new Error('it is damaged in the archive')
        return bytes
      }
      return await work({ names: () => [...places.keys()], read: (name) => bytesAt(places.get(name) ?? null) })
    } finally {
      archive.close()
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    return fail('no-bundle', unreadableFile(path, error.message))
  }
}
