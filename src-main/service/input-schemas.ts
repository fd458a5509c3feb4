import { z } from 'zod'
import { eventMarks } from '../../src-shared/contract/event-mark.ts'
import { exportColumn } from '../../src-shared/contract/export-columns.ts'
import { groupOrders } from '../../src-shared/contract/group-order.ts'
import {
  type CallName,
  callNames,
  calls,
  type InputKind,
  type Inputs,
  logForms,
  type Takes,
} from '../../src-shared/contract/index.ts'
import { sessionOrders } from '../../src-shared/contract/session-order.ts'
import { filterColumns, hasFewValues } from '../../src-shared/filter/columns.ts'
import { queueForm, regionForm } from '../../src-shared/model/acquisition.ts'
import { decisions } from '../../src-shared/model/bookmark.ts'
import { fileKinds } from '../../src-shared/model/event.ts'
import type { Status } from '../../src-shared/model/integrity.ts'
import type { JobId } from '../../src-shared/model/job.ts'
import { reportFormats } from '../../src-shared/model/report.ts'
import { mostSensitive } from '../../src-shared/model/sensitivity.ts'
import { severities } from '../../src-shared/model/severity.ts'
import { sqlDialects } from '../../src-shared/sql/dialect.ts'
import { exportFormats, resultFormats } from '../../src-shared/words/export-formats.ts'
import { findingsFileFormats } from '../../src-shared/words/findings-files.ts'
import { alarmSettings } from './schemas/alarm-settings.ts'
import { bookmarked, eventRef, source, tags } from './schemas/bookmarked.ts'
import { caseView } from './schemas/case-view.ts'
import { columnOrPath, filter, recordPathSchema, sort } from './schemas/filter.ts'
import { parameterValues } from './schemas/parameter-values.ts'
import { daySpan, remotePlace } from './schemas/remote.ts'
import { reportForm } from './schemas/report.ts'
import { range, span, time } from './schemas/time.ts'

// zod would otherwise compile its checks with `new Function`, which a strict content policy forbids.
z.config({ jitless: true })

/** Bounds that people do not reach. Nothing that a window sends makes this process run out of memory. */
const longestPath = 32_767 // Windows' limit for an extended path; the longest there is
const text = z.string().max(10_000)
const region = z.string().regex(regionForm, 'takes Regions such as us-east-1')
const path = z
  .string()
  .min(1)
  .max(longestPath)
  .refine((value) => !value.includes('\0'), 'holds a NUL character')

const column = z.enum(filterColumns)
const mostChosenFiles = 100
const mostExportColumns = 1_000
const exportedColumn = text.transform((name, context) => {
  const found = exportColumn(name)
  if (found !== null) return found
  context.addIssue({ code: 'custom', message: 'is neither a column nor a path of a record' })
  return z.NEVER
})
const statuses = ['verified', 'moved', 'unverified', 'invalid', 'missing', 'uncovered'] as const satisfies Status[]

/** What each kind of value must be. A kind without a schema does not compile. */
const kinds: { readonly [K in keyof Inputs]: z.ZodType<Inputs[K]> } = {
  path,
  paths: z.array(path).min(1).max(1_000),
  text,
  flag: z.boolean(),
  time,
  range,
  span,
  filter,
  column: columnOrPath,
  stackedBy: z
    .union([column, recordPathSchema])
    .refine(hasFewValues, 'has another value in nearly every event: events are not counted by it over time')
    .optional(),
  columns: z.array(column).max(filterColumns.length),
  exportColumns: z.array(exportedColumn).max(mostExportColumns),
  sort,
  groupedBy: columnOrPath.refine(hasFewValues, 'has another value in nearly every event: each would be a group'),
  groupOrder: z.enum(groupOrders),
  eventMark: z.enum(eventMarks),
  recordPaths: z.array(recordPathSchema).min(1).max(20),
  sessionOrder: z.enum(sessionOrders),
  row: z.int().min(0),
  rows: z.array(z.int().min(0)).min(1).max(200),
  bookmarked,
  tags,
  decision: z.enum(decisions).optional(),
  keptLists: z
    .array(
      z.strictObject({
        isHere: z.boolean(),
        sources: z.array(source).max(10_000),
        refs: z.array(eventRef).max(10_000),
      }),
    )
    .max(10_000),
  knownCases: z.array(z.strictObject({ isHere: z.boolean(), sources: z.array(source).max(10_000) })).max(10_000),
  logHead: z.strictObject({ n: z.int().min(1), hash: source }),
  logForm: z.enum(logForms),
  bundleSigner: z.strictObject({ key: path, certificate: path.nullable(), password: text.nullable() }),
  examinerName: z.string().trim().max(200),
  offset: z.int().min(0),
  limit: z.int().min(1).max(1_000),
  buckets: z.int().min(1).max(10_000),
  sensitivity: z.int().min(0).max(mostSensitive),
  series: z.int().min(0),
  jobId: z
    .string()
    .min(1)
    .max(100)
    .transform((id) => id as JobId),
  fetchForm: z.strictObject({
    address: text,
    folder: path,
    from: time.nullable(),
    until: time.nullable(),
    accounts: z.array(z.string().regex(/^\d{12}$/, 'takes the 12 digits of an account')).max(1_000),
    regions: z.array(region).max(100),
    organizations: z.array(z.string().regex(/^o-[a-z0-9]{10,32}$/, 'takes the id of an organization')).max(100),
    versions: z.boolean(),
    profile: text.nullable(),
    endpoint: text.nullable(),
    bucketRegion: region.nullable(),
    requesterPays: z.boolean(),
    follow: z.boolean(),
    queue: z.string().regex(queueForm, 'takes the URL of a queue').max(2_000).nullable(),
    logFiles: z.array(z.string().min(1).max(1_024)).min(1).max(100_000).nullable(),
  }),
  fileKind: z.enum(fileKinds),
  objectKind: z.enum(['digests', 'logs']),
  status: z.enum(statuses),
  pickPurpose: z.enum(['open', 'files', 'export', 'open-case', 'save-case']),
  exportFormat: z.enum(exportFormats),
  reportForm,
  reportFormat: z.enum(reportFormats),
  resultFormat: z.enum(resultFormats),
  findingsFileFormat: z.enum(findingsFileFormats),
  leastSeverity: z.enum(severities).optional(),
  anomaliesAt: z.int().min(0).max(mostSensitive).optional(),
  replaces: z.boolean().optional(),
  redactionKey: path.optional(),
  onlyRows: z.array(z.int().min(0)).min(1).max(100_000).optional(),
  sql: z.string().max(1_000_000),
  alarmSettings,
  template: z.string().max(4_000_000),
  settingName: z.string().regex(/^trailproof-[a-z-]{1,40}$/, 'is no name of a setting'),
  settingText: z.string().max(4_000_000),
  workPart: z.string().regex(/^[a-z-]{1,40}$/, 'is no part of a case file'),
  caseView,
  workText: z.string().max(16_000_000),
  queryName: z.string().trim().min(1).max(100),
  parameterValues,
  dialect: z.enum(sqlDialects).optional(),
  sqlParameters: z.record(z.string().max(100), text).optional(),
  shown: filter.optional(),
  rowLimit: z.int().min(1).max(100_000),
  eventIDs: z.array(z.string().max(1_000)).max(100_000),
  fingerprints: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(10_000),
  chosenFiles: z.array(z.strictObject({ path, sha256: source.nullable() })).max(mostChosenFiles),
  enrichmentPaths: z.array(path).max(mostChosenFiles),
  trust: z.strictObject({ keyPaths: z.array(path).max(1_000), acceptsEvidence: z.boolean() }).optional(),
  queryId: z.string().min(1).max(100).optional(),
  remoteId: z.string().min(1).max(100),
  remotePlace,
  remoteDays: daySpan.nullable(),
}

function schemaOf(takes: Takes): z.ZodType {
  if (takes === null) return z.void()
  return z.strictObject(Object.fromEntries(Object.entries(takes).map(([field, kind]) => [field, schemaOfKind(kind)])))
}

const schemaOfKind = (kind: InputKind): z.ZodType =>
  kind in kinds ? kinds[kind as keyof Inputs] : kinds[kind.slice(0, -1) as keyof Inputs].nullable()

/** What each call accepts: the fields that it takes, no more and no fewer. */
export const inputSchemas = Object.fromEntries(
  callNames.map((name) => [name, schemaOf(calls[name].takes)]),
) as Readonly<Record<CallName, z.ZodType>>

/** The first complaint as a sentence that names the field: `conditions.0.operator: …`. */
export function describeInputError(call: CallName, error: z.ZodError): string {
  const issue = error.issues[0]
  const field = issue === undefined || issue.path.length === 0 ? 'its input' : issue.path.join('.')
  return `“${call}” was refused because of ${field}: ${issue?.message ?? 'not understood'}`
}
