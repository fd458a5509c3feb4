import { deliveredIn, type EventCount, type EventSpan, packCounts } from '../../../src-shared/model/ledger.ts'
import { type BuiltLedger, ledgerOf } from './ledger.ts'
import type { RowLog } from './row.ts'

/** What one log file holds; copies of events are counted where the first one lies. */
export interface FileEvents {
  readonly events: number
  readonly span: EventSpan | null
}

/** The ledger with the events of each hour's deliveries. `eventsOf` answers for the path of a log file. */
export function withEvents(built: BuiltLedger, eventsOf: (path: string) => FileEvents | undefined): BuiltLedger {
  const rows = built.rows.map((evidence) => {
    const byHour = new Map<number, FileEvents>()
    for (const log of evidence.logs) byHour.set(log.hour, joined(byHour.get(log.hour), eventsOfLog(log, eventsOf)))
    const delivered = deliveredIn(evidence.row).map((count): EventCount => {
      const { events, span } = byHour.get(count.hour) ?? none
      return { ...count, events, eventSpan: span }
    })
    return { ...evidence, row: { ...evidence.row, delivered: packCounts(evidence.row.from, delivered) } }
  })
  return { ledger: ledgerOf(rows), rows }
}

/** Of a log file and its copies together: an event lies in one of them. */
export function eventsOfLog({ file, copies }: RowLog, eventsOf: (path: string) => FileEvents | undefined): FileEvents {
  const files = file === null ? copies : [file, ...copies]
  return files.reduce<FileEvents>((sum, { path }) => joined(sum, eventsOf(path) ?? none), none)
}

const none: FileEvents = { events: 0, span: null }

function joined(one: FileEvents | undefined, other: FileEvents): FileEvents {
  if (one === undefined) return other
  const events = one.events + other.events
  if (one.span === null || other.span === null) return { events, span: one.span ?? other.span }
  const first = one.span.first < other.span.first ? one.span.first : other.span.first
  const last = one.span.last > other.span.last ? one.span.last : other.span.last
  return { events, span: { first, last } }
}
