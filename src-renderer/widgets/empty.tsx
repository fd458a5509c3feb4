import type { ReactNode } from 'react'
import './notice.css'
import { Icon, type IconName } from './icon.tsx'

interface EmptyProps {
  /** A fact: `Every hour is covered by a digest.` */
  readonly text: string
  readonly icon?: IconName
  /** What to do about it: buttons, a sentence. */
  readonly children?: ReactNode
}

export function Empty({ text, icon, children }: EmptyProps) {
  return (
    <div className="notice">
      {icon !== undefined && <Icon name={icon} size={24} />}
      <p>{text}</p>
      {children !== undefined && <div className="notice-actions">{children}</div>}
    </div>
  )
}

/** Shown while something else has to end first, which may take long: what that is, and what comes then. */
export function Waiting({ text }: { readonly text: string }) {
  return (
    <div className="notice" role="status">
      <span className="spinner" />
      <p>{text}</p>
    </div>
  )
}

/** Shown while the first answer is on its way. It fades in late, so that quick answers do not flicker. */
export function Loading({ text = 'Loading…' }: { readonly text?: string }) {
  return (
    <div className="notice notice-loading" role="status">
      <span className="spinner" />
      <p>{text}</p>
    </div>
  )
}
