import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import { oddSidecar } from '../../../src-shared/words/odd-files.ts'
import { JsonPeek } from '../peek-json.ts'
import { printedMetadata } from '../printed-metadata.ts'

/** S3 object metadata that was kept beside a trail, and whose it is as far as it says. */
export interface SidecarEntry {
  /** Where the entry names its object (a manifest of many). */
  readonly bucket: string | null
  readonly key: string | null
  readonly signature: string | null
  readonly backfillTimestamp: string | null
  /** When S3 took the object; null where that is not told. */
  readonly lastModified: UtcMs | null
}

export interface ParsedSidecar {
  readonly entries: readonly SidecarEntry[]
  readonly problems: readonly string[]
}

/**
 * Reads what `aws s3api head-object` prints, the `Metadata` object alone, or many of them: an array, one behind the other,
 * or one a line with `Key`, `Metadata` and perhaps `Bucket`. Text that is no JSON is what else prints them.
 */
export function parseSidecar(text: string): ParsedSidecar {
  const whole = parseJson(text)
  if (whole !== undefined) return { entries: (Array.isArray(whole) ? whole : [whole]).map(readEntry), problems: [] }
  const values = oneBehindTheOther(text)
  if (values !== null) return { entries: values.map(readEntry), problems: [] }
  const printed = printedEntries(text)
  return printed.length > 0 ? { entries: printed, problems: [] } : parseLines(text)
}

/** Null where not all of the text is JSON. */
function oneBehindTheOther(text: string): readonly unknown[] | null {
  const bytes = Buffer.from(text)
  const peek = new JsonPeek(bytes)
  const values: unknown[] = []
  while (peek.next() !== -1) {
    const from = peek.at
    if (!peek.skipValue()) return null
    const value = parseJson(bytes.toString('utf8', from, peek.at))
    if (value === undefined) return null
    values.push(value)
  }
  return values
}

function printedEntries(text: string): readonly SidecarEntry[] {
  const { signatures, lastModified } = printedMetadata(text)
  const nothing = { bucket: null, key: null, backfillTimestamp: null }
  return signatures.map((signature) => ({ ...nothing, signature, lastModified: readTime(lastModified) }))
}

/** A line that is no JSON is lost alone. */
function parseLines(text: string): ParsedSidecar {
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
  const lastModified = textOrNull(fields.get('lastmodified')) ?? textOrNull(fields.get('last-modified'))
  return {
    bucket: textOrNull(fields.get('bucket')),
    key: textOrNull(fields.get('key')),
    signature: ofObject('signature'),
    backfillTimestamp: ofObject('backfill-generation-timestamp'),
    lastModified: readTime(lastModified),
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

/** Headers are lists of their values where curl prints them as JSON (`--write-out '%{header_json}'`). */
function textOrNull(value: unknown): string | null {
  const text = Array.isArray(value) ? value[0] : value
  return typeof text === 'string' && text !== '' ? text : null
}

/** ISO 8601 with a zone, or a date of HTTP, which is always in GMT (RFC 9110, 5.6.7). */
function readTime(text: string | null): UtcMs | null {
  if (text === null) return null
  const time = / GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? parseIsoTime(text) : (time as UtcMs)
}
