import type { Filter } from '../../../src-shared/filter/model.ts'
import {
  countedInColumns,
  moreInRecords,
  recordsBeingSearched,
  recordsNotSearched,
  recordsPartlySearched,
  scopeOfText,
  searchRecordsForMore,
  showFoundInRecords,
} from '../../../src-shared/words/searching.ts'
import { type MoreInRecords, useMoreInRecords } from '../../ask/use-record-searches.ts'
import { searchRecordsToo } from '../../state/filter.ts'
import { Button } from '../../widgets/button.tsx'

/** `12 in columns · 167 more in records: Show them`, where free text found something in columns. */
export function TextScope({ filter, events }: { readonly filter: Filter; readonly events: number }) {
  const more = useMoreInRecords(filter, events)
  if (more === null) return null
  return (
    <>
      <span className="muted" title={scopeOfText} role="status">
        {countedInColumns(events)} · {wordsOf(more)}
      </span>
      {(more.state !== 'known' || more.events > 0) && more.state !== 'searching' && (
        <Button look="quiet" icon="search" onClick={searchRecordsToo}>
          {more.state === 'known' ? showFoundInRecords : searchRecordsForMore}
        </Button>
      )}
    </>
  )
}

function wordsOf(more: MoreInRecords): string {
  switch (more.state) {
    case 'not-searched':
      return recordsNotSearched
    case 'searching':
      return recordsBeingSearched
    case 'partial':
      return recordsPartlySearched
    case 'known':
      return moreInRecords(more.events)
  }
}
