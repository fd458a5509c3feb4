import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { In, ReportPreview } from '../../src-shared/contract/index.ts'
import type { LogHead } from '../../src-shared/model/examiner-log.ts'
import type { Layer } from '../../src-shared/model/layer.ts'
import { type Report, type ReportForm, sectionsOf } from '../../src-shared/model/report.ts'
import { exportWords } from '../../src-shared/words/exporting.ts'
import { reportWritten } from '../../src-shared/words/report/report.ts'
import type { ReportGround, ReportSteps } from '../handover/report/ground.ts'
import { incidentReportSteps } from '../handover/report/incident.ts'
import { certificateSteps } from '../handover/report/integrity.ts'
import { reportText, writeReportFile } from '../handover/report/write-report.ts'
import { inTurns } from '../runtime/in-turns.ts'
import type { Case } from './case.ts'
import { written } from './exporting.ts'
import { done, type Ending, failed, type RunningJob } from './jobs.ts'
import type { CaseParts } from './room.ts'
import { certificateGround, incidentGround } from './views/report-grounds.ts'

type ReportParts = Pick<CaseParts, 'version' | 'loadRules'> & { readonly examinerLog: LogHead | null }
type WritingParts = ReportParts & Pick<CaseParts, 'printPdf'> & { readonly whyNot: () => string | null }

/** What a report is made from. */
export function layersOf(form: ReportForm): readonly Layer[] {
  if (form.kind === 'integrity') return ['verdicts']
  const unusual: readonly Layer[] = sectionsOf(form).includes('anomalies') ? ['anomalies'] : []
  return ['verdicts', 'sessions', 'findings', 'incidents', ...unusual]
}

/** A report that was made, with what its manifest rests on. */
interface Made {
  readonly report: Report
  readonly ground: ReportGround
}

/** Makes the report, in turns with the other work of the thread. Throws the signal's reason once it is aborted. */
export async function makeReport(
  opened: Case,
  form: ReportForm,
  parts: ReportParts,
  signal: AbortSignal,
): Promise<Made> {
  const made = async <Ground extends ReportGround>(ground: Ground, steps: (of: Ground) => ReportSteps<Report>) => ({
    report: await inTurns(steps(ground), signal),
    ground,
  })
  return form.kind === 'integrity'
    ? made(await certificateGround(opened, form, parts, signal), certificateSteps)
    : made(await incidentGround(opened, form, parts, signal), incidentReportSteps)
}

/** Only the newest preview of a case is made to its end: a form is asked for again as it is typed. */
const previews = new WeakMap<Case, AbortController>()

/** The page that would be written now. */
export async function previewReport(
  opened: Case,
  form: ReportForm,
  parts: ReportParts,
): Promise<Result<ReportPreview, 'layer-missing' | 'busy'>> {
  previews.get(opened)?.abort()
  const abort = new AbortController()
  previews.set(opened, abort)
  const there = await opened.layers.whenThere(layersOf(form))
  if (!there.ok) return there
  try {
    const { report } = await makeReport(opened, form, parts, abort.signal)
    return ok({ html: await inTurns(reportText(report, 'html'), abort.signal), refused: report.refused })
  } catch (error) {
    if (abort.signal.aborted) return fail('busy', 'Another report was asked for.')
    throw error
  }
}

/** Waits for what the report is made from, makes it, prints it where it is to be a PDF, and writes it. */
export function writeReport(
  job: RunningJob,
  opened: Case,
  { form, format, file, replaces = false }: In<'writeReport'>,
  { whyNot, ...parts }: WritingParts,
): Promise<Ending> {
  const write = async (signal: AbortSignal): Promise<Ending> => {
    const { report, ground } = await makeReport(opened, form, parts, signal)
    const text = await inTurns(reportText(report, format === 'pdf' ? 'html' : format), signal)
    const bytes = format === 'pdf' ? await parts.printPdf(text, signal) : ok(Buffer.from(text))
    signal.throwIfAborted()
    if (!bytes.ok) return failed(exportWords.nothingWritten(bytes.message))
    const refused = whyNot()
    if (refused !== null) return failed(exportWords.nothingWritten(refused))
    const files = await writeReportFile(file, { report, format, bytes: bytes.value }, ground, { replaces, signal })
    return done([reportWritten(files[0].file, files[1].file), ...report.refused].join(' '), files)
  }
  return written(job, opened, file, write, layersOf(form))
}
