import { hourMs, parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Absence, AbsenceKind } from '../../../src-shared/model/explanation.ts'
import type { Chain, IntegrityReport, ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { LedgerRowName } from '../../../src-shared/model/ledger.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { DigestFile, Evidence } from '../evidence/evidence.ts'
import { chainName, chainNameAt, timeOf } from '../verdicts/chains.ts'
import { effectivePlace } from '../verdicts/digest-proofs.ts'

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

/** Everything that the report says is absent or altered: gaps, holes, digests, log files. */
export function absencesOf(evidence: Evidence, report: IntegrityReport): Concerned[] {
  const found: Concerned[] = []
  for (const chain of report.chains) {
    for (const kind of ['gap', 'hole'] as const)
      for (const span of kind === 'gap' ? chain.gaps : chain.holes) found.push(ofChain(chain, kind, span))
  }
  const files = new Map(evidence.digests.map((file) => [file.uri, file]))
  for (const [uri, verdict] of report.digests) {
    if (verdict.status === 'missing') found.push(...ofDigest(uri, 'digest-missing', null, verdict.olderThanAllFiles))
    if (verdict.status === 'invalid') found.push(...ofDigest(uri, 'digest-invalid', files.get(uri) ?? null, false))
  }
  const listing = new Map(evidence.digests.map((file) => [effectivePlace(file) ?? file.uri, file]))
  for (const [uri, verdict] of report.logs) {
    if (verdict.status === 'missing') found.push(ofLog(uri, 'log-missing', listing.get(verdict.listedBy)!))
    if (verdict.status === 'invalid') found.push(ofLog(uri, 'log-invalid', listing.get(verdict.listedBy)!))
  }
  return found.sort((a, b) => Number(a.uri !== null) - Number(b.uri !== null) || a.from - b.from)
}

function ofChain(chain: Chain, kind: AbsenceKind, span: { readonly from: string; readonly to: string }): Concerned {
  const { account, region, trail, homeRegion, base, newest } = chain
  const from = parseIsoTime(span.from) ?? (0 as UtcMs)
  const until = parseIsoTime(span.to) ?? from
  const { bucket } = splitUri(newest)
  return {
    kind,
    account,
    region,
    trail,
    from,
    until,
    row: rowOf(chain),
    uri: null,
    homeRegion,
    ...organization(base),
    bucket,
    key: null,
    isOldest: false,
  }
}

/** A digest that is there belongs where it is, or says that it is; of others their place tells. */
function ofDigest(uri: ObjectUri, kind: AbsenceKind, file: DigestFile | null, isOldest: boolean): Concerned[] {
  const name = file === null ? chainNameAt(uri) : chainName(file)
  const until = parseFileName(uri)?.time
  if (name === null || until === undefined) return []
  const { account, region, trail, homeRegion, base } = name
  const from = (until - hourMs) as UtcMs
  const concerned = { ...organization(base), ...splitUri(uri), isOldest }
  return [{ kind, account, region, trail, from, until, row: rowOf(name), uri, homeRegion, ...concerned }]
}

/** Its trail is that of the digest which lists it. */
function ofLog(uri: ObjectUri, kind: AbsenceKind, digest: DigestFile): Concerned {
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
