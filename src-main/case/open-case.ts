import { lowerBound } from '../../src-shared/base/binary-search.ts'
import { fail, ok } from '../../src-shared/base/result.ts'
import type {
  Answer,
  CaseSummary,
  EventsPage,
  EventsQuery,
  In,
  Out,
  SourcesPage,
} from '../../src-shared/contract/index.ts'
import { type ColumnName, columnNames } from '../../src-shared/model/columns.ts'
import type { Copy, EventDetail, Value } from '../../src-shared/model/event.ts'
import type { LogVerdict, ObjectUri } from '../../src-shared/model/integrity.ts'
import { ColumnQuery } from '../columns/query.ts'
import { noHits, type RecordHits } from '../columns/record-hits.ts'
import type { Locators, Snapshot } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'
import type { ReadCase } from '../ingest/ingest.ts'
import { RecordReader } from '../records/reader.ts'
import { isTroubled } from './views/summary.ts'

/** One case, opened: answers from columns and from the files themselves. Its files may still be without verdicts. */
export abstract class OpenCase {
  abstract readonly summary: CaseSummary
  readonly query: ColumnQuery
  readonly reader: RecordReader

  constructor(
    readonly read: ReadCase,
    hits: RecordHits = noHits,
  ) {
    this.query = new ColumnQuery(read.snapshot, hits)
    this.reader = new RecordReader(read.snapshot.files)
  }

  get snapshot(): Snapshot {
    return this.read.snapshot
  }

  sources({ kind, problemsOnly, text, offset, limit }: In<'sources'>): SourcesPage {
    const { sources } = this.read
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
    return this.read.unparsed.slice(offset, offset + limit)
  }

  page(query: EventsQuery): EventsPage {
    return this.query.page(query)
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

  protected placesOf(row: number): Place[] {
    const { locator, copies } = this.snapshot
    const further: Place[] = []
    for (let k = lowerBound(copies.row, row); copies.row[k] === row; k++) further.push(placeAt(copies, k))
    return [placeAt(locator, row), ...further]
  }

  private copyAt({ file, index, offset, length }: Place): Copy {
    const entry = this.snapshot.files[file]!
    const { text, problem } = this.reader.read(file, offset, length)
    const verdict = entry.uri === null ? null : this.verdictOn(entry.uri)
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

  protected verdictOn(_log: ObjectUri): LogVerdict | null {
    return null
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
