import { type Enrichment, type EnrichmentFile, unfilledColumns } from '../../../../src-shared/model/enrichment.ts'
import {
  addressesKnown,
  enrichmentFileIs,
  enrichmentFileWords,
  enrichmentWindow,
  fillerOf,
} from '../../../../src-shared/words/enrichment.ts'
import { Button } from '../../../widgets/button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { MiddleCut } from '../../../widgets/middle-cut.tsx'

interface FilesProps {
  readonly enrichment: Enrichment
  readonly isReading: boolean
  readonly onRemove: (path: string) => void
  readonly onReadAgain: () => void
}

/** Each file, and what would fill the columns that none fills. */
export function EnrichmentFiles({ enrichment, isReading, onRemove, onReadAgain }: FilesProps) {
  const { files, addresses } = enrichment
  const unfilled = unfilledColumns(files)
  return (
    <>
      {files.length === 0 && <p>{enrichmentWindow.none}</p>}
      <ul className="enrichment-files">
        {files.map((file) => (
          <li key={file.path}>
            <File file={file} addresses={addresses} />
            <Button
              look="quiet"
              disabled={isReading}
              aria-label={`Remove ${file.path}`}
              onClick={() => onRemove(file.path)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {files.length > 0 && (
        <Button disabled={isReading} title={enrichmentWindow.againDoc} onClick={onReadAgain}>
          {enrichmentWindow.again}
        </Button>
      )}
      {unfilled.length > 0 && (
        <ul className="muted">
          {unfilled.map((column) => (
            <li key={column}>{fillerOf(column)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function File({ file, addresses }: { readonly file: EnrichmentFile; readonly addresses: number }) {
  const { path, sha256, problems, problemCount, hasChanged, kind } = file
  const more = problemCount - problems.length
  return (
    <div>
      <strong>
        <MiddleCut text={path} tail={40} />
      </strong>
      <p>
        {enrichmentFileIs(file)}.{kind !== null && addressesKnown(file.addresses, addresses)}
      </p>
      {sha256 !== null && <p className="mono muted">SHA-256 {sha256}</p>}
      {hasChanged && <p role="alert">{enrichmentFileWords.changed}</p>}
      {problems.length > 0 && (
        <ul role={kind === null ? 'alert' : undefined}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {more > 0 && <li>{formatCounted(more, 'further problem')}.</li>}
        </ul>
      )}
    </div>
  )
}
