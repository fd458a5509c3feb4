import { exportWords } from '../../../src-shared/words/exporting.ts'
import { Button } from '../../widgets/button.tsx'

export interface Refusal {
  readonly code: string
  readonly message: string
}

interface RefusedProps {
  readonly refusal: Refusal
  readonly onReplace: () => void
}

/** Why nothing is written. What is there already is replaced only when that is said. */
export const Refused = ({ refusal: { code, message }, onReplace }: RefusedProps) => (
  <div className="dialog-problem export-problem" role="alert">
    <p>{code === 'exists' ? `${message} ${exportWords.existsAsks}` : message}</p>
    {code === 'exists' && (
      <Button look="danger" onClick={onReplace}>
        Replace it
      </Button>
    )}
  </div>
)
