import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { compactJson } from '../../../src-shared/base/json.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { bundleReadme } from '../../../src-shared/words/bundles.ts'
import { manifestOf } from '../export/manifest.ts'
import { Refused } from '../export/refused.ts'
import { SafeFile } from '../safe-file.ts'
import type { BundleQuery, BundleSource } from './bundle-source.ts'
import { signDetached } from './cms.ts'
import { bytesOf, type Gathered, gather, SourceChanged } from './gather.ts'
import verifyMjs from './verifiers/verify.mjs?raw'
import verifyPy from './verifiers/verify.py?raw'
import { ZipWriter } from './zip.ts'

/** How long is written before the thread handles other messages again. */
const turnMs = 20

export interface WrittenBundle extends WrittenFile {
  readonly records: number
  /** Of these, records of which nothing in the bundle proves the log file. */
  readonly unproven: number
}

/**
 * Writes the events that the filter shows as a zip archive with all that proves them: log files, digests, keys, the
 * integrity certificate, the incident report, the examiner log, a manifest of hashes, its signature, and two programs that
 * verify it. The file must not exist. Where
 * anything throws, nothing is left behind. Throws `SourceChanged` where a source is no longer what was opened.
 */
export async function writeBundle(
  source: BundleSource,
  query: BundleQuery,
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void,
): Promise<WrittenBundle> {
  const out = await SafeFile.create(query.file)
  try {
    const zip = new ZipWriter(out)
    const told = await writeMembers(zip, source, query, signal, onProgress)
    await zip.end()
    const sha256 = await out.seal()
    signal.throwIfAborted()
    await out.appear()
    return { file: query.file, bytes: out.bytes, sha256, ...told }
  } catch (error) {
    await out.discard()
    throw error
  }
}

async function writeMembers(
  zip: ZipWriter,
  source: BundleSource,
  { filter, sort, file }: BundleQuery,
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void,
): Promise<Pick<WrittenBundle, 'records' | 'unproven'>> {
  const { query, identity, version, incidentReport, examinerLog, examinerLogText } = source
  const rows = query.sorted(filter, sort) ?? Uint32Array.from({ length: query.snapshot.events }, (_, row) => row)
  const { file: files } = query.snapshot.locator
  const gathered = gather(source, new Set(Array.from(rows, (row) => files[row]!)))
  const steps = gathered.sources.size + rows.length
  let done = 0
  let turnedAt = performance.now()
  const step = async () => {
    done++
    if (performance.now() - turnedAt < turnMs) return
    onProgress(done, steps)
    await turn()
    signal.throwIfAborted()
    turnedAt = performance.now()
  }

  for (const [member, entry] of gathered.sources) {
    await zip.add(member, bytesOf(entry))
    await step()
  }
  const { lines, places, unproven } = await recordsOf(source, rows, gathered, step)
  await zip.add('records/records.ndjson', lines)
  await zip.add('records/places.ndjson', places)
  await zip.add('chain.json', asJson({ logs: [...gathered.logs.values()].filter((log) => log !== null), digests: gathered.digests }))
  await zip.add('keys.json', asJson({ keys: keysOf(source, gathered) }))
  const written = { file, bytes: lines.length, sha256: createHash('sha256').update(lines).digest('hex') }
  const report = { ...written, columns: null, rows, total: rows.length, refused: new Refused(query) }
  await zip.add('report.json', asJson(manifestOf(source, { filter, sort, file, format: 'ndjson', columns: [] }, report)))
  await zip.add('integrity-certificate.html', source.certificate)
  if (incidentReport !== null) await zip.add('incident-report.html', incidentReport)
  if (examinerLogText !== null) await zip.add('examiner-log.jsonl', examinerLogText)
  await zip.add('README.txt', bundleReadme)
  await zip.add('verify.mjs', verifyMjs)
  await zip.add('verify.py', verifyPy)
  const head = examinerLogText === null ? null : examinerLog
  const manifest = Buffer.from(asJson(manifestOfBundle(zip, version, rows.length, head)))
  await zip.add('MANIFEST.json', manifest)
  if (identity !== null) await zip.add('MANIFEST.json.p7s', signDetached(manifest, identity, new Date()))
  await zip.add('SHA256SUMS', zip.members.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''))
  return { records: rows.length, unproven }
} // biome-ignore format: one line a member

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

const manifestOfBundle = ({ members }: ZipWriter, version: string, records: number, examinerLog: LogHead | null) => ({
  format: 'trailproof-bundle',
  version: 1,
  producedBy: `Trailproof ${version}`,
  producedAt: new Date().toISOString(),
  records,
  examinerLog,
  members,
})

const keysOf = ({ keys }: BundleSource, { keys: wanted }: Gathered) =>
  keys
    .filter(({ fingerprint }, at) => wanted.has(fingerprint) && keys.findIndex((key) => key.fingerprint === fingerprint) === at)
    .map(({ fingerprint, pkcs1, validFrom, validUntil, trust }) => ({ fingerprint, value: pkcs1, validFrom, validUntil, trust })) // biome-ignore format: one line

/** The records, a line each, and where each lies. */
async function recordsOf(
  { query: { snapshot }, reader }: BundleSource,
  rows: Uint32Array,
  { logs }: Gathered,
  step: () => Promise<void>,
): Promise<{ readonly lines: Buffer; readonly places: string; readonly unproven: number }> {
  const lines: Buffer[] = []
  const places: string[] = []
  let unproven = 0
  const { file, index, offset, length } = snapshot.locator
  for (const row of rows) {
    const { bytes, problem } = reader.readBytes(file[row]!, offset[row]!, length[row]!)
    if (bytes === null) throw new SourceChanged(problem)
    // As Latin-1 every byte is a character of its own.
    const line = Buffer.from(`${compactJson(bytes.toString('latin1'))}\n`, 'latin1')
    lines.push(line)
    const { eventID } = JSON.parse(line.toString()) as { readonly eventID?: unknown }
    const log = logs.get(file[row]!) ?? null
    if (log?.verdict !== 'verified') unproven++
    const place = { log: log?.member ?? null, record: index[row]!, offset: offset[row]!, length: length[row]! }
    places.push(`${JSON.stringify({ eventID: typeof eventID === 'string' ? eventID : null, ...place })}\n`)
    await step()
  }
  return { lines: Buffer.concat(lines), places: places.join(''), unproven }
}
