import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { formatCount } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'

type Counts = Pick<CaseSummary, 'records' | 'events' | 'duplicates' | 'unparsed'>

/** `20,322 records read = 20,000 events + 318 duplicates + 4 unparsed`: nothing was dropped silently. */
export function Balance({ records, events, duplicates, unparsed }: Counts) {
  const sum = events + duplicates + unparsed
  const isBalanced = records === sum
  return (
    <p
      className={isBalanced ? 'sources-balance' : 'sources-balance sources-unbalanced'}
      role={isBalanced ? undefined : 'alert'}
    >
      <Icon name={isBalanced ? 'check' : 'alert'} size={14} />
      <span>
        {formatCount(records)} {records === 1 ? 'record' : 'records'} read {isBalanced ? '=' : '≠'}{' '}
        {formatCount(events)} events + {formatCount(duplicates)} duplicates + {formatCount(unparsed)} unparsed
        {!isBalanced &&
          `. They differ by ${formatCount(Math.abs(records - sum))}: a fault in Trailproof, do not rely on these numbers.`}
      </span>
    </p>
  )
}
