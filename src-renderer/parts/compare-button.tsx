import { showComparison, useCompare } from '../state/compare.ts'
import { Button } from '../widgets/button.tsx'

/** Sets the events that were taken side by side. Nothing before there are two. */
export function CompareButton() {
  const taken = useCompare((state) => state.rows.length)
  if (taken < 2) return null
  return (
    <Button look="quiet" icon="compare" onClick={showComparison}>
      Compare {taken}
    </Button>
  )
}
