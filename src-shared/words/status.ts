import { formatCounted } from '../base/count.ts'
import type { IntegrityCounts } from '../model/integrity.ts'
import { contradicts, restsOnEvidence } from './outcome.ts'

interface StatusFacts {
  readonly integrity: Pick<IntegrityCounts, 'digests'>
  readonly proof: {
    readonly doubts: Parameters<typeof contradicts>[0]
    readonly gaps: number
    readonly unclear: number
    readonly holes: number
  }
}

/** What the shares of events in the status bar do not tell: digests, time without digests, and what is in doubt. */
export function statusWords({ integrity: { digests }, proof }: StatusFacts): readonly string[] {
  const told = (count: number, one: string, many: string) => (count === 0 ? [] : [formatCounted(count, one, many)])
  return [
    ...told(digests.invalid, 'digest altered', 'digests altered'),
    ...told(digests.missing, 'digest missing', 'digests missing'),
    ...told(proof.gaps, 'gap', 'gaps'),
    ...told(proof.unclear, 'gap or hole', 'gaps or holes'),
    ...told(proof.holes, 'hole', 'holes'),
    ...(contradicts(proof.doubts) ? ['files contradict'] : []),
    ...(restsOnEvidence(proof.doubts) ? ['keys not compared with AWS'] : []),
  ]
}
