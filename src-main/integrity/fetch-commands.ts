import { formatCounted } from '../../src-shared/base/count.ts'
import { formatUtc, hourMs, parseIsoTime, type UtcMs } from '../../src-shared/base/time.ts'
import type { IntegrityReport, ObjectUri } from '../../src-shared/model/integrity.ts'
import { parseFileName } from '../formats/file-name.ts'
import type { Evidence } from './evidence/evidence.ts'

/** A command that would fetch what a verdict lacks. Nothing here runs it: Trailproof does not talk to AWS. */
export interface Fetch {
  readonly command: string
  /** What it fetches, in words. */
  readonly why: string
  readonly objects: readonly ObjectUri[]
}

/** Signatures of unsigned digests, public keys of their Regions, and files that are missing, in that order. */
export function fetchCommands(evidence: Evidence, report: IntegrityReport): Fetch[] {
  const unsigned: ObjectUri[] = []
  const withoutKey: ObjectUri[] = []
  const missing: ObjectUri[] = []
  for (const [uri, verdict] of report.digests) {
    if (verdict.status === 'missing') missing.push(uri)
    if (verdict.status !== 'unverified') continue
    if (verdict.reasons.includes('no-signature')) unsigned.push(uri)
    if (verdict.reasons.includes('public-key-not-found')) withoutKey.push(uri)
  }
  for (const [uri, verdict] of report.logs) if (verdict.status === 'missing') missing.push(uri)
  return [
    ...unsigned.flatMap((uri) => headObject(uri)),
    ...publicKeys(withoutKey, signingTimes(evidence)),
    ...missing.flatMap((uri) => getObject(uri)),
  ]
}

function headObject(uri: ObjectUri): Fetch[] {
  const object = splitUri(uri)
  if (object === null) return []
  const { bucket, key, name } = object
  const command = `aws s3api head-object --bucket ${quoted(bucket)} --key ${quoted(key)} > ${quoted(`${name}.metadata.json`)}`
  return [{ command, why: 'The signature of a digest, from the metadata of its S3 object.', objects: [uri] }]
}

function getObject(uri: ObjectUri): Fetch[] {
  const object = splitUri(uri)
  if (object === null) return []
  const { bucket, key, name } = object
  const command = `aws s3api get-object --bucket ${quoted(bucket)} --key ${quoted(key)} ${quoted(name)}`
  return [{ command, why: 'A file that a digest names and that is not in the folder.', objects: [uri] }]
}

/** When digests were signed, where that is not soon after their window: backfill digests are made weeks later. */
function signingTimes({ digests }: Evidence): ReadonlyMap<ObjectUri, UtcMs> {
  return new Map(
    digests.flatMap(({ uri, sidecars }) => {
      const stated = sidecars.map(({ backfillTimestamp }) => backfillTimestamp).find((text) => text !== null)
      const time = stated == null ? null : parseIsoTime(stated)
      return time === null ? [] : [[uri, time] as const]
    }),
  )
}

/** One command a Region: every Region signs with keys of its own, and lists only those. */
function publicKeys(uris: readonly ObjectUri[], signedAt: ReadonlyMap<ObjectUri, UtcMs>): Fetch[] {
  const byRegion = new Map<string, { readonly uris: ObjectUri[]; from: number; to: number }>()
  for (const uri of uris) {
    const parts = parseFileName(uri)
    if (parts === null) continue
    const time = signedAt.get(uri) ?? parts.time
    const known = byRegion.get(parts.region) ?? { uris: [], from: time, to: time }
    known.uris.push(uri)
    known.from = Math.min(known.from, time)
    known.to = Math.max(known.to, time)
    byRegion.set(parts.region, known)
  }
  return [...byRegion].map(([region, { uris, from, to }]) => {
    const span = `--start-time ${formatUtc((from - hourMs) as UtcMs)} --end-time ${formatUtc((to + 2 * hourMs) as UtcMs)}`
    const command = `aws cloudtrail list-public-keys ${span} --region ${quoted(region)} > ${quoted(`public-keys-${region}.json`)}`
    const why = `The public keys of ${region} that ${formatCounted(uris.length, 'digest')} ${uris.length === 1 ? 'names' : 'name'}.`
    return { command, why, objects: uris }
  })
}

function splitUri(uri: ObjectUri): { bucket: string; key: string; name: string } | null {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? []
  if (bucket === undefined || key === undefined) return null
  return { bucket, key, name: key.slice(key.lastIndexOf('/') + 1) }
}

/** For a POSIX shell. Names come from evidence, which whoever tampered with it may have chosen. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
