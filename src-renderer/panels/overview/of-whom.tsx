import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { SearchedCard } from '../../parts/value-card.tsx'

const cards = [
  ['Actors', 'actor'],
  ['Origins of sessions', 'origin'],
  ['Accounts', 'recipientAccountId'],
  ['Regions', 'awsRegion'],
  ['Services', 'eventSource'],
  ['Operations', 'eventName'],
  ['Source addresses', 'sourceIPAddress'],
  ['Errors', 'errorCode'],
] as const satisfies readonly (readonly [string, FilterColumn])[]

/** Who acted, where and what was called, the most frequent first. */
export const OfWhom = () => (
  <section aria-label="Of whom">
    <div className="value-cards">
      {cards.map(([title, column]) => (
        <SearchedCard key={column} title={title} column={column} within={everything} search="" />
      ))}
    </div>
  </section>
)
