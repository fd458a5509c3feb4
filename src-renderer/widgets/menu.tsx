import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Button, IconButton } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'
import './menu.css'
import { type Anchor, Popover } from './popover.tsx'

export type MenuEntry =
  | 'separator'
  | {
      readonly label: string
      readonly onSelect: () => void
      readonly icon?: IconName
      readonly keys?: string
      readonly checked?: boolean
      readonly disabled?: boolean
    }

interface MenuProps {
  readonly label: string
  readonly anchor: Anchor
  readonly entries: readonly MenuEntry[]
  readonly onClose: () => void
}

export function Menu({ label, anchor, entries, onClose }: MenuProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not([disabled])')]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <Popover label={label} anchor={anchor} role="menu" onClose={onClose}>
      <div className="menu" role="none" onKeyDown={onKeyDown}>
        {entries.map((entry, at) =>
          entry === 'separator' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: separators have no other name, and menus do not change
            <hr key={at} />
          ) : (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is there only where the role is menuitemcheckbox
            <button
              key={entry.label}
              type="button"
              role={entry.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={entry.checked}
              disabled={entry.disabled}
              onClick={() => {
                onClose()
                entry.onSelect()
              }}
            >
              <span className="menu-icon">
                {entry.checked === true ? (
                  <Icon name="check" size={14} />
                ) : (
                  entry.icon && <Icon name={entry.icon} size={14} />
                )}
              </span>
              <span className="menu-label">{entry.label}</span>
              {entry.keys !== undefined && <KeyHint keys={entry.keys} />}
            </button>
          ),
        )}
      </div>
    </Popover>
  )
}

interface MenuButtonProps {
  readonly label: string
  readonly icon?: IconName
  /** Absent: the icon alone. */
  readonly children?: ReactNode
  readonly entries: readonly MenuEntry[]
}

export function MenuButton({ label, icon, children, entries }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const onClick = () => setAnchor(anchor === null ? button.current!.getBoundingClientRect() : null)
  const common = { ref: button, onClick, 'aria-haspopup': 'menu', 'aria-expanded': anchor !== null } as const
  return (
    <>
      {children === undefined ? (
        <IconButton icon={icon ?? 'more'} label={label} {...common} />
      ) : (
        <Button look="quiet" {...(icon !== undefined && { icon })} title={label} {...common}>
          {children}
        </Button>
      )}
      {anchor !== null && <Menu label={label} anchor={anchor} entries={entries} onClose={() => setAnchor(null)} />}
    </>
  )
}
