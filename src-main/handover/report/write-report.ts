import type { Report, ReportForm, ReportFormat } from '../../../src-shared/model/report.ts'
import { sectionsOf } from '../../../src-shared/model/report.ts'
import { caseFacts, manifestHead, trustFacts } from '../manifest-facts.ts'
import { writeWithManifest } from '../with-manifest.ts'
import type { ReportGround, ReportSteps } from './ground.ts'
import { htmlSteps } from './html.ts'
import { markdownSteps } from './markdown.ts'

/** The text of a report. A PDF is printed from its HTML, which the host does. */
export function* reportText(report: Report, format: Exclude<ReportFormat, 'pdf'>): ReportSteps<string> {
  return yield* format === 'html' ? htmlSteps(report) : markdownSteps(report)
}

/** A report as it is written. */
export interface MadeReport {
  readonly report: Report
  readonly format: ReportFormat
  readonly bytes: Uint8Array
}

/** Writes a report that was made, and a manifest beside it: see `writeWithManifest`. */
export const writeReportFile = (
  file: string,
  made: MadeReport,
  ground: ReportGround,
  options: { readonly replaces: boolean; readonly signal: AbortSignal },
) =>
  writeWithManifest(
    file,
    {
      write: async (out) => out.write(Buffer.from(made.bytes)),
      manifest: (written) => reportManifest(ground, made, written),
    },
    options,
  )

/**
 * The manifest says what the report was asked for, what it rests on, and the hash of every source file, of which the report
 * itself may name a part.
 */
export function reportManifest(
  { form, summary, report, absences, coverage, sources, version, examinerLog }: ReportGround,
  { report: { title, refused }, format }: MadeReport,
  { file, bytes, sha256 }: { readonly file: string; readonly bytes: number; readonly sha256: string },
) {
  return {
    ...manifestHead(version),
    export: { file, format, bytes, sha256 },
    report: { title, refused, ...asked(form) },
    examinerLog,
    case: caseFacts(summary),
    coverage: trustFacts(report, absences, coverage === null ? null : { ...coverage, unprovenEvents: 0 }, summary.caseFile),
    sources: sources.map(({ path, member, name, kind, uri, bytes: size, sha256: hash, status, events }) => ({
      path, member, name, kind, uri, bytes: size, sha256: hash, status, events,
    })),
  } // biome-ignore format: data in rows
}

const asked = (form: ReportForm) => {
  const { kind, examiner, organization, caseNumber, range, titles, incidents, findings, sensitivity, alarms, kept } = form
  return {
    kind, examiner, organization, caseNumber, range, sections: sectionsOf(form), titles,
    incidents, findings, bookmarks: kept.length,
    ...(kind === 'incident' ? { sensitivity, alarms } : {}),
  }
} // biome-ignore format: data in rows
