import type { In } from '../../src-shared/contract/index.ts'
import { everything } from '../../src-shared/filter/model.ts'
import { chosenFindings } from '../../src-shared/findings-files/chosen.ts'
import type { FindingsToTell } from '../../src-shared/findings-files/told.ts'
import type { Layer } from '../../src-shared/model/layer.ts'
import { isAsGraveAs } from '../../src-shared/model/severity.ts'
import { exportWords } from '../../src-shared/words/exporting.ts'
import { anomaliesAt } from '../analysis/anomalies/judge.ts'
import { exportFindings } from '../handover/export/export-findings.ts'
import type { Case } from './case.ts'
import { type ExportParts, pathsOfBoth, proofOf, redacted, redactedWords, sentences, written } from './exporting.ts'
import { done, type Ending, failed, type RunningJob } from './jobs.ts'
import type { CaseParts } from './room.ts'
import { sigmaRunOf } from './sigma.ts'
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
    const told = await toldOf(opened, query, loadRules)
    signal.throwIfAborted()
    return redacted(opened, query, signal, async (redactor) => {
      const { snapshot, summary, verdictViews } = opened
      const coverage = verdictViews.ingested.report === null ? null : verdictViews.coverage(everything)
      const source = { snapshot, summary, ...proofOf(opened), coverage, version, examinerLog, redactor }
      const asked = { placesOf: async (finding: FindingsToTell['findings'][number]) => placesOf(opened, finding) }
      const files = await exportFindings(source, query, told, asked, signal)
      job.report({ events: told.findings.length })
      return done(sentences(exportWords.written(...pathsOfBoth(files)), redactedWords(query)), files)
    })
  }
  return written(job, opened, query.file, write, layersOf(query))
}

const layersOf = ({ anomaliesAt }: In<'exportFindings'>): readonly Layer[] => [
  'verdicts',
  'findings',
  'incidents',
  ...(anomaliesAt === undefined ? [] : ['anomalies' as const]),
]

async function toldOf(
  opened: Case,
  { least = 'info', anomaliesAt: sensitivity }: In<'exportFindings'>,
  loadRules: CaseParts['loadRules'],
): Promise<FindingsToTell> {
  const { found, incidents, query, reader, snapshot, summary, layers } = opened
  const files = snapshot.lookups?.files ?? []
  return {
    ...chosenFindings(found, await loadRules(), sigmaRunOf(opened), least, files),
    incidents: incidents.filter(({ severity }) => isAsGraveAs(severity, least)),
    insights: await recordedInsights(query, reader),
    anomalies: sensitivity === undefined ? null : anomaliesAt(layers.value('anomalies')!, sensitivity),
    notRead: summary.notRead,
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
