import { useState } from 'react'
import { allColumns } from '../../../src-shared/contract/export-columns.ts'
import type { ExportFormat } from '../../../src-shared/contract/index.ts'
import { offeredFields } from '../../../src-shared/filter/record-path.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { ask } from '../../ask/ask.ts'
import { useQuery } from '../../ask/use-query.ts'
import { isPartial, useRecordSearches } from '../../ask/use-record-searches.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { useCase } from '../../state/case.ts'
import { useFilter } from '../../state/filter.ts'
import { useLayout } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { ColumnChoice, FormatChoice } from './choices.tsx'
import { FilePlace } from './file-place.tsx'
import { formatWords } from './formats.ts'
import { ManifestPreview } from './manifest-preview.tsx'
import { useFile } from './use-file.ts'

interface ChooseProps {
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

/** Format, columns and place. */
export function Choose({ onBegin, onClose }: ChooseProps) {
  const { filter, sort } = useFilter()
  const shownColumns = useLayout((state) => state.columns)
  const title = useCase((state) => state.summary?.title ?? 'case')
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [isAll, setIsAll] = useState(false)
  const [hasFields, setHasFields] = useState(false)
  const { file, place, suggestedName, setFile, changeFormat } = useFile(title, 'events', format)
  const [problem, setProblem] = useState<string | null>(null)
  const counted = useQuery('events', { filter, sort, columns: [], offset: 0, limit: 1 })
  const searches = useRecordSearches(filter)
  const isBeingJudged = useIsBeingJudged()
  const isSearching = searches.some(({ state }) => state === 'running')
  // While records are searched, the number of events is not yet what the export will hold.
  const events = counted.state === 'ready' && !isPartial(searches) ? counted.value.total : null
  const ofEvents = isAll ? allColumns : shownColumns.map(({ name }) => name)
  const columns = hasFields ? [...ofEvents, ...offeredFields] : ofEvents

  const whyDisabled =
    place === ''
      ? 'Choose a file to write first.'
      : events === 0
        ? 'The filter shows no event, so there is nothing to export.'
        : events === null && !isSearching && !isBeingJudged
          ? 'The events are still being counted.'
          : null

  const begin = async () => {
    setProblem(null)
    const answer = await ask('exportEvents', { filter, sort, format, columns, file: place })
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer.message)
  }
  return (
    <Dialog
      title="Export events"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={whyDisabled !== null} onClick={begin}>
            {events === null ? 'Export' : `Export ${formatCounted(events, 'event')}`}
          </Button>
        </>
      }
    >
      <div className="export">
        {counted.state === 'failed' && <p role="alert">{counted.failure.message}</p>}
        {isBeingJudged && (
          <p>{beingJudged} The export waits for that: its manifest tells which of its events are proven.</p>
        )}
        {isPartial(searches) && <p>{partialWords(isSearching)}</p>}
        <FormatChoice
          words={formatWords}
          format={format}
          onFormat={(next) => {
            changeFormat(next)
            setFormat(next)
          }}
        />
        {format === 'csv' && (
          <ColumnChoice
            shown={shownColumns}
            isAll={isAll}
            onAll={setIsAll}
            hasFields={hasFields}
            onFields={setHasFields}
          />
        )}
        <FilePlace file={file} format={format} suggestedName={suggestedName} onFile={setFile} />
        {whyDisabled !== null && <p className="muted">{whyDisabled}</p>}
        {place !== '' && place !== file && (
          <p className="muted">
            It is written to <span className="mono">{place}</span>
          </p>
        )}
        {problem !== null && (
          <p className="export-problem" role="alert">
            {problem}
          </p>
        )}
        <ManifestPreview filter={filter} sort={sort} events={events} />
      </div>
    </Dialog>
  )
}

const partialWords = (isSearching: boolean): string =>
  isSearching
    ? 'The log files are still being searched. The export waits for that and holds every event found.'
    : 'Not every log file was searched for what the filter looks for in records: an export would leave events out. Search again first.'
