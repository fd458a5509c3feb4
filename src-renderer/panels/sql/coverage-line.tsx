import { everything } from '../../../src-shared/filter/filter.ts'
import { useQuery } from '../../ask/use-query.ts'
import { showSection } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted, formatShare } from '../../widgets/format.ts'
import './coverage-line.css'

/** How much of the case is proven: queries know no filter, so it is of all its hours. Claims nothing until known. */
export function CoverageLine() {
  const query = useQuery('coverage', { filter: everything })
  if (query.state !== 'ready') return null
  const { hours, provenHours, absentTotal } = query.value
  return (
    <p className="sql-coverage muted">
      {hours === 0
        ? 'Queries see the whole case. No digest and no log file tells of an hour of it.'
        : `Queries see the whole case: ${formatCount(provenHours)} of its ${formatCounted(hours, 'hour')} of delivery are proven (${formatShare(provenHours, hours)}).`}
      {absentTotal > 0 && (
        <Button
          look="quiet"
          title="Shows the coverage map; the table “coverage” holds the same hours"
          onClick={() => showSection('integrity')}
        >
          {formatCounted(absentTotal, 'span')} absent
        </Button>
      )}
    </p>
  )
}
