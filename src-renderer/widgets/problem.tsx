import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { Icon } from './icon.tsx'
import './notice.css'

interface ProblemProps {
  /** A whole sentence that names the thing and the reason. */
  readonly message: string
  /** For whoever mends it: code, stack, query. Copied, not shown. */
  readonly details?: string
  readonly onRetry?: () => void
}

export function Problem({ message, details, onRetry }: ProblemProps) {
  return (
    <div className="notice problem" role="alert">
      <Icon name="alert" size={24} />
      <p>{message}</p>
      <div className="notice-actions">
        {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
        <CopyButton what="details" text={details === undefined ? message : `${message}\n\n${details}`} worded />
      </div>
    </div>
  )
}
