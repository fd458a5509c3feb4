import type { EventCount, EventSpan } from '../../src-shared/ledger.ts'
import { type BuiltLedger, ledgerOf } from './ledger.ts'

/** What one log file holds; copies of events are counted where the first one lies. */
export interface FileEvents {
  readonly events: number
  readonly span: EventSpan | null
}

/** The ledger with the events of each hour's deliveries. `eventsOf` answers for the path of a log file. */
export function withEvents(built: BuiltLedger, eventsOf: (path: string) => FileEvents | undefined): BuiltLedger {
  const rows = built.rows.map((evidence) => {
    const byHour = new Map<number, FileEvents>()
    for (const { hour, file } of evidence.logs) {
      const more = file === null ? undefined : eventsOf(file.path)
      if (more !== undefined) byHour.set(hour, joined(byHour.get(hour), more))
    }
    const delivered = evidence.row.delivered.map((count): EventCount => {
      const { events, span } = byHour.get(count.hour) ?? { events: 0, span: null }
      return { ...count, events, eventSpan: span }
    })
    return { ...evidence, row: { ...evidence.row, delivered } }
  })
  return { ledger: ledgerOf(rows), rows }
}

function joined(one: FileEvents | undefined, other: FileEvents): FileEvents {
  if (one === undefined) return other
  const events = one.events + other.events
  if (one.span === null || other.span === null) return { events, span: one.span ?? other.span }
  const first = one.span.first < other.span.first ? one.span.first : other.span.first
  const last = one.span.last > other.span.last ? one.span.last : other.span.last
  return { events, span: { first, last } }
}
