import { csvForms, csvText } from '../../../src-shared/base/csv.ts'
import { asJson, csvColumns, csvRow } from '../../../src-shared/findings-files/records.ts'
import { asSarif } from '../../../src-shared/findings-files/sarif.ts'
import type { FindingsCase, FindingsToTell } from '../../../src-shared/findings-files/told.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import type { FindingsFileFormat } from '../../../src-shared/words/findings-files.ts'
import { byVerdictIn, caseFacts, manifestHead, sourcesOf, trustFacts } from '../manifest-facts.ts'
import { writeWithManifest } from '../with-manifest.ts'
import { redactedManifest } from './manifest.ts'
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
): Promise<readonly [WrittenFile, WrittenFile]> {
  const { redactor } = source
  const redacted = <T>(value: T): T => (redactor === null ? value : redactor.value(value))
  const textIn: Readonly<Record<FindingsFileFormat, () => Promise<string>>> = {
    csv: async () =>
      csvText([csvColumns, ...told.findings.map((finding) => redacted(csvRow(finding)))], csvForms.result),
    json: async () => `${JSON.stringify(redacted(asJson(told)), null, 2)}\n`,
    sarif: async () => `${JSON.stringify(redacted(await asSarif(told, asked)), null, 2)}\n`,
  }
  return writeWithManifest(
    file,
    {
      write: async (out) => out.write(await textIn[format]()),
      manifest: (written) => redactedManifest(redactor, findingsManifest(source, format, told, written)),
    },
    { replaces },
  )
}

function findingsManifest(
  { snapshot, summary, report, absences, coverage, version, examinerLog }: ResultSource,
  format: FindingsFileFormat,
  { findings, rules, silent, incidents }: FindingsToTell,
  { file, bytes, sha256 }: WrittenFile,
): object {
  const sources = sourcesOf(snapshot, null)
  const { byVerdict, withoutVerdict } = byVerdictIn(sources)
  return {
    ...manifestHead(version),
    export: { file, format, findings: findings.length, incidents: incidents.length, bytes, sha256 },
    rules: { ran: rules.length, foundNothing: silent.length },
    case: caseFacts(summary),
    examinerLog,
    coverage: {
      caseEventsByVerdict: byVerdict,
      caseEventsWithoutVerdict: withoutVerdict,
      ...trustFacts(report, absences, coverage, summary.caseFile),
    },
    sources,
  }
}
