import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import type { Anchor } from './anchor.ts'
import { Button, IconButton } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'
import './menu.css'
import './popover.css'

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

/** A context menu: open while it is drawn. It takes the focus, and what had it before gets it back. */
export function Menu({ label, anchor, entries, onClose }: MenuProps) {
  return (
    <Base.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <MenuList label={label} anchor={anchor} entries={entries} />
    </Base.Root>
  )
}

interface MenuTriggerProps {
  readonly label: string
  /** Opens the menu by a press, Enter, Space and the arrow keys. */
  readonly button: ReactElement
  readonly entries: readonly MenuEntry[]
}

export function MenuTrigger({ label, button, entries }: MenuTriggerProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={button} />
      <MenuList label={label} entries={entries} />
    </Base.Root>
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
  const button =
    children === undefined ? (
      <IconButton icon={icon ?? 'more'} label={label} />
    ) : (
      <Button look="quiet" {...(icon !== undefined && { icon })} title={label}>
        {children}
      </Button>
    )
  return <MenuTrigger label={label} button={button} entries={entries} />
}

interface MenuListProps {
  readonly label: string
  /** Absent: beside the button that opens the menu. */
  readonly anchor?: Anchor
  readonly entries: readonly MenuEntry[]
}

function MenuList({ label, anchor, entries }: MenuListProps) {
  return (
    <Base.Portal>
      <Base.Positioner className="popover-place" anchor={anchor} align="start" sideOffset={4} collisionPadding={8}>
        {/* Named by itself: a menu at a pointer has no button to be named by. */}
        <Base.Popup className="popover menu" aria-label={label} aria-labelledby={undefined}>
          {entries.map((entry, at) =>
            entry === 'separator' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: separators have no other name, and menus do not change
              <Base.Separator key={at} className="menu-separator" />
            ) : (
              <Entry key={entry.label} {...entry} />
            ),
          )}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

function Entry({ label, onSelect, icon, keys, checked, disabled = false }: Exclude<MenuEntry, 'separator'>) {
  const shown = checked === true ? 'check' : icon
  const content = (
    <>
      <span className="menu-icon">{shown !== undefined && <Icon name={shown} size={14} />}</span>
      <span className="menu-label">{label}</span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </>
  )
  const common = { className: 'menu-entry', label, disabled, onClick: onSelect }
  return checked === undefined ? (
    <Base.Item {...common}>{content}</Base.Item>
  ) : (
    <Base.CheckboxItem {...common} checked={checked} closeOnClick>
      {content}
    </Base.CheckboxItem>
  )
}
