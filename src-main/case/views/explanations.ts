import type { UtcMs } from '../../../src-shared/base/time.ts'
import { type Condition, type Filter, filterOf } from '../../../src-shared/filter/model.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { Explanations } from '../../../src-shared/model/explanation.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { FileEntry } from '../../columns/snapshot.ts'
import type { Concerned } from '../../integrity/absence/absences.ts'
import { type ChangeEvent, changes, restart } from '../../integrity/absence/changes.ts'
import { explain } from '../../integrity/absence/explain.ts'
import type { RecordReader } from '../../records/reader.ts'

const mostExplained = 1_000
/** Reading a record inflates its file: of more events than this, requests stay unread. */
const mostRead = 2_000

/** Everything missing or invalid, beside the events that explain it. */
export function explanations(
  absences: readonly Concerned[],
  query: ColumnQuery,
  reader: RecordReader,
  report: IntegrityReport | null,
): Explanations {
  if (absences.length === 0) return { explanations: [], total: 0, notLookedAt: 0 }
  const shown = absences.slice(0, mostExplained)
  const buckets = [...new Set(absences.flatMap(({ bucket }) => bucket ?? []))]
  const objects = new Set(shown.map(({ bucket, key }) => `arn:aws:s3:::${bucket}/${key}`))
  const onObjects = query.select(changesBy('s3.amazonaws.com', isOnObjects, buckets)) ?? noRows
  const named = onObjects.length <= mostRead ? onObjects : onObjects.filter(rowsThatName(query, objects))
  const rows = [
    ...(query.select(changesBy('cloudtrail.amazonaws.com', isAny, null)) ?? noRows),
    ...(query.select(changesBy('kms.amazonaws.com', isAny, null)) ?? noRows),
    ...(query.select(changesBy('s3.amazonaws.com', (name) => !isOnObjects(name), buckets)) ?? noRows),
    ...named,
  ]
  const readRequest = requestReader(query, reader)
  const events = rows.flatMap((row) => changeAt(query, row, report, readRequest))
  return {
    explanations: shown.map((absence) => explain(absence, events)),
    total: absences.length,
    notLookedAt: onObjects.length - named.length,
  }
}

const noRows = new Uint32Array(0)
const isAny = () => true
const isOnObjects = (name: string) => changes[name]?.target === 'object'

/** Calls that succeeded, without CloudTrail's own writing of log files. */
function changesBy(source: string, takes: (name: string) => boolean, buckets: readonly string[] | null): Filter {
  const names = Object.keys(changes).filter((name) => changes[name]!.source === source && takes(name))
  if (source === 'cloudtrail.amazonaws.com') names.push(restart)
  const conditions: Condition[] = [
    { column: 'eventName', operator: 'is', values: names },
    { column: 'eventSource', operator: 'is', values: [source] },
    { column: 'isError', operator: 'is', values: ['false'] },
    { column: 'invokedBy', operator: 'isNot', values: ['cloudtrail.amazonaws.com'] },
  ]
  if (buckets !== null) conditions.push({ column: 'bucketName', operator: 'is', values: buckets })
  return filterOf(conditions)
}

/** By the records' `resources`: nothing is read from files. */
function rowsThatName({ snapshot: { resources } }: ColumnQuery, arns: ReadonlySet<string>): (row: Row) => boolean {
  const { codes, dictionary } = resources.arn
  const wanted = dictionary.map((arn) => arns.has(arn))
  const rows = new Set<Row>()
  for (let k = 0; k < codes.length; k++) if (wanted[codes[k]!]) rows.add(resources.row[k]!)
  return (row) => rows.has(row)
}

type ReadRequest = (row: Row) => Readonly<Record<string, unknown>> | null

/** Each record is read once, and only when an explanation hangs on it. */
function requestReader({ snapshot: { locator } }: ColumnQuery, reader: RecordReader): ReadRequest {
  const known = new Map<Row, Readonly<Record<string, unknown>> | null>()
  return (row) => {
    const before = known.get(row)
    if (before !== undefined) return before
    if (known.size >= mostRead) return null
    const { text } = reader.read(locator.file[row]!, locator.offset[row]!, locator.length[row]!)
    const request = text === null ? null : requestOf(text)
    known.set(row, request)
    return request
  }
}

function requestOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record !== 'object' || record === null || !('requestParameters' in record)) return null
    const request = record.requestParameters
    return typeof request === 'object' && request !== null ? (request as Record<string, unknown>) : null
  } catch {
    // The extractor reads records that JSON.parse refuses; such a one explains nothing.
    return null
  }
}

/** Digests list no query results: what proves them is their sign file. */
function verdictOn({ uri, verdict }: FileEntry, report: IntegrityReport | null): ChangeEvent['verdict'] {
  const judged = uri === null ? undefined : report?.logs.get(uri)
  return judged?.status === 'uncovered' && judged.where === 'signed-query-result' ? judged.where : verdict
}

function changeAt(
  query: ColumnQuery,
  row: Row,
  report: IntegrityReport | null,
  readRequest: ReadRequest,
): ChangeEvent[] {
  const text = (column: Parameters<ColumnQuery['value']>[0]) => {
    const value = query.value(column, row)
    return value === null ? null : String(value)
  }
  const time = query.value('eventTime', row)
  if (time === null) return []
  const { snapshot } = query
  return [
    {
      row,
      eventID: text('eventID'),
      eventName: text('eventName') ?? '',
      time: time as UtcMs,
      actor: text('userIdentityArn') ?? text('invokedBy') ?? text('userName') ?? text('userIdentityType') ?? 'unknown',
      region: text('awsRegion'),
      account: text('recipientAccountId'),
      bucket: text('bucketName'),
      verdict: verdictOn(snapshot.files[snapshot.locator.file[row]!]!, report),
      request: () => readRequest(row),
    },
  ]
}
