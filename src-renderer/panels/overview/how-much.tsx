import { sumOf } from '../../../src-shared/base/count.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { type Condition, everything, filterOf } from '../../../src-shared/filter/model.ts'
import { ActivityStrip } from '../../parts/activity-strip.tsx'
import { showSection } from '../../state/layout.ts'
import { showEvents } from '../../state/open.ts'
import { showUnread } from '../../state/sources.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted, formatDuration } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'

const unusualTime = filterOf([
  {
    any: [
      { column: 'eventTimeWritten', operator: 'isSet', values: [] },
      { column: 'eventTime', operator: 'isNotSet', values: [] },
    ],
  },
])
const only = (condition: Condition) => () => showEvents(filterOf([condition]))

/** How many events of when, how they balance with what was read, and when they happened. */
export function HowMuch({ summary }: { readonly summary: CaseSummary }) {
  const { title, events, errorEvents, firstEventTime: first, lastEventTime: last, eventsWithoutTime } = summary
  return (
    <section aria-label="How much">
      <h1>{title}</h1>
      <p className="overview-counts">
        <Button look="link" onClick={() => showEvents(everything)}>
          {formatCounted(events, 'event')}
        </Button>
        <span>
          {first === null || last === null ? (
            'none with a readable time'
          ) : (
            <>
              from <Timestamp ms={first} /> to <Timestamp ms={last} /> ({formatDuration(last - first)})
            </>
          )}
        </span>
        {errorEvents > 0 && (
          <Button look="link" onClick={only({ column: 'isError', operator: 'is', values: ['true'] })}>
            {formatCounted(errorEvents, 'failed call')}
          </Button>
        )}
        {eventsWithoutTime > 0 && (
          <Button look="link" onClick={() => showEvents(unusualTime)}>
            {formatCounted(eventsWithoutTime, 'event')} without a time in CloudTrail’s form
          </Button>
        )}
      </p>
      <Read summary={summary} />
      <ActivityStrip filter={everything} />
    </section>
  )
}

/** What the events were read from. */
function Read({ summary }: { readonly summary: CaseSummary }) {
  const { records, events, duplicates, unparsed, conflicting, files } = summary
  return (
    <p className="overview-counts muted">
      <Button look="link" onClick={() => showSection('sources')}>
        {formatCounted(sumOf(files), 'file')}
      </Button>
      <span>
        {formatCounted(records, 'record')} read = {formatCount(events)} events + {formatCount(duplicates)} duplicates +{' '}
        {formatCount(unparsed)} unparsed
      </span>
      {unparsed > 0 && (
        <Button look="link" onClick={() => showUnread('unparsed')}>
          Show what is unparsed
        </Button>
      )}
      {conflicting > 0 && (
        <Button look="link" onClick={only({ column: 'conflicting', operator: 'is', values: ['true'] })}>
          {formatCounted(conflicting, 'event')} with copies that differ
        </Button>
      )}
    </p>
  )
}
