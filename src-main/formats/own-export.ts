import type { Format } from './format.ts'

/** What `export` writes beside its file (handover/manifest-facts.ts). It tells of evidence and is none. */
export const exportManifest: Format = {
  kind: 'other',
  form: 'Trailproof export manifest',
  recognises: (head) =>
    head.type === 'object' &&
    ['manifest', 'manifestVersion', 'producedBy', 'export', 'sources'].every((key) => head.object.keys.has(key)),
  records: null,
  mayHoldEvents: false,
}

/** A file that such a manifest states the hash of. No head tells: see `exportedBy`. Its events are copies. */
export const ownExport: Format = {
  kind: 'other',
  form: 'Trailproof export',
  recognises: () => false,
  records: null,
}

/** Who wrote an export, and when: as its manifest says. */
export interface Exported {
  readonly producedBy: string
  readonly producedAt: string
}

/**
 * What a manifest says of the file with this hash; null where it says nothing of it. CloudTrail delivers one line of
 * `{"Records":[{…`, which no export begins with: a manifest that somebody laid beside a log file sets nothing aside.
 */
export function exportedBy(manifest: string, bytes: Buffer, sha256: string): Exported | null {
  if (isAsDelivered(bytes)) return null
  const stated = parsed(manifest)
  if (stated?.manifest !== 'trailproof-export' || stated.export?.sha256 !== sha256) return null
  const { producedBy, producedAt } = stated
  if (typeof producedBy !== 'string' || typeof producedAt !== 'string') return null
  return { producedBy: producedBy.slice(0, mostLength), producedAt: producedAt.slice(0, mostLength) }
}

export const isAsDelivered = (bytes: Buffer): boolean =>
  bytes.subarray(0, delivered.length).equals(delivered) && bytes[delivered.length] !== 0x0a
const delivered = Buffer.from('{"Records":[')
const mostLength = 100

interface Stated {
  readonly manifest?: unknown
  readonly producedBy?: unknown
  readonly producedAt?: unknown
  readonly export?: { readonly sha256?: unknown } | null
}

function parsed(text: string): Stated | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value as Stated | null) : null
  } catch {
    return null
  }
}
