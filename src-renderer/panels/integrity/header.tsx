import { sumOf } from '../../../src-shared/base/count.ts'
import type { IntegrityCounts, TrustedKey } from '../../../src-shared/model/integrity.ts'
import { digestSentence, headlineOf } from '../../../src-shared/words/headline.ts'
import { VerdictMark } from '../../parts/verdict.tsx'

interface HeaderProps {
  readonly counts: IntegrityCounts
  readonly keys: readonly TrustedKey[]
  readonly partial: boolean
}

export function Header({ counts, keys, partial }: HeaderProps) {
  const { mark, sentence, advice } = headlineOf(counts, keys, partial)
  const hasDigests = sumOf(counts.digests) - counts.digests.missing > 0
  return (
    <header className="integrity-header">
      <VerdictMark status={mark} size={26} />
      <div>
        <h1>{sentence}</h1>
        {hasDigests && <p>{digestSentence(counts.digests)}</p>}
        <p className="muted">{advice}</p>
      </div>
    </header>
  )
}
