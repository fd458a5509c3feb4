import { codeOf, systemReason } from './discover.ts'
import { nativePath } from './native-path.ts'

/** What the extended attributes of a digest file keep of its S3 object's metadata. */
export interface KeptAttributes {
  readonly signature: string | null
  readonly backfillTimestamp: string | null
  /** Why something of them is not known, a sentence; null where all is. */
  readonly problem: string | null
}

/** Null where a file has nothing of the kind. */
export type ReadAttributes = (path: string) => KeptAttributes | null

/**
 * Reading attributes needs a package with native code, whose installation needs a compiler. If the package is not there,
 * every file is told to have unknown attributes. Windows has no attributes of this kind, so nothing is missed there.
 */
export async function openAttributes(): Promise<ReadAttributes> {
  if (process.platform === 'win32') return () => null
  try {
    const { listAttributesSync, getAttributeSync } = await import('fs-xattr')
    return (text) => {
      const path = nativePath(text)
      if (typeof path !== 'string') return { signature: null, backfillTimestamp: null, problem: unnameable }
      return readAttributes(path, listAttributesSync, (name) => getAttributeSync(path, name))
    }
  } catch {
    const problem =
      'Its signature may be in its extended attributes, which were not read: the optional package fs-xattr could not be loaded.'
    return () => ({ signature: null, backfillTimestamp: null, problem })
  }
}

const unnameable = 'Its extended attributes could not be read: its name is not UTF-8.'

/**
 * `rclone copy --metadata` writes S3 metadata as `user.<key>`, in lower case (rclone, backend/local/xattr.go). Other
 * tools keep the header's name, `x-amz-meta-<key>`, or a name space of their own before it.
 */
const metadataName = /^(?:user\.)?(?:s3\.)?(?:metadata\.)?(?:x-amz-meta-)?(signature|backfill-generation-timestamp)$/i

function readAttributes(
  path: string,
  list: (path: string) => string[],
  get: (name: string) => Buffer,
): KeptAttributes | null {
  try {
    const found = list(path).flatMap((name) => {
      const key = metadataName.exec(name)?.[1]?.toLowerCase()
      // Tools that write C strings or lines leave their end.
      return key === undefined
        ? []
        : [
            {
              name,
              key,
              value: get(name)
                .toString()
                .replace(/[\0\s]+$/, ''),
            },
          ]
    })
    return found.length === 0 ? null : keptIn(found)
  } catch (error) {
    if (isWithout(error)) return null
    const problem = `Its extended attributes could not be read: ${systemReason(error)}.`
    return { signature: null, backfillTimestamp: null, problem }
  }
}

/** `user.signature` may be anybody's: what is no hexadecimal text is no signature of CloudTrail's. */
function keptIn(found: readonly { readonly name: string; readonly key: string; readonly value: string }[]) {
  const signatures = found.filter(({ key }) => key === 'signature')
  const signature = signatures.find(({ value }) => /^[0-9a-f]+$/i.test(value))
  const times = found.filter(({ key, value }) => key !== 'signature' && value !== '')
  const problem =
    signature === undefined && signatures.length > 0
      ? `Its extended attribute ${signatures[0]!.name} is no hexadecimal signature and was passed over.`
      : null
  return { signature: signature?.value ?? null, backfillTimestamp: times[0]?.value ?? null, problem }
}

/** The file system has no attributes, or the file lost one in between. */
const isWithout = (error: unknown): boolean => ['ENOTSUP', 'ENODATA', 'ENOATTR'].includes(codeOf(error))
