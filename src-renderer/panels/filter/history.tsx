import { isEverything, pathsAsked, recordTexts } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import { filterHistory } from '../../../src-shared/words/filter-history.ts'
import { useQuery } from '../../ask/use-query.ts'
import { setFilter } from '../../state/filter.ts'
import { useNavigation } from '../../state/navigation.ts'
import { IconButton, PlainButton } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Popover } from '../../widgets/popover.tsx'
import './history.css'

const mostShown = 20

/** The filters that were in force, the latest first, each once and with how many events it shows. */
export function FilterHistory() {
  const places = useNavigation((state) => state.places)
  const filters = new Map<string, Filter>()
  for (const { filter } of places.toReversed()) {
    const text = formatFilter(filter)
    if (!isEverything(filter) && !filters.has(text)) filters.set(text, filter)
  }
  return (
    <Popover
      label={filterHistory.title}
      className="filter-history"
      button={<IconButton icon="history" label={filterHistory.title} />}
    >
      {(close) =>
        filters.size === 0 ? (
          <p className="muted">{filterHistory.none}</p>
        ) : (
          <ul>
            {[...filters].slice(0, mostShown).map(([text, filter]) => (
              <li key={text}>
                <PlainButton
                  onClick={() => {
                    setFilter(filter)
                    close()
                  }}
                >
                  <span className="mono">{text}</span>
                  <Count filter={filter} />
                </PlainButton>
              </li>
            ))}
          </ul>
        )
      }
    </Popover>
  )
}

/** What has to be read from files first is not counted for a list. */
function Count({ filter }: { readonly filter: Filter }) {
  const isCounted = recordTexts(filter).length === 0 && pathsAsked(filter).length === 0
  const sort = { column: 'eventTime', descending: false } as const
  const query = useQuery('events', { filter, sort, columns: [], offset: 0, limit: 1 }, isCounted)
  if (!isCounted) return <span className="muted">{filterHistory.notCounted}</span>
  return <span className="muted">{query.state === 'ready' ? formatCounted(query.value.total, 'event') : '…'}</span>
}
