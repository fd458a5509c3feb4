import type { SqlAsked } from '../../../src-shared/contract/index.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import type { ResultFormat } from '../../../src-shared/words/export-formats.ts'
import { exportDialogWords } from '../../../src-shared/words/exporting.ts'
import { ask } from '../../ask/ask.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { extensionFor, formatsOfResult } from './formats.ts'
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
  const target = useFile<ResultFormat>('result', 'csv', extensionFor)
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
          <p>{exportDialogWords.runsAgain}</p>
          {isBeingJudged && (
            <p>
              {beingJudged} {exportDialogWords.waitsForResult}
            </p>
          )}
        </>
      }
      manifest={<ResultManifestPreview query={query} />}
    />
  )
}
