import { useEffect, useRef } from 'react'
import type { RecordSearch } from '../../../src-shared/contract/index.ts'
import { excludesByRecord, recordTexts } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { useRecordSearches, useSearchedFilter } from '../../ask/use-record-searches.ts'
import { useFilter } from '../../state/filter.ts'
import { cancelJob } from '../../state/jobs.ts'
import { endUnwanted, searchAgain, wasUnwanted } from '../../state/searches.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Progress } from '../../widgets/progress.tsx'
import './record-searches.css'

/** What searching the log files for texts has come to, below the filter that asks for it. */
export function RecordSearches() {
  const filter = useFilter((state) => state.filter)
  const partWords = excludesByRecord(filter)
    ? 'the events shown may hold it all the same'
    : 'the events shown are a part'
  const searched = useSearchedFilter(filter)
  const searches = useRecordSearches(searched)
  useEndOfUnwanted(searched, searches)
  const asked = recordTexts(filter)
  return searches
    .filter(({ text }) => asked.includes(text))
    .map((search) => <Search key={search.text} search={search} partWords={partWords} />)
}

/**
 * A search whose text was taken out of the filter goes on for nobody, and all cores wait for it: it is cancelled. Where
 * the filter has its text again, by Back or by hand, it begins anew.
 */
function useEndOfUnwanted(filter: Filter, searches: readonly RecordSearch[]) {
  const running = useRef(new Map<string, RecordSearch['jobId']>())
  useEffect(() => {
    const wanted = recordTexts(filter)
    for (const [text, jobId] of running.current) {
      if (wanted.includes(text)) continue
      endUnwanted(jobId)
      running.current.delete(text)
    }
    for (const { text, state, jobId } of searches) {
      if (state === 'running') running.current.set(text, jobId)
      else running.current.delete(text)
      if (state === 'cancelled' && wasUnwanted(jobId)) searchAgain(text)
    }
  }, [filter, searches])
}

interface SearchProps {
  readonly search: RecordSearch
  /** What a search that did not end means for the events shown. */
  readonly partWords: string
}

function Search({ search, partWords }: SearchProps) {
  const { text, state, filesSearched, filesTotal, events, problems, filesNotSearched, jobId } = search
  const files = `${formatCount(filesSearched)} of ${formatCounted(filesTotal, 'log file')}`
  if (state === 'running')
    return (
      <div className="record-search" role="status">
        <span>
          Searching records for “{text}”: {files}, {formatCounted(events, 'event')} so far
        </span>
        <div className="record-search-progress">
          <Progress
            label={`Search of records for “${text}”`}
            share={filesTotal === 0 ? null : filesSearched / filesTotal}
          />
        </div>
        <Button icon="close" onClick={() => cancelJob(jobId)}>
          Cancel the search
        </Button>
      </div>
    )
  if (state !== 'done')
    return (
      <Part text={text}>
        The search of records for “{text}” {state === 'failed' ? 'broke off' : 'was cancelled'} after {files}:{' '}
        {partWords}.
      </Part>
    )
  if (filesNotSearched > 0)
    return (
      <Part text={text} problems={problems}>
        {formatCounted(filesNotSearched, 'log file')} of {formatCount(filesTotal)} could not be searched for “{text}”:{' '}
        {problems[0]}
      </Part>
    )
  return <Whole search={search} />
}

/** Said also when all is well: that a search was made, of what, and what it found that no event shows. */
function Whole({ search: { text, filesTotal, outside } }: { readonly search: RecordSearch }) {
  return (
    <div className="record-search muted" role="status">
      <span>
        Searched {formatCounted(filesTotal, 'log file')} for “{text}” (case-sensitive).
        {outside > 0 &&
          ` It is also found ${outside === 1 ? 'once' : `${formatCount(outside)} times`} outside the records of events: in further copies, or in text that is no event.`}
      </span>
    </div>
  )
}

interface PartProps {
  readonly text: string
  readonly problems?: readonly string[]
  readonly children: React.ReactNode
}

function Part({ text, problems = [], children }: PartProps) {
  return (
    <div className="record-search record-search-part" role="status">
      <Icon name="alert" size={14} />
      <span title={problems.join('\n')}>{children}</span>
      <Button onClick={() => searchAgain(text)}>Search again</Button>
    </div>
  )
}
