import { hourMs, parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Absence, AbsenceKind } from '../../../src-shared/model/explanation.ts'
import type { Chain, IntegrityReport, ObjectUri, Span } from '../../../src-shared/model/integrity.ts'
import type { Ledger, LedgerRow, LedgerRowName } from '../../../src-shared/model/ledger.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { DigestFile, Evidence } from '../evidence/evidence.ts'
import { chainName, chainNameAt, timeOf } from '../verdicts/chains.ts'
import { effectivePlace } from '../verdicts/digest-proofs.ts'
import type { Stretch } from '../verdicts/timeline.ts'
import { silencesOf } from './silences.ts'

/** An absence with what tells the trail that it concerns. */
export interface Concerned extends Absence {
  readonly homeRegion: string
  /** An organization's trail belongs to another account than the one it logs. */
  readonly isOrganization: boolean
  readonly bucket: string | null
  readonly key: string | null
  /** Older than all files of its account and Region. */
  readonly isOldest: boolean
}

/**
 * Everything that is missing or invalid: spans of time first, then digests and log files. Every answer about absences
 * lists or counts these, and nothing else.
 */
export function absencesOf(evidence: Evidence, report: IntegrityReport, ledger: Ledger): Concerned[] {
  const found = [...report.chains.flatMap(ofChain), ...silencesOf(ledger).map(ofSilence)]
  const places = new Map(evidence.digests.map((file) => [effectivePlace(file) ?? file.uri, file]))
  const files = new Map(evidence.digests.map((file) => [file.uri, file]))
  for (const [uri, verdict] of report.digests) {
    if (verdict.status === 'missing')
      found.push(ofDigest('digest-missing', uri, files.get(verdict.referencedBy[0]!)!, verdict.olderThanAllFiles))
    if (verdict.status === 'invalid') found.push(ofDigest('digest-invalid', uri, files.get(uri)!, false))
  }
  for (const [uri, verdict] of report.logs) {
    if (verdict.status === 'missing') found.push(ofLog('log-missing', uri, places.get(verdict.listedBy)!))
    if (verdict.status === 'invalid') found.push(ofLog('log-invalid', uri, places.get(verdict.listedBy)!))
  }
  return found.sort((a, b) => Number(a.uri !== null) - Number(b.uri !== null) || a.from - b.from)
}

/** An absence as answers give it, without what only its explanation needs. */
export const told = ({ kind, account, region, trail, from, until, row, uri }: Concerned): Absence => ({
  kind, account, region, trail, from, until, row, uri,
}) // biome-ignore format: fields in rows

function ofChain(chain: Chain): Concerned[] {
  const { gaps, unclear = [], holes } = chain
  const of = (kind: AbsenceKind, spans: readonly Span[]) =>
    spans.map((span): Concerned => {
      const from = parseIsoTime(span.from) ?? (0 as UtcMs)
      const { bucket } = splitUri(chain.newest)
      return ofTime(kind, chain, { from, to: parseIsoTime(span.to) ?? from }, bucket)
    })
  return [...of('gap', gaps), ...of('gap-or-hole', unclear), ...of('hole', holes)]
}

const ofSilence = ({ row, ...stretch }: Stretch & { readonly row: LedgerRow }): Concerned =>
  ofTime('silence', row, stretch, null)

function ofTime(kind: AbsenceKind, name: LedgerRowName, { from, to }: Stretch, bucket: string | null): Concerned {
  const { account, region, trail, homeRegion, base } = name
  const row = rowOf(name)
  const concerned = { homeRegion, ...organization(base), bucket, key: null, isOldest: false }
  return { kind, account, region, trail, from, until: to, row, uri: null, ...concerned }
}

/**
 * What its place says it is. Where its name says nothing, what `file` says: the digest itself, or one that names it as its
 * previous.
 */
function ofDigest(kind: AbsenceKind, uri: ObjectUri, file: DigestFile, isOldest: boolean): Concerned {
  const name = (file.uri === uri ? null : chainNameAt(uri)) ?? chainName(file)
  const { account, region, trail, homeRegion, base } = name
  const end = file.uri === uri ? timeOf(file) : (file.digest?.start ?? timeOf(file))
  const until = parseFileName(uri)?.time ?? end
  const from = (until - hourMs) as UtcMs
  const concerned = { ...organization(base), ...splitUri(uri), isOldest }
  return { kind, account, region, trail, from, until, row: rowOf(name), uri, homeRegion, ...concerned }
}

/** Its trail is that of the digest which lists it. */
function ofLog(kind: AbsenceKind, uri: ObjectUri, digest: DigestFile): Concerned {
  const parts = parseFileName(uri)
  const chain = chainName(digest)
  const delivered = parts?.time ?? timeOf(digest)
  return {
    kind,
    account: parts?.account ?? chain.account,
    region: parts?.region ?? chain.region,
    trail: chain.trail,
    homeRegion: chain.homeRegion,
    from: delivered,
    until: (delivered + 1) as UtcMs,
    row: rowOf(chain),
    uri,
    ...organization(chain.base),
    ...splitUri(uri),
    isOldest: false,
  }
}

const rowOf = ({ account, region, trail, homeRegion, kind, base }: LedgerRowName): LedgerRowName => ({
  account,
  region,
  trail,
  homeRegion,
  kind,
  base,
})

const organization = (base: string) => ({ isOrganization: /(^|\/)AWSLogs\/o-/.test(base) })

function splitUri(uri: ObjectUri): { bucket: string | null; key: string | null } {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? []
  return { bucket: bucket ?? null, key: key ?? null }
}
