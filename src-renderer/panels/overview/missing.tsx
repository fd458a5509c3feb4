import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { absencesSentence } from '../../../src-shared/words/absences.ts'
import { notReadSentence, unreadFiles } from '../../../src-shared/words/not-read.ts'
import { everythingRead } from '../../../src-shared/words/overview.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { showSection } from '../../state/layout.ts'
import { showUnread } from '../../state/sources.ts'
import { Button } from '../../widgets/button.tsx'
import { Waiting } from '../../widgets/empty.tsx'

/** What no answer about the case counts: missing in the evidence, or not read of it. */
export function Missing({ summary }: { readonly summary: CaseSummary }) {
  const { notRead, partialReason } = summary
  const unread = notReadSentence(notRead)
  return (
    <section className="overview-card" aria-label="Missing or unread">
      <h2>Missing or unread</h2>
      {partialReason !== null && <p className="overview-partial">{partialReason}</p>}
      <p>
        {unread ?? (partialReason === null && everythingRead)}{' '}
        {unread !== null && (
          <Button look="link" onClick={() => showUnread(unreadFiles(notRead) > 0 ? 'files' : 'unparsed')}>
            Show them
          </Button>
        )}
      </p>
      {summary.isBeingJudged ? (
        <Waiting text={`${beingJudged} Then it is told what is missing.`} />
      ) : (
        <p>
          {absencesSentence(summary.proof.absences)}{' '}
          <Button look="link" onClick={() => showSection('integrity')}>
            Show the hours
          </Button>
        </p>
      )}
    </section>
  )
}
