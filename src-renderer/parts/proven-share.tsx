import type { Filter } from '../../src-shared/filter/model.ts'
import type { Coverage } from '../../src-shared/model/ledger.ts'
import { checkSentence } from '../../src-shared/words/case-file.ts'
import { type CoverageOf, coverageSentence, isAllProven, unprovenWords } from '../../src-shared/words/coverage.ts'

import { useQuery } from '../ask/use-query.ts'
import { beingJudged } from '../ask/waiting.ts'
import { useCase } from '../state/case.ts'
import { Button } from '../widgets/button.tsx'
import { formatShare } from '../widgets/format.ts'
import { Popover } from '../widgets/popover.tsx'
import { UnprovenSpans } from './unproven-spans.tsx'
import './proven-share.css'
import { VerdictMark, type VerdictStatus } from './verdict.tsx'

interface ProvenShareProps {
  readonly filter: Filter
  /** Whose hours they are, as the sentence says it. */
  readonly of: CoverageOf
}

/** How much of the filter's hours of delivery is proven; opens those that are not. Claims nothing until known. */
export function ProvenShare({ filter, of }: ProvenShareProps) {
  const query = useQuery('coverage', { filter })
  switch (query.state) {
    case 'loading':
      return null
    case 'waiting':
      return (
        <span
          className="proven-share proven-share-to-come"
          title={`${beingJudged} Then it is told how much of the time is proven.`}
        >
          Coverage: verifying…
        </span>
      )
    case 'failed':
      return (
        <Button className="proven-share" title={query.failure.message} onClick={query.again}>
          Coverage unknown
        </Button>
      )
    case 'ready':
      return <Known share={query.value} of={of} isRefreshing={query.refreshing} />
  }
}

interface KnownProps {
  readonly share: Coverage
  readonly of: ProvenShareProps['of']
  readonly isRefreshing: boolean
}

function Known({ share, of, isRefreshing }: KnownProps) {
  const { provenHours, hours } = share
  const asOf = useCase((state) => checkSentence(state.summary?.caseFile))
  const sentence = [coverageSentence(share, of), ...(asOf === null ? [] : [asOf])].join(' ')
  const button = (
    <Button className="proven-share" title={`${sentence} Shows the hours that are not.`} aria-busy={isRefreshing}>
      <VerdictMark status={markOf(share)} />
      {hours === 0 ? 'No coverage' : `${formatShare(provenHours, hours)} of hours proven`}
      {unprovenWords(share).map((words) => (
        <span key={words} className="proven-share-rest">
          {words}
        </span>
      ))}
      {asOf !== null && <span className="proven-share-rest">as saved</span>}
    </Button>
  )
  return (
    <Popover label={`Coverage of ${of}`} button={button}>
      {() => <UnprovenSpans share={share} sentence={sentence} />}
    </Popover>
  )
}

function markOf(share: Coverage): VerdictStatus {
  if (share.hours === 0) return 'uncovered'
  return isAllProven(share) ? 'verified' : 'unverified'
}
