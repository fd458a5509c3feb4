import type { ReactNode } from 'react'
import type { Status } from '../../src-shared/model/integrity.ts'
import { classes } from '../widgets/classes.ts'
import './verdict.css'

export type VerdictStatus = Status

// Six outlines that stay apart without colour and at 12 px.
const shapes: Readonly<Record<VerdictStatus, ReactNode>> = {
  verified: (
    <>
      <circle className="verdict-filled" cx="8" cy="8" r="6.2" />
      <path className="verdict-inner" d="M5 8.3 L7.2 10.5 L11 5.8" />
    </>
  ),
  unverified: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.6 V8.6 M8 11 V11.2" />
    </>
  ),
  invalid: (
    <>
      <path className="verdict-filled" d="M5.4 1.6 H10.6 L14.4 5.4 V10.6 L10.6 14.4 H5.4 L1.6 10.6 V5.4 Z" />
      <path className="verdict-inner" d="M5.6 5.6 L10.4 10.4 M10.4 5.6 L5.6 10.4" />
    </>
  ),
  moved: <path d="M8 1.8 L14.2 8 L8 14.2 L1.8 8 Z M5.4 8 H10.4 M8.4 6 L10.4 8 L8.4 10" />,
  missing: <path strokeDasharray="2.4 2" d="M2.4 2.4 H13.6 V13.6 H2.4 Z" />,
  uncovered: <path d="M8 2 A6 6 0 1 0 8 14 A6 6 0 1 0 8 2 M3.8 12.2 L12.2 3.8" />,
}

/** Whether a text of a column is a verdict: an event whose file was never judged has none. */
export const isVerdict = (value: unknown): value is VerdictStatus => typeof value === 'string' && value in shapes

/** The shape alone, for narrow cells; the word is said aloud and on hover. */
export function VerdictMark({ status, size = 13 }: { readonly status: VerdictStatus; readonly size?: number }) {
  return (
    <svg
      className={classes('verdict-mark', `verdict-${status}`)}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      role="img"
      aria-label={status}
    >
      <title>{status}</title>
      {shapes[status]}
    </svg>
  )
}

interface VerdictProps {
  readonly status: VerdictStatus
  /** Behind the word: `hash mismatch`. */
  readonly children?: ReactNode
}

/** Colour, shape and word. */
export function Verdict({ status, children }: VerdictProps) {
  return (
    <span className={classes('verdict', `verdict-${status}`)}>
      <svg className="verdict-mark" viewBox="0 0 16 16" width={13} height={13} aria-hidden="true">
        {shapes[status]}
      </svg>
      <span>{status}</span>
      {children !== undefined && <span className="verdict-reason">{children}</span>}
    </span>
  )
}

const toCome = 'being verified'

/** In place of a verdict that is not there yet. It looks like none of them. `of`: what it will be of. */
export const VerdictToCome = ({ of }: { readonly of?: string }) => (
  <span className="verdict-to-come">{of === undefined ? toCome : `${of} is ${toCome}`}</span>
)

/** The same for narrow cells. */
export const VerdictMarkToCome = () => (
  <svg
    className="verdict-mark verdict-to-come"
    viewBox="0 0 16 16"
    width={13}
    height={13}
    role="img"
    aria-label={toCome}
  >
    <title>{toCome}</title>
    <path d="M3.4 8 H3.6 M7.9 8 H8.1 M12.4 8 H12.6" />
  </svg>
)
