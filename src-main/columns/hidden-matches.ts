import { lowerBound } from '../../src-shared/base/binary-search.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { ColumnQuery } from './query.ts'
import { noFields, type RecordFields } from './record-fields.ts'
import { noHits, type RecordHits } from './record-hits.ts'
import type { Alternates, Snapshot } from './snapshot.ts'

/** What a filter matches in copies that are not shown because a better proven copy has another content. */
export class HiddenMatches {
  readonly #alternates: Alternates | null
  readonly #query: ColumnQuery | null

  /** `hits`, `fields`: of the contents that are not shown, by their own rows. */
  constructor(
    private readonly shown: ColumnQuery,
    hits: RecordHits = noHits,
    fields: RecordFields = noFields,
  ) {
    const { alternates } = shown.snapshot
    this.#alternates = alternates
    this.#query = alternates === null ? null : new ColumnQuery(asEvents(alternates, shown.snapshot), hits, fields)
  }

  /** Events that the filter hides, though it matches another content of theirs; ascending. */
  of(filter: Filter): readonly number[] {
    const shown = this.shown.select(filter)
    if (this.#query === null || shown === null) return []
    const { of } = this.#alternates!
    const matches = this.#query.select(filter)!
    const events = new Set(Array.from(matches, (row) => of[row]!))
    return [...events].filter((row) => shown[lowerBound(shown, row)] !== row).sort((a, b) => a - b)
  }
}

function asEvents(alternates: Alternates, { files, conflicting, bookmarked, lookups }: Snapshot): Snapshot {
  const none = new Uint32Array(0)
  return {
    ...alternates,
    conflicting: Uint8Array.from(alternates.of, (row) => conflicting[row]!),
    bookmarked: Uint8Array.from(alternates.of, (row) => bookmarked[row]!),
    copies: { file: none, index: none, offset: none, length: none, row: none, alternate: none },
    alternates: null,
    files,
    ...(lookups === undefined ? {} : { lookups }),
  }
}
