import { classes } from './classes.ts'
import './middle-cut.css'

interface MiddleCutProps {
  readonly text: string
  /** Characters kept whole at the end: an ARN's or a path's telling part. */
  readonly tail?: number
  readonly mono?: boolean
}

/**
 * Text that loses its middle, not its end, when there is no room: `arn:aws:sts::1111…/session`.
 * Two spans and CSS: nothing is measured, a copy of the selection is the whole text, the hover shows it all.
 */
export function MiddleCut({ text, tail = 18, mono = true }: MiddleCutProps) {
  const at = Math.max(0, text.length - tail)
  return (
    <span className={classes('middle-cut', mono && 'mono')} title={text}>
      <span className="middle-cut-head">{text.slice(0, at)}</span>
      <span className="middle-cut-tail">{text.slice(at)}</span>
    </span>
  )
}
