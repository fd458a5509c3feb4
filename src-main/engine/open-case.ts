import { type ColumnName, columnNames } from '../../src-shared/columns.ts'
import type {
  Answer,
  CaseSummary,
  In,
  IntegrityObjectsPage,
  IntegrityOverview,
  Out,
  SourcesPage,
} from '../../src-shared/contract.ts'
import {
  type Copy,
  type EventDetail,
  type FileKind,
  fileKinds,
  type SourceFile,
  type Value,
} from '../../src-shared/event.ts'
import type { IntegrityCounts, LogVerdict } from '../../src-shared/integrity.ts'
import { fail, ok } from '../../src-shared/result.ts'
import type { UtcMs } from '../../src-shared/time.ts'
import { lowerBound } from '../columns/lower-bound.ts'
import { ColumnQuery } from '../columns/query.ts'
import { noHits, type RecordHits } from '../columns/record-hits.ts'
import type { Locators, Snapshot, TextData } from '../columns/snapshot.ts'
import type { Ingested } from '../ingest/ingest.ts'
import { RecordReader } from '../ingest/record-reader.ts'
import { Completeness } from './completeness.ts'
import { integrityObjects, integrityOverview, noCounts } from './integrity-view.ts'

/** One case, opened: answers from columns and from the files themselves. */
export class OpenCase {
  readonly query: ColumnQuery
  readonly reader: RecordReader
  readonly completeness: Completeness
  readonly summary: CaseSummary
  private readonly overview: IntegrityOverview

  constructor(
    readonly ingested: Ingested,
    about: Pick<CaseSummary, 'id' | 'title' | 'paths' | 'partial' | 'partialReason'>,
    hits: RecordHits = noHits,
  ) {
    const { snapshot } = ingested
    this.query = new ColumnQuery(snapshot, hits)
    this.reader = new RecordReader(snapshot.files)
    this.completeness = new Completeness(ingested, this.query, this.reader)
    this.overview = integrityOverview(ingested)
    this.summary = summarize(ingested, this.query, about)
  }

  get snapshot(): Snapshot {
    return this.ingested.snapshot
  }

  sources({ kind, problemsOnly, text, offset, limit }: In<'sources'>): SourcesPage {
    const { sources } = this.ingested
    const wanted = text.toLowerCase()
    const shown = sources.filter(
      (file) =>
        (kind === null || file.kind === kind) &&
        (!problemsOnly || isTroubled(file)) &&
        (wanted === '' || file.name.toLowerCase().includes(wanted) || file.form.toLowerCase().includes(wanted)),
    )
    const forms = new Map<string, number>()
    for (const { kind, form } of sources) if (kind === 'other') forms.set(form, (forms.get(form) ?? 0) + 1)
    return {
      total: shown.length,
      files: shown.slice(offset, offset + limit),
      otherForms: [...forms].map(([form, files]) => ({ form, files })).sort((a, b) => b.files - a.files),
    }
  }

  unparsed({ offset, limit }: In<'unparsed'>): Out<'unparsed'> {
    return this.ingested.unparsed.slice(offset, offset + limit)
  }

  integrity(): IntegrityOverview {
    return this.overview
  }

  integrityObjects(query: In<'integrityObjects'>): IntegrityObjectsPage {
    return integrityObjects(this.ingested, query)
  }

  ledgerCell(row: number, hour: UtcMs): Answer<'ledgerCell'> {
    const cell = this.completeness.cell(row, hour)
    return cell === null ? fail('no-such-row', `The ledger has no row ${row}`) : ok(cell)
  }

  eventProof(row: number): Answer<'eventProof'> {
    const { events, files } = this.snapshot
    if (row >= events) return fail('no-such-event', `There is no event ${row}: the case has ${events}`)
    const places = this.placesOf(row).map(({ file, ...place }) => ({ ...place, path: files[file]!.path }))
    const proof = this.completeness.proof(row, places)
    if (proof === null)
      return fail('not-verified', 'Opening was cancelled before all files were read: nothing was verified')
    return ok(proof)
  }

  eventDetail(row: number): Answer<'eventDetail'> {
    const { snapshot } = this
    if (row >= snapshot.events)
      return fail('no-such-event', `There is no event ${row}: the case has ${snapshot.events}`)
    const values = Object.fromEntries(columnNames.map((name) => [name, this.query.value(name, row)]))
    const copies = this.placesOf(row).map((place) => this.copyAt(place))
    const detail: EventDetail = {
      row,
      values: values as Partial<Record<ColumnName, Value>>,
      copies,
      conflicting: snapshot.conflicting[row] === 1,
      resources: this.resourcesOf(row),
    }
    return ok(detail)
  }

  private placesOf(row: number): Place[] {
    const { locator, copies } = this.snapshot
    const further: Place[] = []
    for (let k = lowerBound(copies.row, row); copies.row[k] === row; k++) further.push(placeAt(copies, k))
    return [placeAt(locator, row), ...further]
  }

  private copyAt({ file, index, offset, length }: Place): Copy {
    const entry = this.snapshot.files[file]!
    const { text, problem } = this.reader.read(file, offset, length)
    const verdict = entry.uri === null ? null : (this.ingested.report?.logs.get(entry.uri) ?? null)
    return {
      file: entry.path,
      uri: entry.uri,
      index,
      offset,
      length,
      text,
      problem,
      fileSha256: entry.sha256 ?? '',
      verdict,
    }
  }

  private resourcesOf(row: number): EventDetail['resources'] {
    const { resources } = this.snapshot
    const text = ({ codes, dictionary }: TextData, k: number) => (codes[k] === 0 ? null : dictionary[codes[k]!]!)
    const found: EventDetail['resources'][number][] = []
    for (let k = lowerBound(resources.row, row); resources.row[k] === row; k++)
      found.push({
        arn: text(resources.arn, k),
        accountId: text(resources.accountId, k),
        type: text(resources.type, k),
      })
    return found
  }
}

/** Where the record of a row lies, and its further copies. */
export interface Place {
  readonly file: number
  readonly index: number
  readonly offset: number
  readonly length: number
}

export const placeAt = ({ file, index, offset, length }: Locators, k: number): Place => ({
  file: file[k]!,
  index: index[k]!,
  offset: offset[k]!,
  length: length[k]!,
})

/** Files that were skipped or hold something that is no event are troubled, too: nothing is skipped silently. */
const isTroubled = ({ problems, unparsed }: SourceFile) => problems.length > 0 || unparsed > 0

function summarize(
  { snapshot, sources, counts, report, timings }: Ingested,
  query: ColumnQuery,
  about: Pick<CaseSummary, 'id' | 'title' | 'paths' | 'partial' | 'partialReason'>,
): CaseSummary {
  const files = Object.fromEntries(fileKinds.map((kind) => [kind, 0])) as Record<FileKind, number>
  for (const { kind } of sources) files[kind]++
  const error = snapshot.columns.errorCode as TextData
  const isError = error.dictionary.map((code) => code !== '')
  let errorEvents = 0
  for (const code of error.codes) if (isError[code]) errorEvents++
  let timed = 0
  const times = (snapshot.columns.eventTime as { values: Float64Array }).values
  for (const time of times) if (!Number.isNaN(time)) timed++
  const { range } = query
  return {
    ...about,
    ...counts,
    uniqueEventIds: counts.events - counts.withoutEventId,
    errorEvents,
    firstEventTime: range?.from ?? null,
    lastEventTime: range === null ? null : ((range.until - 1) as UtcMs),
    eventsWithoutTime: counts.events - timed,
    files,
    filesWithProblems: sources.filter(isTroubled).length,
    integrity: report?.counts ?? noCounts,
    eventsByVerdict: countByVerdict(snapshot),
    timings,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  }
}

/** Events of files without a verdict (a cancelled case) are counted nowhere. */
function countByVerdict(snapshot: Snapshot): Record<LogVerdict['status'], number> {
  const counts: { -readonly [S in keyof IntegrityCounts['logs']]: number } = { ...noCounts.logs }
  const perFile = new Uint32Array(snapshot.files.length)
  for (const file of snapshot.locator.file) perFile[file]!++
  snapshot.files.forEach(({ verdict }, file) => {
    if (verdict !== null) counts[verdict] += perFile[file]!
  })
  return counts
}
