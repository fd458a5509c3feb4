import { csvForms, csvText } from '../../../src-shared/base/csv.ts'
import { asMarkdown } from '../../../src-shared/findings-files/markdown.ts'
import { asJson, csvColumns, csvRows } from '../../../src-shared/findings-files/records.ts'
import { asSarif } from '../../../src-shared/findings-files/sarif.ts'
import type { FindingsCase, FindingsToTell } from '../../../src-shared/findings-files/told.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { type FindingsFileFormat, findingsFileWords } from '../../../src-shared/words/findings-files.ts'
import { byVerdictIn, caseFacts, enrichmentFacts, manifestHead, sourcesOf, trustFacts } from '../manifest-facts.ts'
import { writeWithManifest } from '../with-manifest.ts'
import { redactedManifest } from './redacted-manifest.ts'
import type { ResultSource } from './result-source.ts'

export interface FindingsQuery {
  readonly format: FindingsFileFormat
  readonly file: string
  readonly replaces?: boolean
}

/** Writes findings as the command line prints them, and a manifest beside them: see `writeWithManifest`. */
export function exportFindings(
  source: ResultSource,
  { format, file, replaces = false }: FindingsQuery,
  told: FindingsToTell,
  asked: FindingsCase,
  signal: AbortSignal,
): Promise<readonly [WrittenFile, WrittenFile]> {
  const { redactor } = source
  const redacted = <T>(value: T): T => (redactor === null ? value : redactor.value(value))
  const textIn: Readonly<Record<FindingsFileFormat, () => Promise<string>>> = {
    csv: async () => csvText([csvColumns, ...redacted(csvRows(told))], csvForms.result),
    json: async () => `${JSON.stringify(redacted(asJson(told)), null, 2)}\n`,
    // Names are changed before they are escaped.
    markdown: async () => asMarkdown(changed(told, redacted)),
    sarif: async () => `${JSON.stringify(redacted(await asSarif(told, asked)), null, 2)}\n`,
  }
  return writeWithManifest(
    file,
    {
      write: async (out) => out.write(await textIn[format]()),
      manifest: (written) => redactedManifest(redactor, findingsManifest(source, format, told, written)),
    },
    { replaces, signal },
  )
}

/** Told with other names. What groups and orders is a word of ours and stays, whoever is called so. */
const changed = (told: FindingsToTell, redacted: <T>(value: T) => T): FindingsToTell => ({
  ...redacted(told),
  findings: told.findings.map((finding) => {
    const { severity, block, rule } = finding
    return { ...redacted(finding), severity, block, rule }
  }),
  incidents: told.incidents.map((incident) => ({ ...redacted(incident), severity: incident.severity })),
})

function findingsManifest(
  { snapshot, summary, report, absences, coverage, version, examinerLog }: ResultSource,
  format: FindingsFileFormat,
  { findings, rules, silent, notRun, incidents, notTold, anomalies, sigma }: FindingsToTell,
  { file, bytes, sha256 }: WrittenFile,
): object {
  const sources = sourcesOf(snapshot, null)
  const { byVerdict, withoutVerdict } = byVerdictIn(sources)
  return {
    ...manifestHead(version),
    export: {
      file, format, findings: findings.length, incidents: incidents.length, anomalies: anomalies?.anomalies.length ?? null,
      bytes, sha256,
    },
    rules: {
      ran: rules.length, foundNothing: silent.length, notRun,
      sigma: sigma === null ? null : { folder: sigma.folder, ran: sigma.rules.length, refused: sigma.refused.length },
    },
    leavesOut: {
      findingsOfLowerSeverity: notTold,
      sentences: [
        ...(anomalies === null ? [findingsFileWords.noAnomalies] : []),
        ...(sigma === null ? [findingsFileWords.noSigma] : []),
      ],
    },
    case: caseFacts(summary),
    examinerLog,
    ...enrichmentFacts(snapshot),
    coverage: {
      caseEventsByVerdict: byVerdict,
      caseEventsWithoutVerdict: withoutVerdict,
      ...trustFacts(report, absences, coverage, summary.caseFile),
    },
    sources,
  } // biome-ignore format: data in rows
}
