import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ExportColumn } from '../../../src-shared/contract/export-columns.ts'
import type { CaseSummary, ExportFormat, Sort } from '../../../src-shared/contract/index.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { describeWhere } from '../../../src-shared/filter/describe.ts'
import { type Filter, isFreeText } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { AbsenceCounts } from '../../../src-shared/model/explanation.ts'
import type { IntegrityReport, LogVerdict } from '../../../src-shared/model/integrity.ts'
import type { Coverage } from '../../../src-shared/model/ledger.ts'
import { isMadeOf } from '../../../src-shared/model/source.ts'
import { madeEventsSentence } from '../../../src-shared/words/copies.ts'
import { orderSentence } from '../../../src-shared/words/exports.ts'
import { notReadSentence } from '../../../src-shared/words/not-read.ts'
import { conclusionOf, trustWords } from '../../../src-shared/words/outcome.ts'
import { filterScope } from '../../../src-shared/words/searching.ts'
import { eventsPerFile } from '../../columns/file-events.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { ExportSource } from './export-source.ts'
import type { WrittenFile } from './with-manifest.ts'

export interface Written extends WrittenFile {
  readonly format: ExportFormat
  readonly columns: readonly ExportColumn[] | null
  readonly sort: Sort
  readonly events: number
}

/**
 * The manifest says what an export rests on: the filter, counts that balance, every source file with its hash and
 * verdict, the proven share of the time shown, and the hash of the export itself. All times are UTC.
 */
export function manifestOf(
  { query, conflicts, summary, report, absences, coverage, version }: ExportSource,
  filter: Filter,
  rows: Uint32Array | null,
  { file, bytes, sha256, format, columns, sort, events }: Written,
) {
  const sources = sourcesOf(query.snapshot, rows)
  const made = sources.reduce((sum, { recordsAreMade, events }) => sum + (recordsAreMade ? events : 0), 0)
  const { byVerdict, withoutVerdict } = byVerdictIn(sources)
  const texts = partsOf(filter)
    .filter(isFreeText)
    .map(({ text }) => text)
  return {
    ...manifestHead(version),
    export: { file, format, columns, order: { ...sort, sentence: orderSentence(sort) }, events, bytes, sha256 },
    filter: {
      text: formatFilter(filter),
      conditions: partsOf(filter).filter((part) => !isFreeText(part)).map((part) => describeWhere(part)),
      freeText: texts.length === 0 ? null : texts.join(' AND '),
      range: filter.range === null ? null : { from: textOf(filter.range.from), until: textOf(filter.range.until) },
      leavesOpen: filterScope(filter, summary.eventsWithoutTime - summary.timesConverted),
    },
    case: caseFacts(summary),
    conflictingCopies: {
      exported: named(conflicts.contained, query),
      leftOutThoughACopyMatches: named(conflicts.leftOut, query),
      rule: 'Of copies that differ in content, the best proven is exported: verified, unverified, uncovered, invalid.',
    },
    coverage: {
      exportedEventsByVerdict: byVerdict,
      exportedEventsWithoutVerdict: withoutVerdict,
      exportedEventsMade: { events: made, sentence: made === 0 ? null : madeEventsSentence(made) },
      ...trustFacts(report, absences, coverage),
    },
    sources,
  } // biome-ignore format: data in rows
}

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
})

/** What the files of the case prove; nulls where nothing was verified. */
export const trustFacts = (report: IntegrityReport | null, absences: AbsenceCounts, coverage: Coverage | null) => ({
  chains: report?.chains.map(({ account, region, trail, kind, verifiedSpans, gaps, holes }) => ({
    account, region, trail, kind, verifiedSpans, gaps, holes,
  })) ?? null,
  ledger: coverage === null ? null : ledgerShare(coverage),
  conclusion: report === null ? null : conclusionOf(report, absences),
  trustedKeys: report?.keys.map(({ fingerprint, trust, sources, proved, outOfTime }) => ({
    fingerprint, trust: trustWords[trust], sources, proved, provedOutOfTime: outOfTime?.total ?? 0,
  })) ?? null,
}) // biome-ignore format: data in rows

/** Every file that holds events, with their number; `rows`: only these events, null stands for all. */
export function sourcesOf(snapshot: Snapshot, rows: Uint32Array | null) {
  const perFile = eventsPerFile(snapshot, rows)
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

/** Their eventIDs, the first thousand by name. */
const named = (rows: readonly number[], query: ColumnQuery) => ({
  events: rows.length,
  eventIDs: rows.slice(0, 1000).map((row) => query.value('eventID', row)),
})

/** Null is an open end. */
const textOf = (end: UtcMs | null) => (end === null ? null : formatUtc(end))

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
