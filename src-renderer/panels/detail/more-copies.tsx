import { copiesToldSentence } from '../../../src-shared/words/copies.ts'
import { Button } from '../../widgets/button.tsx'

interface MoreCopiesProps {
  readonly told: number
  readonly total: number
  readonly readMore: () => void
}

/** Copies of an event come page by page: how many there are, and the way to the next page. Nothing once all are there. */
export function MoreCopies({ told, total, readMore }: MoreCopiesProps) {
  if (told >= total) return null
  return (
    <p className="muted">
      {copiesToldSentence(told, total)}{' '}
      <Button look="quiet" onClick={readMore}>
        Show more
      </Button>
    </p>
  )
}
