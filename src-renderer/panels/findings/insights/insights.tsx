import type { Insight } from '../../../../src-shared/contract/insights.ts'
import { insightsMean, insightTitle, rateWords, reconciled } from '../../../../src-shared/words/insights.ts'
import { showEvents } from '../../../state/open.ts'
import { Button } from '../../../widgets/button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { Timestamp } from '../../../widgets/timestamp.tsx'
import './insights.css'

/** What CloudTrail Insights recorded, beside what the case has of it. */
export const Insights = ({ insights }: { readonly insights: readonly Insight[] }) => (
  <section className="insights" aria-label="CloudTrail Insights">
    <h2>{formatCounted(insights.length, 'Insight of CloudTrail', 'Insights of CloudTrail')}</h2>
    <p className="muted">{insightsMean}</p>
    <ul>
      {insights.map((insight) => (
        <li key={insight.id}>
          <InsightEntry insight={insight} />
        </li>
      ))}
    </ul>
  </section>
)

function InsightEntry({ insight }: { readonly insight: Insight }) {
  const { start, end, account, region, activity, baseline, attributions, filter, activityFilter } = insight
  const title = insightTitle(insight)
  return (
    <article className="finding" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <Button look="quiet" onClick={() => showEvents(filter)}>
          Show its records
        </Button>
        {activityFilter !== null && activity.found !== null && (
          <Button icon="events" disabled={activity.found.events === 0} onClick={() => showEvents(activityFilter)}>
            Show {formatCounted(activity.found.events, 'event')}
          </Button>
        )}
      </header>
      <p className="finding-sentence">{reconciled(insight)}</p>
      <dl>
        <dt>Seen</dt>
        <dd>
          <Timestamp ms={start} />
          {end !== null && (
            <>
              {' to '}
              <Timestamp ms={end} />
            </>
          )}
          {`, account ${account ?? 'not named'}, ${region ?? 'Region not named'}`}
        </dd>
        <dt>Rate</dt>
        <dd>{rateWords(activity)}</dd>
        <dt>Baseline</dt>
        <dd>{rateWords(baseline)}</dd>
        {attributions.map(({ attribute, insight: then }) => (
          <Attributed key={attribute} attribute={attribute} rates={then} />
        ))}
      </dl>
    </article>
  )
}

interface AttributedProps {
  readonly attribute: string
  readonly rates: Insight['attributions'][number]['insight']
}

const Attributed = ({ attribute, rates }: AttributedProps) => (
  <>
    <dt>{attribute}</dt>
    <dd>{rates.map(({ value, rate }) => `${value ?? 'none'} (${rate} a minute)`).join(', ')}</dd>
  </>
)
