import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import {
  type CellDigest,
  type CellLog,
  type LedgerCell,
  type LedgerRow,
  type LedgerState,
  ledgerStates,
} from '../../../src-shared/model/ledger.ts'
import { eventsOfLog, type FileEvents } from './events.ts'
import type { DeliveredLog, DigestWindow, RowEvidence } from './row.ts'

const mostLogs = 1_000

/** What the files of the case are called, and what they hold. */
export interface FileNames {
  /** Path below the opened folder. */
  nameOf(path: string): string | null
  eventsOf(path: string): FileEvents | undefined
}

/** Everything behind the state of one hour: digests whose windows touch it, log files delivered in it, keys. */
export function ledgerCell(
  { row, windows, logs }: RowEvidence,
  time: UtcMs,
  report: IntegrityReport,
  files: FileNames,
): LedgerCell {
  const hour = (Math.floor(time / hourMs) * hourMs) as UtcMs
  const until = hour + hourMs
  const touching = windows.filter(({ from, to }) => from < until && to > hour)
  const delivered = logs.filter((log) => log.hour === hour)
  const state = stateAt(row, hour)
  const digests = touching.flatMap((window) => describeDigest(window, report))
  const fingerprints = new Set(digests.map(({ fingerprint }) => fingerprint))
  return {
    hour,
    state,
    digests,
    logs: delivered.slice(0, mostLogs).flatMap((log) => describeLog(log, report, files)),
    logsTotal: delivered.length,
    keys: report.keys.filter(({ fingerprint }) => fingerprints.has(fingerprint)),
  }
}

export function stateAt({ from, runs }: LedgerRow, hour: UtcMs): LedgerState {
  let at: number = from
  if (hour < at) return 'no-evidence'
  for (let k = 0; k < runs.length; k += 2) {
    at += runs[k]! * hourMs
    if (hour < at) return ledgerStates[runs[k + 1]!]!
  }
  return 'no-evidence'
}

function describeDigest({ uri, file }: DigestWindow, report: IntegrityReport): CellDigest[] {
  const verdict = report.digests.get(uri)
  if (verdict === undefined) return []
  const digest = file?.digest ?? null
  return [
    {
      uri,
      path: file?.path ?? null,
      sha256: file?.sha256 ?? null,
      verdict,
      window: digest === null ? null : { from: digest.start, until: digest.end },
      fingerprint: digest?.fingerprint ?? null,
      logs: digest?.logs.length ?? 0,
    },
  ]
}

function describeLog(log: DeliveredLog, report: IntegrityReport, files: FileNames): CellLog[] {
  const { uri, file, delivered, statedSha256 } = log
  const verdict = report.logs.get(uri)
  if (verdict === undefined) return []
  const { events, span } = eventsOfLog(log, (path) => files.eventsOf(path))
  return [
    {
      uri,
      path: file?.path ?? null,
      name: file === null ? null : files.nameOf(file.path),
      verdict,
      delivered,
      statedSha256,
      sha256: file?.sha256 ?? null,
      events,
      eventSpan: span,
    },
  ]
}
