import { formatCounted } from '../base/count.ts'
import type { AbsenceCounts } from '../model/explanation.ts'
import type { IntegrityCounts } from '../model/integrity.ts'
import { absenceCountWords } from './absences.ts'
import { contradicts, restsOnEvidence } from './outcome.ts'

interface StatusFacts {
  readonly integrity: Pick<IntegrityCounts, 'otherFiles'>
  readonly proof: {
    readonly doubts: Parameters<typeof contradicts>[0]
    readonly absences: AbsenceCounts
  }
}

/** What the shares of events in the status bar do not tell: what is missing or invalid, and what is in doubt. */
export const statusWords = ({ integrity, proof }: StatusFacts): readonly string[] => [
  ...absenceCountWords(proof.absences),
  ...otherForms(integrity.otherFiles.otherForms),
  ...(contradicts(proof.doubts) ? ['files contradict'] : []),
  ...(restsOnEvidence(proof.doubts) ? ['keys not compared with AWS'] : []),
]

const otherForms = (files: number): readonly string[] =>
  files === 0 ? [] : [`${formatCounted(files, 'file')} of events in another form`]
