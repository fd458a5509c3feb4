import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { fileKinds } from '../../../src-shared/model/event.ts'
import { countOfKind } from '../../../src-shared/words/files.ts'
import type { AskedFiles } from '../../state/sources.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'

interface FilesBarProps {
  readonly summary: CaseSummary
  readonly all: number
  readonly asked: AskedFiles
  readonly onAsk: (change: Partial<AskedFiles>) => void
}

/** Narrows the list of files: by kind, to those with problems, by name. */
export function FilesBar({ summary, all, asked, onAsk }: FilesBarProps) {
  const { files, filesWithProblems } = summary
  const kinds = fileKinds.filter((each) => files[each] > 0)
  return (
    <div className="sources-bar">
      <fieldset>
        <legend className="spoken">Kind of file</legend>
        {[null, ...kinds].map((each) => (
          <Button key={each ?? 'all'} look="quiet" pressed={asked.kind === each} onClick={() => onAsk({ kind: each })}>
            {each === null ? formatCounted(all, 'file') : countOfKind(each, files[each])}
          </Button>
        ))}
      </fieldset>
      <Button
        look="quiet"
        icon="alert"
        pressed={asked.problemsOnly}
        disabled={filesWithProblems === 0}
        onClick={() => onAsk({ problemsOnly: !asked.problemsOnly })}
      >
        {filesWithProblems === 0 ? 'No problems' : `${formatCounted(filesWithProblems, 'file')} with problems`}
      </Button>
      <SearchInput label="Search names and forms" value={asked.text} onChange={(text) => onAsk({ text })} />
    </div>
  )
}
