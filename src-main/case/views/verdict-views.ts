import { hourMs, type TimeRange, type UtcMs } from '../../../src-shared/base/time.ts'
import type { In, Out } from '../../../src-shared/contract/index.ts'
import { valuesAsked } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { Explanations } from '../../../src-shared/model/explanation.ts'
import {
  type Coverage,
  deliveredIn,
  type Ledger,
  type LedgerCell,
  type LedgerRow,
  packCounts,
} from '../../../src-shared/model/ledger.ts'
import type { EventProof } from '../../../src-shared/model/proof.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { codedColumn } from '../../columns/coded-column.ts'
import { EventsByFile, eventsPerFile, type FileEvents } from '../../columns/file-events.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import { countOf, noRowsByBucket, totalsOf } from '../../columns/rows-by-bucket.ts'
import type { Judged } from '../../columns/snapshot.ts'
import type { Ingested } from '../../ingest/ingest.ts'
import { absencesOf, type Concerned, told } from '../../integrity/absence/absences.ts'
import { proofOf, type RecordPlace } from '../../integrity/event-proof/event-proof.ts'
import { ledgerCell } from '../../integrity/ledger/cell.ts'
import { withEvents } from '../../integrity/ledger/events.ts'
import { type BuiltLedger, ledger } from '../../integrity/ledger/ledger.ts'
import { proofOverTime } from '../../integrity/ledger/proof-over-time.ts'
import { type ProvenHours, provenHoursSteps } from '../../integrity/ledger/proven-hours.ts'
import { coverageOf, type ProvenTime, touchedHours } from '../../integrity/ledger/proven-share.ts'
import type { RowLog } from '../../integrity/ledger/row.ts'
import { timesAsked } from '../../integrity/ledger/times-asked.ts'
import type { RecordReader } from '../../records/reader.ts'
import type { Steps } from '../../runtime/steps.ts'
import { coverageHours } from './coverage-hours.ts'
import { explanations } from './explanations.ts'

/** What of a case is proven, what is missing and why, and how each event is proven. Computed when first asked for. */
export class VerdictViews {
  #built: BuiltLedger | null = null
  #absences: readonly Concerned[] | null = null
  #explanations: Explanations | null = null
  #events: EventsByFile | null = null
  readonly #fileOf: ReadonlyMap<string, number>

  constructor(
    readonly ingested: Ingested,
    private readonly query: ColumnQuery,
    private readonly reader: RecordReader,
  ) {
    this.#fileOf = new Map(ingested.snapshot.files.map((source, file) => [sourceText(source), file]))
  }

  /** The rows' hours that the range touches; all of them without one. A cancelled case has no verdicts and no rows. */
  ledger(range: TimeRange | null): Ledger {
    const { ledger } = this.#ledger()
    return range === null ? ledger : cutTo(ledger, range)
  }

  /** What the database is to be told; without hours of delivery where nothing was verified. */
  judged(): Judged {
    const { report, snapshot, hasMoved } = this.ingested
    const { files, locator, copies, config } = snapshot
    const read = config === undefined ? { files } : { files, config }
    const judged = hasMoved ? { ...read, places: { locator, copies } } : read
    if (report === null) return judged
    return { ...judged, coverage: coverageHours(this.#ledger().rows), absences: this.absences().map(told) }
  }

  /** Hours of delivery that are proven to be whole, by account and Region. */
  *provenHoursSteps(): Steps<readonly ProvenHours[]> {
    const { report } = this.ingested
    return report === null ? [] : yield* provenHoursSteps(this.#ledger().rows, report)
  }

  /** Everything missing or invalid. A cancelled case has no verdicts, and nothing of the kind is known of it. */
  absences(): readonly Concerned[] {
    const { evidence, report } = this.ingested
    if (report === null) return []
    this.#absences ??= absencesOf(evidence, report, this.#ledger().ledger)
    return this.#absences
  }

  /** Null when there is no such row. */
  cell(row: number, hour: UtcMs): LedgerCell | null {
    const evidence = this.#ledger().rows[row]
    const { report, snapshot } = this.ingested
    if (evidence === undefined || report === null) return null
    return ledgerCell(evidence, hour, report, {
      nameOf: (path) => snapshot.files[this.#fileOf.get(path) ?? -1]?.name ?? null,
      eventsOf: (path) => this.#eventsOf(path),
    })
  }

  /** Of the accounts and Regions that the filter asks for by name, if it does, and wherever shown events come from. */
  coverage(filter: Filter): Coverage {
    const shown = this.#shownByFile(filter)
    return { ...this.#provenTime(filter, shown), unprovenEvents: this.#unprovenOf(shown) }
  }

  /** Of the same accounts and Regions, and of the shown events over time. */
  proofOverTime(asked: In<'proofOverTime'>): ProofOverTime {
    const byBucket = this.query.rowsByBucket(asked) ?? noRowsByBucket
    const { ledger } = this.#ledger()
    const { codes, dictionary } = codedColumn(this.ingested.snapshot, 'logVerdict')!
    const proven = countOf(byBucket, codes, dictionary.indexOf('verified'))
    const { from, width, count } = byBucket
    return {
      ...proofOverTime(ledger, { from, width, count }, isAskedFor(asked.filter)),
      unprovenEvents: totalsOf(byBucket).map((events, bucket) => events - proven[bucket]!),
    }
  }

  #provenTime(filter: Filter, events: Uint32Array): ProvenTime {
    const counts = isAskedFor(filter)
    const { ledger, rows } = this.#ledger()
    const { range } = filter
    const { report, snapshot } = this.ingested
    if (range === null || report === null)
      return coverageOf(ledger, range, (row, { from, until }) => (counts(row) ? [{ from, to: until }] : []))
    const shown = new Set(snapshot.files.filter((_, file) => events[file]! > 0).map(sourceText))
    const isShown = ({ file, copies }: RowLog) =>
      (file !== null && shown.has(file.path)) || copies.some(({ path }) => shown.has(path))
    return coverageOf(ledger, range, (row, asked, at) =>
      timesAsked(rows[at]!, { range, hours: counts(row) ? asked : null, isShown }, report),
    )
  }

  /** How many of the shown events lie in each file. */
  #shownByFile(filter: Filter): Uint32Array {
    return eventsPerFile(this.ingested.snapshot, this.query.select(filter))
  }

  #unprovenOf(events: Uint32Array): number {
    const { files } = this.ingested.snapshot
    return files.reduce((sum, { verdict }, file) => sum + (verdict === 'verified' ? 0 : events[file]!), 0)
  }

  explanations(): Out<'explanations'> {
    this.#explanations ??= explanations(this.absences(), this.query, this.reader, this.ingested.report)
    return this.#explanations
  }

  /**
   * The files of the event's records are read again, each once, so that one that has changed since is told: a record can be
   * read where its file can.
   */
  proof(
    row: In<'eventProof'>['row'],
    places: readonly Omit<RecordPlace, 'problem'>[],
    page: Omit<In<'eventProof'>, 'row'>,
  ): EventProof | null {
    const { evidence, report, snapshot } = this.ingested
    if (report === null) return null
    const eventID = this.query.value('eventID', row)
    const problems = new Map<string, string | null>()
    const read = places.map((place): RecordPlace => {
      const { path, offset, length } = place
      if (!problems.has(path))
        problems.set(path, this.reader.readBytes(this.#fileOf.get(path)!, offset, length).problem)
      return { ...place, problem: problems.get(path)! }
    })
    const event = {
      eventID: eventID === null ? null : String(eventID),
      places: read,
      conflicting: snapshot.conflicting[row] === 1,
    }
    return proofOf(event, evidence, report, page)
  }

  #ledger(): BuiltLedger {
    const { evidence, report } = this.ingested
    if (report === null) return nothing
    this.#built ??= withEvents(ledger(evidence, report), (path) => this.#eventsOf(path))
    return this.#built
  }

  #eventsOf(path: string): FileEvents | undefined {
    const file = this.#fileOf.get(path)
    if (file === undefined) return undefined
    this.#events ??= new EventsByFile(this.ingested.snapshot)
    return this.#events.of(file)
  }
}

/** Whether the filter leaves events of the row's account and Region, as far as it asks for these by name. */
function isAskedFor(filter: Filter): (row: LedgerRow) => boolean {
  const accounts = valuesAsked(filter, 'recipientAccountId')
  const regions = valuesAsked(filter, 'awsRegion')
  return ({ account, region }) =>
    (accounts === null || accounts.includes(account)) && (regions === null || regions.includes(region))
}

const nothing: BuiltLedger = { ledger: { from: 0 as UtcMs, until: 0 as UtcMs, rows: [] }, rows: [] }

/** The same rows in the same order, so that their numbers stay, with fewer hours. */
function cutTo(ledger: Ledger, range: TimeRange): Ledger {
  const touched = touchedHours(range, ledger)
  const from = Math.max(ledger.from, touched.from)
  const until = Math.max(from, Math.min(ledger.until, touched.until))
  const rows = ledger.rows.map((row): LedgerRow => {
    const runs: number[] = []
    let first: number | null = null
    let at: number = row.from
    for (let k = 0; k < row.runs.length; k += 2) {
      const end = at + row.runs[k]! * hourMs
      const hours = (Math.min(end, until) - Math.max(at, from)) / hourMs
      if (hours > 0) {
        first ??= Math.max(at, from)
        runs.push(hours, row.runs[k + 1]!)
      }
      at = end
    }
    const start = (first ?? 0) as UtcMs
    const delivered = deliveredIn(row).filter(({ hour }) => hour >= from && hour < until)
    return { ...row, from: start, runs, delivered: packCounts(start, delivered) }
  })
  return { from: from as UtcMs, until: until as UtcMs, rows }
}
