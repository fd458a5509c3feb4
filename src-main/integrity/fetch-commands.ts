import { hourMs, parseIsoTime, type UtcMs } from '../../src-shared/base/time.ts'
import type { DigestVerdict, IntegrityReport, LogVerdict, ObjectUri } from '../../src-shared/model/integrity.ts'
import type { FetchCommand } from '../../src-shared/model/verification.ts'
import { fetchWords, getObject, headObject, s3Object, savePublicKeys } from '../../src-shared/words/commands.ts'
import { parseFileName } from '../formats/file-name.ts'
import type { Evidence } from './evidence/evidence.ts'

/**
 * The commands that fetch what could prove more, in this order: signatures of unsigned digests, public keys of their
 * Regions, missing files, and invalid files once more. Nothing here runs a command.
 */
export function fetchCommands(evidence: Evidence, report: IntegrityReport): FetchCommand[] {
  const unsigned: ObjectUri[] = []
  const withoutKey: ObjectUri[] = []
  const missing: ObjectUri[] = []
  const invalid: ObjectUri[] = []
  const keep = (uri: ObjectUri, { status }: LogVerdict | DigestVerdict) => {
    if (status === 'missing') missing.push(uri)
    if (status === 'invalid') invalid.push(uri)
  }
  for (const [uri, verdict] of report.digests) {
    keep(uri, verdict)
    if (verdict.status !== 'unverified') continue
    if (verdict.reasons.includes('no-signature')) unsigned.push(uri)
    if (verdict.reasons.includes('public-key-not-found')) withoutKey.push(uri)
  }
  for (const [uri, verdict] of report.logs) keep(uri, verdict)
  return [
    ...unsigned.flatMap(signatureOf),
    ...publicKeys(withoutKey, signingTimes(evidence)),
    ...missing.flatMap((uri) => objectAt(uri, fetchWords.file)),
    ...invalid.flatMap((uri) => objectAt(uri, fetchWords.invalid)),
  ]
}

function signatureOf(uri: ObjectUri): FetchCommand[] {
  const object = s3Object(uri)
  if (object === null) return []
  return [{ ...headObject(object), why: fetchWords.signature, objects: [uri] }]
}

function objectAt(uri: ObjectUri, why: string): FetchCommand[] {
  const object = s3Object(uri)
  if (object === null) return []
  return [{ ...getObject(object), why, objects: [uri] }]
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
function publicKeys(uris: readonly ObjectUri[], signedAt: ReadonlyMap<ObjectUri, UtcMs>): FetchCommand[] {
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
    const time = { from: (from - hourMs) as UtcMs, until: (to + 2 * hourMs) as UtcMs }
    return { ...savePublicKeys(region, time), why: fetchWords.keys(region, uris.length), objects: uris }
  })
}
