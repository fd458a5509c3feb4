/** What a sign file of CloudTrail Lake says (user guide, "CloudTrail sign file structure"). */
export interface SignFile {
  readonly region: string | null
  /** When the query ended, as it is written. */
  readonly completed: string | null
  /** In the order in which their hashes are signed. */
  readonly files: readonly { readonly name: string; readonly hash: string }[]
  /** Hex. */
  readonly signature: string
  readonly fingerprint: string
}

/** Null for what is no such file, or states another algorithm than the one that is known. */
export function parseSignFile(text: string): SignFile | null {
  const { version, region, files, hashAlgorithm, signatureAlgorithm, queryCompleteTime, ...signed } = parsed(text)
  const { hashSignature: signature, publicKeyFingerprint: fingerprint } = signed
  if (version !== '1.0' || hashAlgorithm !== 'SHA-256' || signatureAlgorithm !== 'SHA256withRSA') return null
  if (typeof signature !== 'string' || typeof fingerprint !== 'string' || !Array.isArray(files)) return null
  const named = files.map(readFile)
  if (named.length === 0 || !named.every((file) => file !== null)) return null
  return {
    region: textOrNull(region),
    completed: textOrNull(queryCompleteTime),
    files: named,
    signature,
    fingerprint: fingerprint.toLowerCase(),
  }
}

function readFile(value: unknown): SignFile['files'][number] | null {
  const { fileName: name, fileHashValue: hash } = fieldsOf(value)
  return typeof name === 'string' && typeof hash === 'string' ? { name, hash } : null
}

type Fields = Readonly<Record<string, unknown>>

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return {}
  }
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
