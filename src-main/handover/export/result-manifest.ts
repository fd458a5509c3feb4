import { everything } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { namedEventsSentence, namesNoEvents } from '../../../src-shared/words/sql.ts'
import { namedEvents } from '../../columns/named-events.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import { byVerdictIn, caseFacts, enrichmentFacts, manifestHead, sourcesOf, trustFacts } from '../manifest-facts.ts'
import { mostNamedEvents, type ResultQuery, type ResultSource, type WrittenResult } from './result-source.ts'

/**
 * The manifest of a query's result says what was asked, how it was answered, and what the case that it was asked of
 * proves. A query may rest on events that its rows do not name, so verdicts are told of the events that they do name and
 * of the whole case, and of nothing between.
 */
export function resultManifest(
  { snapshot, summary, report, absences, coverage, version, examinerLog }: ResultSource,
  { sql, dialect, parameters, shown, format }: ResultQuery,
  { file, bytes, sha256 }: WrittenFile,
  { engine, notes, columns, rows, eventIDs }: WrittenResult,
) {
  const sources = sourcesOf(snapshot, null)
  const { byVerdict, withoutVerdict } = byVerdictIn(sources)
  return {
    ...manifestHead(version),
    export: {
      file, format, columns, rows, bytes, sha256,
      formulas: format === 'csv' ? 'Texts that a spreadsheet would run as formulas have an apostrophe before them.' : null,
    },
    query: { sql, dialect: dialect ?? 'sqlite', parameters: parameters ?? {}, engine, notes, shown: formatFilter(shown ?? everything) },
    case: caseFacts(summary),
    examinerLog,
    ...enrichmentFacts(snapshot),
    coverage: {
      ...namedBy(snapshot, eventIDs),
      caseEventsByVerdict: byVerdict,
      caseEventsWithoutVerdict: withoutVerdict,
      ...trustFacts(report, absences, coverage, summary.caseFile),
    },
    sources,
  } // biome-ignore format: data in rows
}

function namedBy(snapshot: Snapshot, eventIDs: WrittenResult['eventIDs']) {
  if (eventIDs === 'no column') return { eventsNamedByRows: null, sentence: namesNoEvents.noColumn }
  if (eventIDs === 'too many') return { eventsNamedByRows: null, sentence: namesNoEvents.tooMany(mostNamedEvents) }
  const named = namedEvents(snapshot, eventIDs)
  return { eventsNamedByRows: named, sentence: namedEventsSentence(named) }
}
