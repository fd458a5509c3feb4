import type { Sort } from '../../src-shared/contract/index.ts'
import { filterColumns } from '../../src-shared/filter/columns.ts'
import { filterOf } from '../../src-shared/filter/model.ts'
import { recordPath } from '../../src-shared/filter/record-path.ts'
import { formatFilter, formatWhere, parseFilter } from '../../src-shared/filter/text.ts'
import { useFilter } from './filter.ts'
import { useSelection } from './selection.ts'

/** What a reload of the page comes back to. In sessionStorage, which lives as long as the tab. */
interface LastPlace {
  readonly caseId: string
  /** As filter text, which is checked when it is read. */
  readonly filter: string
  readonly setAside: readonly string[]
  readonly sort: Sort
  readonly eventID: string | null
}
const name = 'trailproof-last-place'

/** Keeps what is asked for and selected, from now on. Returns what ends it. */
export function followLastPlace(openCase: () => string | null): () => void {
  const keep = () => {
    const caseId = openCase()
    if (caseId === null) return
    const { filter, setAside, sort } = useFilter.getState()
    const { eventID } = useSelection.getState()
    const place: LastPlace = {
      caseId,
      filter: formatFilter(filter),
      setAside: setAside.map(formatWhere),
      sort,
      eventID,
    }
    try {
      sessionStorage.setItem(name, JSON.stringify(place))
    } catch {
      // The quota, or a browser that allows no storage at all: a reload begins anew.
    }
  }
  const ends = [useFilter.subscribe(keep), useSelection.subscribe(keep)]
  return () => {
    for (const end of ends) end()
  }
}

/** Where the page was before it was loaded; null where another case was open, or none. */
export function lastPlace(caseId: string): LastPlace | null {
  try {
    const place = JSON.parse(sessionStorage.getItem(name) ?? 'null') as LastPlace | null
    return place?.caseId === caseId && isSortable(place.sort.column) ? place : null
  } catch {
    return null
  }
}

const isSortable = (column: string) => filterColumns.some((name) => name === column) || recordPath(column) !== null

/** The event is selected by its id once the case is there. */
export function comeBackTo({ filter, setAside, sort, eventID }: LastPlace) {
  const read = parseFilter(filter)
  const parts = setAside.map(parseFilter).flatMap((part) => (part.ok ? [part.value.where] : []))
  const off = parts.flatMap((where) => ('all' in where && where.all.length === 1 ? where.all : [where]))
  useFilter.setState({ filter: read.ok ? read.value : filterOf([]), setAside: off, sort })
  useSelection.setState({ row: null, eventID })
}
