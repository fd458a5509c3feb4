import { useState } from 'react'
import { allColumns, filledOf } from '../../../src-shared/contract/export-columns.ts'
import type { ExportQuery } from '../../../src-shared/contract/index.ts'
import { offeredFields } from '../../../src-shared/filter/record-path.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { bundleDialog } from '../../../src-shared/words/bundles.ts'
import { type ExportFormat, exportFormatFacts } from '../../../src-shared/words/export-formats.ts'
import { exportDialogWords, exportOf } from '../../../src-shared/words/exporting.ts'
import { onlyRowsSentence } from '../../../src-shared/words/exports.ts'
import { ask } from '../../ask/ask.ts'
import { useQuery } from '../../ask/use-query.ts'
import { isPartial, useRecordSearches } from '../../ask/use-record-searches.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { type ExportedEvents, showBundle } from '../../state/export.ts'
import { useFilter } from '../../state/filter.ts'
import { useLayout } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { ColumnChoice } from './choices.tsx'
import { eventFormats, extensionFor } from './formats.ts'
import { ExportFrame } from './frame.tsx'
import { ManifestPreview } from './manifest-preview.tsx'
import { useFile } from './use-file.ts'

interface ChooseProps {
  readonly exported: ExportedEvents
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

/** Format, columns and place. */
export function Choose({ exported, ...ends }: ChooseProps) {
  const { filter, sort, onlyRows } = useAsked(exported)
  const shownColumns = useLayout((state) => state.columns)
  const [isAll, setIsAll] = useState(false)
  const [hasFields, setHasFields] = useState(false)
  const target = useFile<ExportFormat>('events', 'csv', extensionFor)
  const counted = useQuery('events', { filter, sort, columns: [], offset: 0, limit: 1 })
  const searches = useRecordSearches(filter)
  const isBeingJudged = useIsBeingJudged()
  const isSearching = searches.some(({ state }) => state === 'running')
  // While records are searched, the number of events is not yet what the export will hold.
  const shown = counted.state === 'ready' && !isPartial(searches) ? counted.value.total : null
  const events = onlyRows?.length ?? shown
  const enrichment = useQuery('enrichment', undefined)
  const all = enrichment.state === 'ready' ? filledOf(allColumns, enrichment.value.files) : allColumns
  const ofEvents = isAll ? all : shownColumns.map(({ name }) => name)
  const columns = hasFields ? [...ofEvents, ...offeredFields] : ofEvents

  const whyDisabled =
    events === 0
      ? exportDialogWords.noEvents
      : events === null && !isSearching && !isBeingJudged
        ? exportDialogWords.counting
        : null
  return (
    <ExportFrame
      {...ends}
      title="Export events"
      action={events === null ? 'Export' : `Export ${formatCounted(events, 'event')}`}
      formats={eventFormats}
      target={target}
      whyDisabled={whyDisabled}
      onExport={(chosen) => ask('exportEvents', { filter, sort, onlyRows, columns, ...chosen })}
      before={
        <>
          {exported.of === 'shown' && (
            <p>
              <Button look="quiet" icon="shield" onClick={showBundle}>
                {bundleDialog.instead}
              </Button>
            </p>
          )}
          {exported.of === 'filter' && <p>{exportOf.told(exported.whose)}</p>}
          {exported.of === 'rows' && <p>{onlyRowsSentence(exported.rows.length)}</p>}
          {counted.state === 'failed' && <p role="alert">{counted.failure.message}</p>}
          {isBeingJudged && (
            <p>
              {beingJudged} {exportDialogWords.waitsForEvents}
            </p>
          )}
          {isPartial(searches) && <p>{isSearching ? exportDialogWords.searching : exportDialogWords.notSearched}</p>}
        </>
      }
      choices={
        exportFormatFacts[target.format].choosesColumns && (
          <ColumnChoice
            shown={shownColumns}
            all={all.length}
            isAll={isAll}
            onAll={setIsAll}
            hasFields={hasFields}
            onFields={setHasFields}
          />
        )
      }
      manifest={<ManifestPreview filter={filter} sort={sort} events={events} />}
    />
  )
}

const byTime = { column: 'eventTime', descending: false } as const

/** Of rows of the grid the filter is that of the grid, which the manifest names. */
function useAsked(exported: ExportedEvents): Pick<ExportQuery, 'filter' | 'sort' | 'onlyRows'> {
  const { filter, sort } = useFilter()
  if (exported.of === 'filter') return { filter: exported.filter, sort: byTime }
  return exported.of === 'rows' ? { filter, sort, onlyRows: exported.rows } : { filter, sort }
}
