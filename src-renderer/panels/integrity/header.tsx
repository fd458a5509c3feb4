import { sumOf } from '../../../src-shared/base/count.ts'
import type { IntegrityOverview } from '../../../src-shared/contract/index.ts'
import { digestSentence, headlineOf } from '../../../src-shared/words/headline.ts'
import { provenWord } from '../../../src-shared/words/outcome.ts'
import { reportCommands } from '../../../src-shared/words/report/dialog.ts'
import { AsSavedMark } from '../../parts/as-saved.tsx'
import { VerdictMark } from '../../parts/verdict.tsx'
import { showReport } from '../../state/export.ts'
import { Button } from '../../widgets/button.tsx'

interface HeaderProps {
  readonly overview: IntegrityOverview
  readonly partial: boolean
}

export function Header({ overview, partial }: HeaderProps) {
  const { counts, keys } = overview
  const used = keys.filter(({ trust }) => trust !== 'not-used')
  const { mark, sentence, others, advice } = headlineOf(counts, used, partial, overview)
  const hasDigests = sumOf(counts.digests) - counts.digests.missing > 0
  return (
    <header className="integrity-header">
      <VerdictMark status={mark} size={26} />
      <div>
        <h1>{sentence}</h1>
        <AsSavedMark />
        {hasDigests && <p>{digestSentence(counts.digests, provenWord(overview.doubts))}</p>}
        {others.map((told) => (
          <p key={told}>{told}</p>
        ))}
        <p className="muted">{advice}</p>
      </div>
      <Button icon="download" onClick={() => showReport('integrity')}>
        {reportCommands.integrity}
      </Button>
    </header>
  )
}
