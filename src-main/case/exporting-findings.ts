import type { In } from '../../src-shared/contract/index.ts'
import { everything } from '../../src-shared/filter/model.ts'
import type { FindingsToTell } from '../../src-shared/findings-files/told.ts'
import { byRun } from '../../src-shared/words/enrichment.ts'
import { exportWords } from '../../src-shared/words/exporting.ts'
import { gravestFirst, silentRules } from '../../src-shared/words/findings.ts'
import { exportFindings } from '../handover/export/export-findings.ts'
import type { Case } from './case.ts'
import { type ExportParts, pathsOfBoth, proofOf, redacted, redactedWords, sentences, written } from './exporting.ts'
import { done, type Ending, failed, type RunningJob } from './jobs.ts'
import type { CaseParts } from './room.ts'
import { recordedInsights } from './views/insights.ts'

/** Events of a finding that are named, in a format that names them. */
const mostPlaces = 20

/** Waits for the rules, and writes what they found. */
export function writeFindings(
  job: RunningJob,
  opened: Case,
  query: In<'exportFindings'>,
  { version, examinerLog, whyNot, loadRules }: ExportParts & Pick<CaseParts, 'loadRules'>,
): Promise<Ending> {
  const write = async (signal: AbortSignal): Promise<Ending> => {
    const refusal = whyNot()
    if (refusal !== null) return failed(exportWords.nothingWritten(refusal))
    const told = await toldOf(opened, loadRules)
    signal.throwIfAborted()
    return redacted(opened, query, signal, async (redactor) => {
      const { snapshot, summary, verdictViews } = opened
      const coverage = verdictViews.ingested.report === null ? null : verdictViews.coverage(everything)
      const source = { snapshot, summary, ...proofOf(opened), coverage, version, examinerLog, redactor }
      const files = await exportFindings(source, query, told, {
        placesOf: async (finding) => placesOf(opened, finding),
      })
      job.report({ events: told.findings.length })
      return done(sentences(exportWords.written(...pathsOfBoth(files)), redactedWords(query)), files)
    })
  }
  return written(job, opened, query.file, write, ['verdicts', 'findings', 'incidents'])
}

async function toldOf(opened: Case, loadRules: CaseParts['loadRules']): Promise<FindingsToTell> {
  const { found, incidents, query, reader, snapshot, summary } = opened
  const { ran: rules, notRun } = byRun(await loadRules(), snapshot.lookups?.files ?? [])
  return {
    findings: gravestFirst(found),
    incidents,
    insights: await recordedInsights(query, reader),
    anomalies: null,
    rules,
    silent: silentRules(rules, found),
    notRun,
    notTold: 0,
    notRead: summary.notRead,
    sigma: null,
  }
}

function placesOf({ query }: Case, { filter, events, hasFailed }: FindingsToTell['findings'][number]) {
  if (events === 0 || hasFailed === true) return []
  const sort = { column: 'eventTime', descending: false } as const
  const { lines } = query.page({ filter, sort, columns: ['sourceFile', 'eventID'], offset: 0, limit: mostPlaces })
  return lines.map(({ values: { sourceFile, eventID = null } }) => ({
    file: String(sourceFile),
    eventID: eventID === null ? null : String(eventID),
  }))
}
