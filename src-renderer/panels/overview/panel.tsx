import { keepScroll, restoreScroll } from '../../parts/kept-scroll.ts'
import { useCase } from '../../state/case.ts'
import { FirstLook } from './first-look.tsx'
import { HowMuch } from './how-much.tsx'
import { HowProven } from './how-proven.tsx'
import { Missing } from './missing.tsx'
import { OfWhom } from './of-whom.tsx'
import './overview.css'

/** What the case is, before anything is asked of it: each number leads to what it counts. */
export function OverviewPanel() {
  const summary = useCase((state) => state.summary)
  if (summary === null) return null
  return (
    <div className="overview" ref={restoreScroll} onScroll={keepScroll}>
      <HowMuch summary={summary} />
      <div className="overview-pair">
        <HowProven summary={summary} />
        <Missing summary={summary} />
      </div>
      <FirstLook />
      <OfWhom />
    </div>
  )
}
