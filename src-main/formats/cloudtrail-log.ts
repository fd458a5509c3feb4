import type { FileKind } from '../../src-shared/model/event.ts'
import { type KeyKind, parseFileName } from './file-name.ts'
import type { Format, RecordFormat } from './format.ts'
import { type Head, isRecord, type SeenObject } from './head.ts'

const logKinds = ['log', 'insights-log', 'network-activity-log', 'aggregated-log'] as const
type LogKind = (typeof logKinds)[number]

const records: RecordFormat = { encoding: 'json', extract: (bytes, into) => into.json(bytes) }

/**
 * A log file: `{"Records":[…]}` as CloudTrail delivers it, or records as people keep them: an array, single records, one
 * a line.
 */
export const log = logFormat('log', 'CloudTrail log')
export const insightsLog = logFormat('insights-log', 'CloudTrail Insights log')
export const networkActivityLog = logFormat('network-activity-log', 'CloudTrail network activity log')
/** Data events in summaries of five minutes: CloudTrail user guide, "Aggregating data events". */
export const aggregatedLog = logFormat('aggregated-log', 'CloudTrail log of aggregated events')

/** Whether files of the kind are log files of a trail, which digests list. */
export const isLog = (kind: FileKind): kind is LogKind => (logKinds as readonly FileKind[]).includes(kind)

/** Whether files of the kind hold records, as CloudTrail delivers them or as anything else gave them. */
export const holdsRecords = (kind: FileKind): kind is LogKind | 'records' => kind === 'records' || isLog(kind)

function logFormat(kind: LogKind, form: string): Format {
  return { kind, form, recognises: (head, name) => logKindOf(head, name) === kind, records }
}

/** Null where it is no log. */
function logKindOf(head: Head, name: string): LogKind | null {
  switch (head.type) {
    case 'records': {
      const { first, eventSource, count } = head.records
      if (first !== null) return kindOfRecord(first, name)
      if (eventSource?.startsWith('aws:')) return null
      const named = kindNamed(name)
      return count === 0 || named !== null ? logKind(named) : null
    }
    case 'object':
      return isRecord(head.object) ? kindOfRecord(head.object, name) : null
    case 'empty-array':
      return logKind(kindNamed(name))
    case 'bytes': {
      // A damaged or empty file is what its name says.
      const named = kindNamed(name)
      return named !== null && isLog(named) ? named : null
    }
    case 'json':
      return null
  }
}

/** The name decides where a record does not say of which category it is: `eventCategory` came with version 1.07. */
function kindOfRecord({ texts }: SeenObject, name: string): LogKind {
  const category = texts.get('eventCategory')
  if (category === 'Insight' || texts.get('eventType') === 'AwsCloudTrailInsight') return 'insights-log'
  if (category === 'NetworkActivity') return 'network-activity-log'
  if (category === 'Aggregated') return 'aggregated-log'
  return category === undefined ? logKind(kindNamed(name)) : 'log'
}

const kindNamed = (name: string): KeyKind | null => parseFileName(name)?.kind ?? null

/** Records under a digest's name are a log all the same. */
const logKind = (named: KeyKind | null): LogKind => (named !== null && isLog(named) ? named : 'log')
