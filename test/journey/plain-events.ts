import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** As much of a record as journeys judge what the window says by. */
export interface PlainEvent {
  readonly eventID: string
  readonly eventTime: string
  readonly eventName: string
  readonly readOnly?: boolean
  readonly awsRegion?: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly sourceIPAddress?: string
  readonly userIdentity?: { readonly arn?: string; readonly userName?: string; readonly accessKeyId?: string }
  readonly responseElements?: { readonly credentials?: { readonly accessKeyId?: string } } | null
}

/** The events of a folder of log files, read in the plainest way: each eventID once, in order of time. */
export function plainEvents(folder: string): readonly PlainEvent[] {
  const byId = new Map<string, PlainEvent>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.json(\.gz)?$/.test(entry.name)) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    const { Records } = JSON.parse(String(entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes)) as {
      Records?: readonly PlainEvent[]
    }
    for (const event of Records ?? []) byId.set(event.eventID, event)
  }
  return [...byId.values()].sort((a, b) => (a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0))
}

/** How many events have each value, the most frequent first. */
export function counted(events: readonly PlainEvent[], valueIn: (event: PlainEvent) => string | undefined) {
  const counts = new Map<string, number>()
  for (const event of events) {
    const value = valueIn(event)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
