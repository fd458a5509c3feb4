import { formatCounted } from '../../../src-shared/base/count.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import { everything } from '../../../src-shared/filter/model.ts'

/** Why a rule says nothing. */
const causes = {
  mistake: 'A rule that fails is a mistake in Trailproof. What it looks for may be in the case unseen.',
  memory:
    'Its thread ended, most likely because it took more memory than there is. What it looks for may be in the case unseen: open fewer files at a time.',
} as const

/** The finding in place of what a rule would have found. */
export function notKnown(about: Rule, cause: keyof typeof causes, reason: string, events: number): Finding {
  return {
    ...about,
    id: `${about.rule}:failed`,
    title: `Rule failed: ${about.title}`,
    sentence: `The rule stopped, and whether it finds anything among the ${formatCounted(events, 'event')} of the case is not known: ${reason}`,
    why: causes[cause],
    benignCauses: 'It says nothing about the evidence.',
    firstSeen: null,
    lastSeen: null,
    events,
    filter: everything,
    hasFailed: true,
  }
}
