import type { AbsenceCounts } from '../model/explanation.ts'
import { absenceCountWords } from './absences.ts'
import { contradicts, restsOnEvidence } from './outcome.ts'

interface StatusFacts {
  readonly proof: {
    readonly doubts: Parameters<typeof contradicts>[0]
    readonly absences: AbsenceCounts
  }
}

/** What the shares of events in the status bar do not tell: what is missing or invalid, and what is in doubt. */
export const statusWords = ({ proof: { doubts, absences } }: StatusFacts): readonly string[] => [
  ...absenceCountWords(absences),
  ...(contradicts(doubts) ? ['files contradict'] : []),
  ...(restsOnEvidence(doubts) ? ['keys not compared with AWS'] : []),
]
