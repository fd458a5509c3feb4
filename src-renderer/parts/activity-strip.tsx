import type { TimeSpan } from '../../src-shared/base/time.ts'
import { withRange } from '../../src-shared/filter/asks.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { useQuery } from '../ask/use-query.ts'
import { showEvents } from '../state/open.ts'
import { Answered } from './answered.tsx'
import './activity-strip.css'
import { PlainButton } from '../widgets/button.tsx'
import { formatCounted } from '../widgets/format.ts'
import { Timestamp, useTimeText } from '../widgets/timestamp.tsx'
import { Toolbar } from '../widgets/toolbar.tsx'

const bars = 96

/** When it was active within the time of the whole case: a bar opens its events. */
export function ActivityStrip({ filter }: { readonly filter: Filter }) {
  const query = useQuery('histogram', { filter, range: null, maxBuckets: bars })
  const timeText = useTimeText()
  return (
    <section className="activity" aria-label="Activity">
      <Answered query={query} loading="Counting events over time…">
        {({ from, width, total, errors }) => {
          const highest = Math.max(1, ...total)
          const end = from + width * total.length
          const spanOf = (bar: number): TimeSpan => ({
            from: (from + bar * width) as TimeSpan['from'],
            until: (from + (bar + 1) * width) as TimeSpan['until'],
          })
          return (
            <>
              <Toolbar label="Activity over the time of the case" className="activity-strip">
                {total.map((events, bar) => (
                  <PlainButton
                    // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
                    key={bar}
                    className="activity-bar"
                    disabled={events === 0}
                    hint={`${timeText(from + bar * width)}: ${formatCounted(events, 'event')}, ${errors[bar]} failed`}
                    aria-label={`${timeText(from + bar * width)}, ${formatCounted(events, 'event')}`}
                    onClick={() => showEvents(withRange(filter, spanOf(bar)))}
                  >
                    <span className="activity-shown" style={{ height: `${heightOf(events, highest)}%` }}>
                      <span
                        className="activity-failed"
                        style={{ height: `${events === 0 ? 0 : (errors[bar]! / events) * 100}%` }}
                      />
                    </span>
                  </PlainButton>
                ))}
              </Toolbar>
              <p className="activity-scale muted">
                <Timestamp ms={from} />
                <Timestamp ms={end} />
              </p>
            </>
          )
        }}
      </Answered>
    </section>
  )
}

/** Percent; what is there is never too low to be seen. */
const heightOf = (events: number, highest: number) => (events === 0 ? 0 : Math.max(6, (events / highest) * 100))
