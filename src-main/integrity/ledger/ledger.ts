import { hourMs, parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type {
  Chain,
  DigestVerdict,
  IntegrityReport,
  LogVerdict,
  ObjectUri,
} from '../../../src-shared/model/integrity.ts'
import { isRow, type Ledger, type LedgerRowName, type LedgerState } from '../../../src-shared/model/ledger.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { ListedLog } from '../../formats/parse/digest.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { DigestFile, Evidence, LogFile } from '../evidence/evidence.ts'
import { chainKey, chainName, chainNameAt } from '../verdicts/chains.ts'
import { isMoved } from '../verdicts/judge-digests.ts'
import { longestUnproven, type Stretch } from '../verdicts/timeline.ts'
import { type DigestState, RowBuilder, type RowEvidence, type RowLog } from './row.ts'

/** A ledger and what its cells rest on, row by row in the same order. */
export interface BuiltLedger {
  readonly ledger: Ledger
  readonly rows: readonly RowEvidence[]
}

const noCopies: readonly LogFile[] = []

/**
 * What is known of every hour of delivery, by account, Region and trail.
 *
 * Windows of digests do not begin on the hour. A window says something about every hour it touches, and the worst that
 * is said of an hour is its state; an hour of which a part is covered by nothing is no better than `no-evidence`. So
 * an hour is proven only when all of it lies in windows of proven digests, and the first and the last hour of a chain
 * mostly are not. What happened to a log file is said of the hour of its delivery, which its name tells, or of its
 * digest's whole window where the name lies outside of it (backfill digests) or tells nothing.
 */
export function ledger(evidence: Evidence, report: IntegrityReport): BuiltLedger {
  const builder = new LedgerBuilder(evidence, report)
  for (const chain of report.chains) builder.addChain(chain)
  for (const file of evidence.digests) if (!file.isCopy) builder.addDigest(file)
  for (const [uri, verdict] of report.digests) if (verdict.status === 'missing') builder.addMissing(uri)
  for (const file of evidence.logs) builder.addUncovered(file)
  return builder.build()
}

class LedgerBuilder {
  readonly #rows = new Map<string, RowBuilder>()
  #latest: RowBuilder | null = null
  readonly #logs: ReadonlyMap<ObjectUri, LogFile>
  readonly #copies: ReadonlyMap<ObjectUri | null, readonly LogFile[]>
  readonly #report: IntegrityReport
  /** Rows by account and Region, for log files that name no trail. */
  readonly #byRegion = new Map<string, { readonly row: RowBuilder; readonly prefix: string }[]>()

  constructor({ logs }: Evidence, report: IntegrityReport) {
    this.#logs = new Map(logs.map((file) => [file.uri, file]))
    this.#copies = groupBy(
      logs.filter(({ isCopy }) => isCopy),
      ({ place }) => place,
    )
    this.#report = report
  }

  addChain(chain: Chain): void {
    const row = this.#row(chain)
    for (const span of chain.gaps) row.paint(stretchOf(span), 'gap')
    for (const span of chain.unclear ?? []) row.paint(stretchOf(span), 'gap-or-hole')
    for (const span of chain.holes) row.paint(stretchOf(span), 'digest-missing')
    if (chain.kind === 'backfill') return
    const bucket = /^s3:\/\/[^/]*\//.exec(chain.newest)?.[0] ?? ''
    const region = `${chain.account} ${chain.region}`
    const known = this.#byRegion.get(region) ?? []
    this.#byRegion.set(region, [...known, { row, prefix: `${bucket}${chain.base}/` }])
  }

  addDigest(file: DigestFile): void {
    const verdict = this.#report.digests.get(file.uri)
    if (verdict === undefined) return
    const row = this.#row(chainName(file))
    const window = windowOf(file, verdict)
    if (window === null) {
      if (file.named !== null && !isMoved(file))
        row.absent({ from: (file.named.time - hourMs) as UtcMs, to: file.named.time }, file.uri)
      return
    }
    row.window(window, file, stateOfDigest(verdict))
    for (const listed of file.digest?.logs ?? []) this.#addListed(row, file, window, listed)
  }

  /** Nothing but its name tells its window, which is an hour long (user guide, "CloudTrail digest file structure"). */
  addMissing(uri: ObjectUri): void {
    const name = chainNameAt(uri)
    const time = parseFileName(uri)?.time
    if (name !== null && time !== undefined) this.#row(name).absent({ from: (time - hourMs) as UtcMs, to: time }, uri)
  }

  addUncovered(file: LogFile): void {
    const verdict = this.#report.logs.get(file.uri)
    if (verdict?.status !== 'uncovered') return
    const rows = this.#rowsOfPlace(file)
    const delivered = file.named?.time ?? null
    for (const row of rows) {
      row.log({ uri: file.uri, file, copies: [], delivered, listedBy: null, statedSha256: null }, delivered)
      if (delivered !== null) row.paintHour(delivered, 'log-uncovered')
    }
  }

  #addListed(row: RowBuilder, digest: DigestFile, window: Stretch, { place, hash }: ListedLog): void {
    const verdict = this.#report.logs.get(place)
    if (verdict === undefined) return
    const file = this.#logs.get(place) ?? null
    const delivered = (file === null ? parseFileName(place) : file.named)?.time ?? null
    const isInside = delivered !== null && delivered >= window.from && delivered <= window.to
    const copies = this.#copies.get(place) ?? noCopies
    const log: RowLog = { uri: place, file, copies, delivered, listedBy: digest, statedSha256: hash }
    row.log(log, isInside ? delivered : window.from)
    const state = stateOfLog(verdict, isAsStated(log))
    if (isInside) row.paintHour(delivered, state)
    else row.paint(window, state)
  }

  /** Of several trails that deliver to one place none is known to be the one that delivered it: all are. */
  #rowsOfPlace({ uri, named }: LogFile): readonly RowBuilder[] {
    const inRegion = this.#byRegion.get(`${named?.account} ${named?.region}`) ?? []
    const fitting = inRegion.filter(({ prefix }) => !uri.startsWith('s3://') || uri.startsWith(prefix))
    if (fitting.length > 0) return fitting.map(({ row }) => row)
    const base = /^s3:\/\/[^/]*\/(.*)\/CloudTrail[^/]*\//.exec(uri)?.[1] ?? ''
    const { account = '', region = '' } = named ?? {}
    return [this.#row({ account, region, trail: '', homeRegion: '', kind: 'none', base })]
  }

  /** Digests come chain by chain, so that mostly it is the row of the one before. */
  #row(name: LedgerRowName): RowBuilder {
    if (this.#latest !== null && isRow(this.#latest.name, name)) return this.#latest
    const key = chainKey(name)
    const row = this.#rows.get(key) ?? new RowBuilder(name)
    this.#rows.set(key, row)
    this.#latest = row
    return row
  }

  build(): BuiltLedger {
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row.build())
    return { ledger: ledgerOf(rows), rows }
  }
}

export function ledgerOf(rows: readonly RowEvidence[]): Ledger {
  let from = Number.POSITIVE_INFINITY
  let until = Number.NEGATIVE_INFINITY
  for (const { row, hours } of rows) {
    if (hours === 0) continue
    from = Math.min(from, row.from)
    until = Math.max(until, row.from + hours * hourMs)
  }
  const isEmpty = from > until
  return {
    from: (isEmpty ? 0 : from) as UtcMs,
    until: (isEmpty ? 0 : until) as UtcMs,
    rows: rows.map(({ row }) => row),
  }
}

/** The time a digest speaks of; null where nothing credible tells. As in timeline.ts: forged windows may not be long. */
function windowOf(file: DigestFile, verdict: DigestVerdict): Stretch | null {
  const { digest, named } = file
  if (digest === null) return null
  const { start: from, end: to } = digest
  const isProven = 'proof' in verdict && verdict.proof !== undefined
  if (isProven) return { from, to }
  if (isMoved(file)) return null
  return named === null || (named.time === to && to - from <= longestUnproven) ? { from, to } : null
}

function stateOfDigest(verdict: DigestVerdict): DigestState {
  if (isSound(verdict)) return 'proven-empty'
  return verdict.status === 'invalid' ? 'digest-invalid' : 'digest-unproven'
}

export const isSound = ({ status }: DigestVerdict): boolean => status === 'verified' || status === 'moved'

/** What a log file that a digest lists makes of its hour; null where no digest lists it. */
export function stateOfListed(log: RowLog, { logs }: IntegrityReport): LedgerState | null {
  const verdict = log.listedBy === null ? undefined : logs.get(log.uri)
  return verdict === undefined ? null : stateOfLog(verdict, isAsStated(log))
}

const isAsStated = ({ file, statedSha256 }: RowLog): boolean => statedSha256 !== null && statedSha256 === file?.sha256

function stateOfLog(verdict: LogVerdict, isAsStated: boolean): LedgerState {
  switch (verdict.status) {
    case 'verified':
      // Where proven digests state several hashes for one place, the file is as only one of them says.
      return isAsStated ? 'proven-complete' : 'log-invalid'
    case 'invalid':
      return 'log-invalid'
    case 'missing':
      return 'log-missing'
    case 'unverified':
      return verdict.hashMatches === null ? 'log-missing' : 'digest-unproven'
    case 'uncovered':
      return 'log-uncovered'
  }
}

function stretchOf({ from, to }: { readonly from: string; readonly to: string }): Stretch {
  const [start, end] = [parseIsoTime(from), parseIsoTime(to)]
  if (start === null || end === null) throw new Error(`A span of the report has no time: ${from} to ${to}`)
  return { from: start, to: end }
}
