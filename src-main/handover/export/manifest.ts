import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ExportColumn } from '../../../src-shared/contract/export-columns.ts'
import type { ExportFormat, Sort } from '../../../src-shared/contract/index.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { describeWhere } from '../../../src-shared/filter/describe.ts'
import { type Filter, isFreeText } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { madeEventsSentence } from '../../../src-shared/words/copies.ts'
import { orderSentence } from '../../../src-shared/words/exports.ts'
import { filterScope } from '../../../src-shared/words/searching.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import { byVerdictIn, caseFacts, manifestHead, sourcesOf, trustFacts } from '../manifest-facts.ts'
import type { ExportSource } from './export-source.ts'

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
  { query, conflicts, summary, report, absences, coverage, version, examinerLog }: ExportSource,
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
    examinerLog,
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

/** Their eventIDs, the first thousand by name. */
const named = (rows: readonly number[], query: ColumnQuery) => ({
  events: rows.length,
  eventIDs: rows.slice(0, 1000).map((row) => query.value('eventID', row)),
})

/** Null is an open end. */
const textOf = (end: UtcMs | null) => (end === null ? null : formatUtc(end))
