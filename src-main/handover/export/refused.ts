import type { Row } from '../../../src-shared/model/event.ts'
import type { ColumnQuery } from '../../columns/query.ts'

/** EventIDs that are named of each reason. */
const mostNamed = 1000

/** The events that were to be exported and could not be written, by the reason. */
export class Refused {
  readonly #byReason = new Map<string, { events: number; readonly rows: Row[] }>()
  readonly #byFile = new Map<number, number>()
  #events = 0

  constructor(private readonly query: Pick<ColumnQuery, 'value' | 'snapshot'>) {}

  get events(): number {
    return this.#events
  }

  /** Why the first one was, a sentence; empty where none was. */
  get first(): string {
    const [first] = this.#byReason.keys()
    return first ?? ''
  }

  add(row: Row, reason: string): void {
    const told = this.#byReason.get(reason) ?? { events: 0, rows: [] }
    this.#byReason.set(reason, told)
    told.events++
    if (told.rows.length < mostNamed) told.rows.push(row)
    const file = this.query.snapshot.locator.file[row]!
    this.#byFile.set(file, (this.#byFile.get(file) ?? 0) + 1)
    this.#events++
  }

  /** How many there are of each file, by its number. */
  get byFile(): ReadonlyMap<number, number> {
    return this.#byFile
  }

  /** As a manifest tells it. */
  told() {
    return [...this.#byReason].map(([reason, { events, rows }]) => ({
      reason,
      events,
      eventIDs: rows.map((row) => this.query.value('eventID', row)),
    }))
  }
}
