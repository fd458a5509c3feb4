import type { Holds, ProofLink, ProofOutcome } from '../../../src-shared/model/proof.ts'
import { holdsWords, linkMark, outcomeWords, suppliesOnly } from '../../../src-shared/words/proofs.ts'
import type { VerdictStatus } from '../../parts/verdict.tsx'
import type { IconName } from '../../widgets/icon.tsx'

export interface Mark {
  readonly word: string
  readonly icon: IconName
  /** Whose colour it has. */
  readonly like: VerdictStatus
}

const holdsMarks: Readonly<Record<Holds, Mark>> = {
  holds: { word: holdsWords.holds, icon: 'check', like: 'verified' },
  fails: { word: holdsWords.fails, icon: 'close', like: 'invalid' },
  unknown: { word: holdsWords.unknown, icon: 'help', like: 'unverified' },
}

/** A link that only supplies what later links compare has no colour of a proof. */
export function markOf({ kind, holds }: Pick<ProofLink, 'kind' | 'holds'>): Mark {
  if (!suppliesOnly({ kind, holds })) return holdsMarks[holds]
  return { word: linkMark({ kind, holds }), icon: 'minus', like: 'uncovered' }
}

export const outcomeMarks: Readonly<Record<ProofOutcome, Mark>> = {
  proven: { word: outcomeWords.proven, icon: 'check', like: 'verified' },
  consistent: { word: outcomeWords.consistent, icon: 'help', like: 'unverified' },
  disproved: { word: outcomeWords.disproved, icon: 'close', like: 'invalid' },
  'not-provable': { word: outcomeWords['not-provable'], icon: 'help', like: 'unverified' },
}
