import { fail, ok } from '../../src-shared/base/result.ts'
import { columnsAsked, isEverything, layersAsked, pathsAsked } from '../../src-shared/filter/asks.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { shownUnknown } from '../../src-shared/words/sql.ts'
import { rowSet } from '../columns/row-set.ts'
import type { Case } from './case.ts'
import type { WhenThere } from './database.ts'

/**
 * Waits for what a query reads. Of a query that reads the view `shown` also for what `filter` asks: its layers, and
 * searches of records to their end, since a part of what the filter shows would be taken for all of it.
 */
export const whenReadable =
  (opened: Case, filter: Filter | undefined): WhenThere =>
  async (parts) => {
    const stored = await opened.layers.whenStored(parts)
    if (!stored.ok) return stored
    if (!parts.has('shown') || filter === undefined || isEverything(filter)) return ok(null)
    const told = await opened.layers.whenThere(layersAsked(columnsAsked(filter)))
    if (!told.ok) return told
    const read = await opened.fields.whenWhole(pathsAsked(filter))
    if (!read.ok) return fail('layer-missing', shownUnknown(read.message))
    const searched = await opened.searches.whenWhole(filter, new AbortController().signal)
    if (!searched.ok) return fail('layer-missing', shownUnknown(searched.message))
    const rows = opened.query.select(filter)
    return ok(rows === null ? null : rowSet(rows, opened.snapshot.events))
  }
