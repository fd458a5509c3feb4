import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import { filesWithoutField } from '../../../src-shared/words/fields.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useFilter } from '../../state/filter.ts'
import { Icon } from '../../widgets/icon.tsx'
import './record-searches.css'

/** Of which records the values are not known that the filter asks for by their paths. */
export function RecordFields() {
  const filter = useFilter((state) => state.filter)
  const query = useQuery('recordFields', { filter }, pathsAsked(filter).length > 0)
  if (query.state !== 'ready') return null
  return query.value.map(
    ({ path, filesNotRead, problem }) =>
      problem !== null && (
        <div key={path} className="record-search record-search-part" role="status">
          <Icon name="alert" size={14} />
          <span>{filesWithoutField(path, filesNotRead, problem)}</span>
        </div>
      ),
  )
}
