import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import { type Ledger, ledgerStates } from '../../../src-shared/model/ledger.ts'
import { statusOfSigned } from '../../../src-shared/model/signed-results.ts'
import type { AskedRange, Verification } from '../../../src-shared/model/verification.ts'
import { conclusionOf, doubtWords, howToCompareKeys } from '../../../src-shared/words/outcome.ts'

/** What was verified, with what was asked. */
export interface Verified extends Verification {
  readonly paths: readonly string[]
  readonly range: AskedRange | undefined
}

/** The report as JSON; its schema is resources/verify-report.schema.json, and `version` changes with it. */
export function renderJson({ report, ledger, absences, fetches, notRead, paths, range }: Verified): string {
  const { digests, logs } = report.counts
  const counted = countAbsences(absences)
  const value = {
    format: 'trailproof-verify-report',
    version: 1,
    paths,
    range: range === undefined ? null : { from: textOf(range.from), to: textOf(range.to) },
    summary: {
      outcome: report.outcome,
      conclusion: conclusionOf(report, counted),
      digests: { total: sum(digests), ...digests, copies: report.counts.copies.digests },
      logs: { total: sum(logs), ...logs, copies: report.counts.copies.logs },
      otherFiles: report.counts.otherFiles,
      outside: report.outside,
      absences: counted,
    },
    digests: fromMap(report.digests),
    logs: fromMap(report.logs),
    chains: report.chains,
    findings: report.findings,
    doubts: report.doubts.map(({ code, objects }) => ({ code, sentence: doubtWords[code].sentence, objects })),
    absences: absences.map(({ row: _, from, until, ...absence }) => ({
      ...absence,
      from: formatUtc(from),
      to: formatUtc(until),
    })),
    coverage: coverageRuns(ledger),
    trustRoot: {
      keys: report.keys.map(({ validFrom, validUntil, provedIn, outOfTime, ...key }) => ({
        ...key,
        provedIn: provedIn.map(withTimes),
        validFrom: validFrom === null ? null : formatUtc(validFrom),
        validUntil: validUntil === null ? null : formatUtc(validUntil),
        outOfTime: outOfTime === null ? null : withTimes(outOfTime),
      })),
      howToCompare: howToCompareKeys,
    },
    results: report.results.map(({ files, ...result }) => ({
      ...result,
      files: files.map((file) => ({ ...file, status: statusOfSigned(result.signature, file) })),
    })),
    problems: report.problems.map(({ file, sentence, isUnread = false }) => ({ file, sentence, isUnread })),
    notRead: { files: notRead.files, first: notRead.first },
    fetch: fetches,
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Null is an open end. */
const textOf = (end: UtcMs | null) => (end === null ? null : formatUtc(end))

const withTimes = <T extends { readonly from: UtcMs; readonly until: UtcMs }>({ from, until, ...rest }: T) => ({
  ...rest,
  from: formatUtc(from),
  until: formatUtc(until),
})

/** Hours side by side with one state as one run: `from` is inside, `to` is where the next begins. */
function coverageRuns({ rows }: Ledger) {
  return rows.flatMap(({ account, region, trail, homeRegion, kind, base, from, runs }) => {
    let end: number = from
    return Array.from({ length: runs.length / 2 }, (_, run) => {
      const start = end
      end += runs[2 * run]! * hourMs
      const state = ledgerStates[runs[2 * run + 1]!]!
      const times = { from: formatUtc(start as UtcMs), to: formatUtc(end as UtcMs) }
      return { account, region, trail, homeRegion, kind, base, ...times, state }
    })
  })
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

/** Names come from evidence: `__proto__` among them must become a key like any other. */
function fromMap<T>(map: ReadonlyMap<ObjectUri, T>): Readonly<Record<ObjectUri, T>> {
  return Object.fromEntries(map)
}
