import type { ButtonHTMLAttributes, Ref } from 'react'
import './button.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** `primary` at most once on a screen; `quiet` has no frame until hovered. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** Shown as held down, and said so. */
  readonly pressed?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', icon, pressed, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes('button', `button-${look}`, className)} aria-pressed={pressed} {...rest}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'look'> {
  readonly icon: IconName
  /** Read aloud and shown on hover. */
  readonly label: string
}

export function IconButton({ icon, label, pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classes('icon-button', className)}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      {...rest}
    >
      <Icon name={icon} size={14} />
    </button>
  )
}
