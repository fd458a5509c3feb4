import { oddSidecar } from '../../../src-shared/words/odd-files.ts'

/** S3 object metadata that was kept beside a trail, and whose it is as far as it says. */
export interface SidecarEntry {
  /** Where the entry names its object (a manifest of many). */
  readonly bucket: string | null
  readonly key: string | null
  readonly signature: string | null
  readonly backfillTimestamp: string | null
}

export interface ParsedSidecar {
  readonly entries: readonly SidecarEntry[]
  readonly problems: readonly string[]
}

/**
 * Reads what `aws s3api head-object` prints, the `Metadata` object alone, or many of them: an array, or one a line
 * with `Key`, `Metadata` and perhaps `Bucket`.
 */
export function parseSidecar(text: string): ParsedSidecar {
  const whole = parseJson(text)
  if (whole !== undefined) return { entries: (Array.isArray(whole) ? whole : [whole]).map(readEntry), problems: [] }
  const entries: SidecarEntry[] = []
  let broken = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const value = parseJson(line)
    if (value === undefined) broken++
    else entries.push(readEntry(value))
  }
  const problems = broken === 0 ? [] : [oddSidecar.brokenLines(broken)]
  return { entries, problems }
}

function readEntry(value: unknown): SidecarEntry {
  const fields = lowerCaseKeys(value)
  const metadata = fields.has('metadata') ? lowerCaseKeys(fields.get('metadata')) : fields
  const ofObject = (name: string): string | null =>
    textOrNull(metadata.get(name)) ?? textOrNull(metadata.get(`x-amz-meta-${name}`))
  return {
    bucket: textOrNull(fields.get('bucket')),
    key: textOrNull(fields.get('key')),
    signature: ofObject('signature'),
    backfillTimestamp: ofObject('backfill-generation-timestamp'),
  }
}

/** HTTP header names, and so the names of metadata, do not tell upper from lower case. */
function lowerCaseKeys(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
  } catch {
    return undefined
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
