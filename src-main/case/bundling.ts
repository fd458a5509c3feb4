import { readFileSync } from 'node:fs'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Inputs } from '../../src-shared/contract/index.ts'
import type { LogHead } from '../../src-shared/model/examiner-log.ts'
import { emptyForm, type ReportForm } from '../../src-shared/model/report.ts'
import { bundleWords, unreadableFile } from '../../src-shared/words/bundles.ts'
import { exportWords } from '../../src-shared/words/exporting.ts'
import type { BundleQuery } from '../handover/bundle/bundle-source.ts'
import type { Identity } from '../handover/bundle/cms.ts'
import { readIdentity } from '../handover/bundle/identity.ts'
import { writeBundle } from '../handover/bundle/write-bundle.ts'
import { reportText } from '../handover/report/write-report.ts'
import { linksOfFiles } from '../integrity/event-proof/event-proof.ts'
import { inTurns } from '../runtime/in-turns.ts'
import type { Case } from './case.ts'
import { conflictsOf, type ExportParts, proofOf, sentences, whyUnread, written } from './exporting.ts'
import { done, type Ending, failed, type RunningJob } from './jobs.ts'
import { layersOf, makeReport } from './reporting.ts'
import type { CaseParts } from './room.ts'

interface BundleParts extends ExportParts, Pick<CaseParts, 'loadRules'> {
  readonly identity: Identity | null
  /** Null: no incident report lies in the bundle. */
  readonly incident: ReportForm | null
  /** Of the open case; null where none is kept. */
  readonly examinerLogFile: string | null
}

/** Waits for what the filter looks for in records, for verdicts, and for what an incident report is made from. */
export function writeSigned(
  job: RunningJob,
  opened: Case,
  query: BundleQuery,
  { version, examinerLog, whyNot, identity, incident, examinerLogFile, loadRules }: BundleParts,
): Promise<Ending> {
  const write = async (signal: AbortSignal): Promise<Ending> => {
    const unread = await whyUnread(opened, query, signal)
    if (unread !== null) return failed(exportWords.nothingWritten(unread))
    const { query: columns, reader, summary, verdictViews } = opened
    const { evidence, report } = verdictViews.ingested
    if (report === null) return failed(exportWords.nothingWritten(bundleWords.notVerified))
    const conflicts = conflictsOf(opened, query)
    const coverage = verdictViews.coverage(query.filter)
    const log = opened.file?.log ?? linesOf(examinerLogFile)
    const examinerLogText = examinerLog === null ? null : logText(log, examinerLog)
    const reportOf = async (form: ReportForm): Promise<string> => {
      const { report } = await makeReport(opened, form, { version, loadRules, examinerLog }, signal)
      refusedInReports.push(...report.refused)
      return inTurns(reportText(report, 'html'), signal)
    }
    const refusedInReports: string[] = []
    const certificate = await reportOf(emptyForm('integrity'))
    const incidentReport = incident === null ? null : await reportOf({ ...incident, kind: 'incident' })
    const refused = whyNot()
    if (refused !== null) return failed(exportWords.nothingWritten(refused))
    const { records, unproven, ...bundle } = await writeBundle(
      {
        ...{ query: columns, reader, conflicts, summary, ...proofOf(opened), coverage, version, examinerLog },
        ...{
          linksOf: linksOfFiles(evidence, report),
          keys: evidence.keys,
          certificate,
          incidentReport,
          examinerLogText,
          identity,
        },
      },
      query,
      signal,
      (step, of) => job.report({ filesDone: step, filesTotal: of }),
    )
    job.report({ events: records })
    return done(sentences(bundleWords.written(query.file, records, unproven), ...refusedInReports), [bundle])
  }
  return written(
    job,
    opened,
    query.file,
    write,
    layersOf(incident === null ? emptyForm('integrity') : { ...incident, kind: 'incident' }),
  )
}

/** None where the file cannot be read. */
function linesOf(file: string | null): readonly string[] {
  try {
    return file === null ? [] : readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

/** As far as the head: another program may have appended since. Null where there is no such line. */
function logText(lines: readonly string[], { hash }: LogHead): string | null {
  const end = lines.findIndex((line) => line.includes(`"hash":"${hash}"`))
  return end === -1
    ? null
    : lines
        .slice(0, end + 1)
        .map((line) => `${line}\n`)
        .join('')
}

/** Who signs; the certificate must be valid now. */
export function identityOf({ key, certificate, password }: Inputs['bundleSigner']): Result<Identity> {
  const read = (file: string): Result<Buffer> => {
    try {
      return ok(readFileSync(file))
    } catch (error) {
      return fail('unreadable', unreadableFile(file, error instanceof Error ? error.message : String(error)))
    }
  }
  const keyBytes = read(key)
  if (!keyBytes.ok) return keyBytes
  const certificateBytes = certificate === null ? ok(null) : read(certificate)
  if (!certificateBytes.ok) return certificateBytes
  return readIdentity({ key: keyBytes.value, certificate: certificateBytes.value, password }, new Date())
}
