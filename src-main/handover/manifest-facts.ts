import { formatUtc } from '../../src-shared/base/time.ts'
import type { CaseSummary } from '../../src-shared/contract/index.ts'
import type { AbsenceCounts } from '../../src-shared/model/explanation.ts'
import type { IntegrityReport, LogVerdict } from '../../src-shared/model/integrity.ts'
import type { Coverage } from '../../src-shared/model/ledger.ts'
import { isMadeOf } from '../../src-shared/model/source.ts'
import { asSaved, checkSentence, savedEventsSentence } from '../../src-shared/words/case-file.ts'
import { notReadSentence } from '../../src-shared/words/not-read.ts'
import { conclusionOf, trustWords } from '../../src-shared/words/outcome.ts'
import { eventsPerFile } from '../columns/file-events.ts'
import type { Snapshot } from '../columns/snapshot.ts'

/** The facts that manifests of all kinds tell in the same way. */

/** How every manifest begins: `formats/own-export.ts` knows it by that. */
export const manifestHead = (version: string) => ({
  manifest: 'trailproof-export',
  manifestVersion: 1,
  producedBy: `Trailproof ${version}`,
  producedAt: new Date().toISOString(),
  zone: 'UTC',
})

export const caseFacts = (summary: CaseSummary) => ({
  paths: summary.paths,
  partial: summary.partial,
  partialReason: summary.partialReason,
  records: summary.records,
  events: summary.events,
  duplicates: summary.duplicates,
  unparsed: summary.unparsed,
  conflicting: summary.conflicting,
  balance: 'records = events + duplicates + unparsed',
  notRead: { sentence: notReadSentence(summary.notRead), ...summary.notRead },
  caseFile: summary.caseFile === undefined ? null : summary.caseFile.path,
  /** Null where the verdicts are of the sources as they were when the export was written. */
  verdictsAsSaved: checkSentence(summary.caseFile),
  /** Null where the events were read from the sources, or held against their records. */
  eventsAsSaved: checkSentence(summary.caseFile) ?? savedEventsSentence(summary.caseFile),
})

/** The user's files that columns of events were looked up in: with these, the same answer is had again. */
export const enrichmentFacts = ({ lookups }: Snapshot) =>
  lookups === undefined || lookups.files.length === 0
    ? {}
    : {
        enrichment: {
          note: 'Files of the user, and no evidence: they tell the columns country, city, asn, owner and accountName.',
          files: lookups.files.map(({ builtAt, ...file }) => ({
            ...file,
            builtAt: builtAt === null ? null : formatUtc(builtAt),
          })),
        },
      }

/** What the files of the case prove; nulls where nothing was verified. */
export const trustFacts = (
  report: IntegrityReport | null,
  absences: AbsenceCounts,
  coverage: Coverage | null,
  caseFile: CaseSummary['caseFile'],
) => ({
  chains: report?.chains.map(({ account, region, trail, kind, verifiedSpans, gaps, holes }) => ({
    account, region, trail, kind, verifiedSpans, gaps, holes,
  })) ?? null,
  ledger: coverage === null ? null : ledgerShare(coverage),
  conclusion: report === null ? null : asSaved(conclusionOf(report, absences), caseFile),
  trustedKeys: report?.keys.map(({ fingerprint, trust, sources, proved, outOfTime }) => ({
    fingerprint, trust: trustWords[trust], sources, proved, provedOutOfTime: outOfTime?.total ?? 0,
  })) ?? null,
}) // biome-ignore format: data in rows

/**
 * Every file that holds events, with their number; `rows`: only these events, null stands for all. `without`: how many of
 * them are left out, by number of the file.
 */
export function sourcesOf(snapshot: Snapshot, rows: Uint32Array | null, without?: ReadonlyMap<number, number>) {
  const perFile = eventsPerFile(snapshot, rows)
  for (const [file, events] of without ?? []) perFile[file]! -= events
  return snapshot.files.flatMap(({ path, member, name, encoding, uri, sha256, bytes, verdict }, number) => {
    const told = { path, member, name, uri, sha256, bytes, verdict, events: perFile[number]! }
    return told.events === 0 ? [] : [{ ...told, recordsAreMade: isMadeOf({ encoding }) }]
  })
}

/** Events by the verdict of the file that holds them. */
export function byVerdictIn(sources: ReturnType<typeof sourcesOf>) {
  const byVerdict: Partial<Record<LogVerdict['status'], number>> = {}
  let withoutVerdict = 0
  for (const { verdict, events } of sources) {
    if (verdict === null) withoutVerdict += events
    else byVerdict[verdict] = (byVerdict[verdict] ?? 0) + events
  }
  return { byVerdict, withoutVerdict }
}

/** By delivery time, in whole hours of every account, Region and trail; an event is delivered after it happened. */
const ledgerShare = ({ from, until, hours, provenHours, provenShare, unproven, unprovenTotal }: Coverage) => ({
  timeIs: 'delivery time, whole hours',
  from: formatUtc(from),
  until: formatUtc(until),
  hours,
  provenHours,
  provenShare,
  unproven: unproven.map((span) => ({ ...span, from: formatUtc(span.from), until: formatUtc(span.until) })),
  unprovenTotal,
})
