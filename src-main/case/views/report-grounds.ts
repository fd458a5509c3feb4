import type { TimeRange, UtcMs } from '../../../src-shared/base/time.ts'
import type { Rule } from '../../../src-shared/contract/findings.ts'
import type { ColumnName } from '../../../src-shared/model/columns.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { type ReportForm, sectionsOf } from '../../../src-shared/model/report.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../src-shared/what/summary.ts'
import { eventNotInCase } from '../../../src-shared/words/bookmarks.ts'
import { anomaliesAt } from '../../analysis/anomalies/judge.ts'
import { rowsOf } from '../../columns/event-ref.ts'
import type {
  CertificateGround,
  IncidentGround,
  KeptEvent,
  ReportGround,
  ToldEvent,
  WrittenCall,
} from '../../handover/report/ground.ts'
import { resourcesOf, writesAmong } from '../../handover/report/resources.ts'
import type { Ingested } from '../../ingest/ingest.ts'
import { absencesOf, type Concerned } from '../../integrity/absence/absences.ts'
import { ledger as ledgerOf } from '../../integrity/ledger/ledger.ts'
import { coverageOf } from '../../integrity/ledger/proven-share.ts'
import { withConfirmed } from '../../integrity/verdicts/outcome.ts'
import { verifySteps } from '../../integrity/verdicts/verify.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Case } from '../case.ts'
import { toldAlarms } from './alarm-periods.ts'
import { eventCopies, recordPlaces } from './event-detail.ts'
import { explanations } from './explanations.ts'
import { SessionViews } from './session-views.ts'

interface GroundParts {
  readonly version: string
  readonly examinerLog: LogHead | null
}

/** What every report of the case rests on. */
export function reportGround(opened: Case, form: ReportForm, { version, examinerLog }: GroundParts): ReportGround {
  const { summary, verdictViews } = opened
  const { report, sources, begunAt } = verdictViews.ingested
  return {
    form,
    summary,
    report,
    absences: countAbsences(verdictViews.absences()),
    coverage: report === null ? null : coverageOf(verdictViews.ledger(null), null),
    sources,
    readAt: begunAt as UtcMs,
    madeAt: Date.now() as UtcMs,
    version,
    examinerLog,
  }
}

/**
 * What a certificate rests on. Of a range, files and absences are those that `trailproof verify` tells of it; hours are
 * those of the case that it touches.
 */
export async function certificateGround(
  opened: Case,
  form: ReportForm,
  parts: GroundParts,
  signal: AbortSignal,
): Promise<CertificateGround> {
  const { verdictViews, query, reader } = opened
  const ledger = verdictViews.ledger(null)
  const whole = reportGround(opened, form, parts)
  const { range } = form
  const told =
    range === null || whole.report === null
      ? { report: whole.report, absences: verdictViews.absences() }
      : await reportOn(verdictViews.ingested, whole.report, range, signal)
  return {
    ...whole,
    ...told,
    absences: countAbsences(told.absences),
    coverage: told.report === null ? null : coverageOf(ledger, range),
    ledger,
    explanations: explanations(told.absences, query, reader, whole.report),
  }
}

/** Verdicts of a range, by the keys that vouch for the case. `until` is not inside, as an end of `verify` is. */
async function reportOn(
  { evidence }: Ingested,
  { keys }: IntegrityReport,
  { from, until }: TimeRange,
  signal: AbortSignal,
): Promise<{ readonly report: IntegrityReport; readonly absences: readonly Concerned[] }> {
  const asked = { ...evidence, range: { from, to: until === null ? null : ((until - 1) as UtcMs) } }
  const confirmed = keys.filter(({ trust }) => trust === 'confirmed').map(({ fingerprint }) => fingerprint)
  const report = withConfirmed(await inTurns(verifySteps(asked), signal), new Set(confirmed))
  return { report, absences: absencesOf(asked, report, ledgerOf(asked, report).ledger) }
}

/** What an incident report rests on. Bookmarks are those of the form, found again by what they name. */
export async function incidentGround(
  opened: Case,
  form: ReportForm,
  parts: GroundParts & { readonly loadRules: () => Promise<readonly Rule[]> },
  signal: AbortSignal,
): Promise<IncidentGround> {
  const rules = await parts.loadRules()
  signal.throwIfAborted()
  const told = sectionsOf(form)
  const anomalies = told.includes('anomalies') ? anomaliesAt(opened.layers.value('anomalies')!, form.sensitivity) : null
  const alarms = told.includes('alarms') ? await toldAlarms(opened, form, signal) : null
  const { snapshot, query, found } = opened
  const sessions = new SessionViews(snapshot)
  return {
    ...reportGround(opened, form, parts),
    incidents: opened.incidents,
    findings: found,
    rules,
    anomalies,
    alarms,
    kept: keptEvents(opened, form),
    eventOf: (row) => toldEvent(opened, row),
    chainOf: (session) => sessions.chain(session),
    writesOf: (filter) => writesAmong(snapshot, query.select(filter) ?? Uint32Array.from(snapshot.locator.file.keys())),
    writtenBy: (row) => writtenBy(opened, row),
  }
}

function writtenBy({ snapshot, query, reader }: Case, row: Row): WrittenCall {
  const { file, offset, length } = snapshot.locator
  const { text, problem } = reader.read(file[row]!, offset[row]!, length[row]!)
  const account = query.value('recipientAccountId', row)
  return {
    account: account === null ? '' : String(account),
    resources: resourcesOf(snapshot, row, text === null ? null : parseRecord(text)),
    problem,
  }
}

function keptEvents({ snapshot }: Case, { kept }: ReportForm): readonly KeptEvent[] {
  const noted = kept.flatMap(({ of, note, tags = [] }) => (of.kind === 'event' ? [{ ref: of.ref, note, tags }] : []))
  const rows = rowsOf(snapshot, noted.map(({ ref }) => ref)) // biome-ignore format: a list
  return noted
    .map(({ ref, ...said }, at): KeptEvent => ({ row: rows[at]!, name: eventNotInCase(ref), ...said }))
    .toSorted((a, b) => (a.row ?? Number.MAX_SAFE_INTEGER) - (b.row ?? Number.MAX_SAFE_INTEGER))
}

/** Rows are in order of time. The record is read again from its file. */
function toldEvent({ snapshot, query, reader, verdictViews }: Case, row: Row): ToldEvent {
  const value = (column: ColumnName | 'actor') => {
    const found = query.value(column, row)
    return found === null ? null : String(found)
  }
  const { report } = verdictViews.ingested
  const { copies } = eventCopies(snapshot, reader, (log) => report?.logs.get(log) ?? null, { row, offset: 0, limit: 1 })
  const [copy] = copies
  if (copy === undefined) throw new Error(`Event ${row} lies nowhere`)
  const record = copy.text === null || copy.isCut ? null : parseRecord(copy.text)
  const places = recordPlaces(snapshot, row).map(({ file, ...place }) => ({
    ...place,
    path: sourceText(snapshot.files[file]!),
  }))
  const error = [value('errorCode'), value('errorMessage')].filter((each) => each !== null).join(': ')
  return {
    eventID: value('eventID'),
    time: query.value('eventTime', row) as UtcMs | null,
    eventName: value('eventName') ?? '',
    eventSource: value('eventSource') ?? '',
    actor: value('userIdentityArn') ?? value('actor'),
    address: value('sourceIPAddress'),
    account: value('recipientAccountId'),
    region: value('awsRegion'),
    error,
    summary: record === null ? null : summaryOf(record),
    file: copy.file,
    sha256: copy.fileSha256,
    index: copy.index,
    offset: copy.offset,
    length: copy.length,
    isMade: copy.isMade,
    text: copy.text,
    problem: copy.problem,
    proof: verdictViews.proof(row, places, { offset: 0, limit: 1 }),
  }
}
