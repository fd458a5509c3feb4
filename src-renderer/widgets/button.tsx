import { Toolbar } from '@base-ui/react/toolbar'
import { type ButtonHTMLAttributes, type Ref, useContext } from 'react'
import './button.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import { InToolbar } from './toolbar.tsx'
import { Hint } from './tooltip.tsx'

interface PlainButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'title'> {
  /** Shown on hover and on focus by the keyboard. */
  readonly hint?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button without looks of its own; within a `Toolbar` it is one of its items. */
export function PlainButton({ hint, ...rest }: PlainButtonProps) {
  const button = useContext(InToolbar) ? <Toolbar.Button {...rest} /> : <button type="button" {...rest} />
  return hint === undefined ? (
    button
  ) : (
    <Hint text={hint} id={rest.id}>
      {button}
    </Hint>
  )
}

interface ButtonProps extends Omit<PlainButtonProps, 'hint'> {
  /** `primary` at most once on a screen; `quiet` has no frame until hovered; `link` is read as a part of a sentence. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'link' | 'danger'
  readonly icon?: IconName
  /** Shown as held down, and said so. */
  readonly pressed?: boolean
  /** What the button does, where its words do not say it: a hint, and read aloud after them. */
  readonly title?: string
}

export function Button({ look = 'plain', icon, pressed, title, className, children, ...rest }: ButtonProps) {
  return (
    <PlainButton
      className={classes('button', `button-${look}`, className)}
      aria-pressed={pressed}
      aria-description={title}
      {...(title !== undefined && { hint: title })}
      {...rest}
    >
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </PlainButton>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'look'> {
  readonly icon: IconName
  /** Read aloud, and shown as a hint unless `title` says more. */
  readonly label: string
}

export function IconButton({ icon, label, pressed, title, className, ...rest }: IconButtonProps) {
  return (
    <PlainButton
      className={classes('icon-button', className)}
      aria-label={label}
      aria-pressed={pressed}
      aria-description={title}
      hint={title ?? label}
      {...rest}
    >
      <Icon name={icon} size={14} />
    </PlainButton>
  )
}
