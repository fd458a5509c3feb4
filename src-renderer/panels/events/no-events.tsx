import type { RecordSearch } from '../../../src-shared/contract/index.ts'
import { isEverything, textsInColumns } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import {
  lookingInRecords,
  notInColumns,
  nowhere,
  onlyInRecords,
  searchRecords,
  showFoundInRecords,
} from '../../../src-shared/words/searching.ts'
import { isPartial, useMoreInRecords } from '../../ask/use-record-searches.ts'
import { clearFilter, searchRecordsToo, zoomTo } from '../../state/filter.ts'
import { Button } from '../../widgets/button.tsx'
import { Empty, Loading } from '../../widgets/empty.tsx'

interface NoEventsProps {
  readonly filter: Filter
  readonly searches: readonly RecordSearch[]
}

/** Why no event is shown, and what may show some. */
export function NoEvents({ filter, searches }: NoEventsProps) {
  const [text] = textsInColumns(filter)
  if (searches.some(({ state }) => state === 'running')) return <Loading text="Searching log files… no match yet" />
  if (isPartial(searches))
    return <Empty icon="filter" text="No event was found in the log files that were searched; not all of them were." />
  if (isEverything(filter))
    return <Empty icon="events" text="This case holds no events. Sources lists what was read." />
  if (text !== undefined) return <NoText filter={filter} text={text} />
  return (
    <Empty icon="filter" text="No event matches the filter.">
      <Ways filter={filter} />
    </Empty>
  )
}

/** That no event matches is said only where the records were searched, too. */
function NoText({ filter, text }: { readonly filter: Filter; readonly text: string }) {
  const more = useMoreInRecords(filter, 0)
  if (more?.state === 'searching') return <Loading text={lookingInRecords(text)} />
  if (more?.state === 'known' && more.events === 0)
    return (
      <Empty icon="filter" text={nowhere(text)}>
        <Ways filter={filter} />
      </Empty>
    )
  const [words, way] =
    more?.state === 'known'
      ? [onlyInRecords(text, more.events), showFoundInRecords]
      : [notInColumns(text), searchRecords]
  return (
    <Empty icon="filter" text={words}>
      <Button look="primary" icon="search" onClick={searchRecordsToo}>
        {way}
      </Button>
      <Ways filter={filter} />
    </Empty>
  )
}

const Ways = ({ filter }: { readonly filter: Filter }) => (
  <>
    {filter.range !== null && <Button onClick={() => zoomTo(null)}>Without the time range</Button>}
    <Button onClick={clearFilter}>Clear the filter</Button>
  </>
)
