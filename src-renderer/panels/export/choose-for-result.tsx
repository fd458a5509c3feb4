import type { SqlAsked } from '../../../src-shared/contract/index.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import type { ResultFormat } from '../../../src-shared/words/export-formats.ts'
import { ask } from '../../ask/ask.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { formatsOfResult } from './formats.ts'
import { ExportFrame } from './frame.tsx'
import { ResultManifestPreview } from './manifest-preview.tsx'
import { useFile } from './use-file.ts'

interface ChooseForResultProps {
  readonly query: SqlAsked
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

/** Format and place of all rows of a query. */
export function ChooseForResult({ query, ...ends }: ChooseForResultProps) {
  const target = useFile<ResultFormat>('result', 'csv')
  const isBeingJudged = useIsBeingJudged()
  return (
    <ExportFrame
      {...ends}
      title="Export the result"
      action="Export all rows"
      formats={formatsOfResult}
      target={target}
      whyDisabled={null}
      onExport={(chosen) => ask('exportSql', { ...query, ...chosen })}
      before={
        <>
          <p>
            The query runs again, and all of its rows are written as they are found: not only those on screen, in the
            order of the query.
          </p>
          {isBeingJudged && <p>{beingJudged} The export waits for that: its manifest tells what the case proves.</p>}
        </>
      }
      manifest={<ResultManifestPreview query={query} />}
    />
  )
}
