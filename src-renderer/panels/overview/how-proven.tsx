import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import { headlineOf } from '../../../src-shared/words/headline.ts'
import { useQuery } from '../../ask/use-query.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { Answered } from '../../parts/answered.tsx'
import { AsSavedMark } from '../../parts/as-saved.tsx'
import { ProvenShare } from '../../parts/proven-share.tsx'
import { VerdictMark } from '../../parts/verdict.tsx'
import { showSection } from '../../state/layout.ts'
import { showEvents } from '../../state/open.ts'
import { Button, PlainButton } from '../../widgets/button.tsx'
import { Waiting } from '../../widgets/empty.tsx'
import { formatCount, formatShare } from '../../widgets/format.ts'

const order = ['verified', 'unverified', 'uncovered', 'invalid', 'missing'] as const

/** What hashes and signatures say of the whole, and of how many events. */
export function HowProven({ summary }: { readonly summary: CaseSummary }) {
  return (
    <section className="overview-card" aria-label="How well proven">
      <h2>How well proven</h2>
      {summary.isBeingJudged ? (
        <Waiting text={`${beingJudged} Then it is told what is proven.`} />
      ) : (
        <>
          <Verdict partial={summary.partial} />
          <ul className="overview-verdicts">
            {order.map((status) => {
              const events = summary.eventsByVerdict[status]
              if (events === 0) return null
              return (
                <li key={status}>
                  <PlainButton
                    className="overview-verdict"
                    onClick={() => showEvents(filterOf([{ column: 'logVerdict', operator: 'is', values: [status] }]))}
                  >
                    <VerdictMark status={status} /> <strong>{formatShare(events, summary.events)}</strong>{' '}
                    <span className="muted">
                      {formatCount(events)} in {status} files
                    </span>
                  </PlainButton>
                </li>
              )
            })}
          </ul>
          <p className="overview-counts">
            <ProvenShare filter={everything} of="the case" />
            <Button look="link" onClick={() => showSection('integrity')}>
              All verdicts
            </Button>
          </p>
        </>
      )}
    </section>
  )
}

function Verdict({ partial }: { readonly partial: boolean }) {
  const query = useQuery('integrity', undefined)
  return (
    <Answered query={query} loading="Reading the verdicts…">
      {(overview) => {
        const used = overview.keys.filter(({ trust }) => trust !== 'not-used')
        const { mark, sentence, others } = headlineOf(overview.counts, used, partial, overview)
        return (
          <div className="overview-headline">
            <VerdictMark status={mark} size={22} />
            <div>
              <p>{sentence}</p>
              <AsSavedMark />
              {others.map((told) => (
                <p key={told} className="muted">
                  {told}
                </p>
              ))}
            </div>
          </div>
        )
      }}
    </Answered>
  )
}
