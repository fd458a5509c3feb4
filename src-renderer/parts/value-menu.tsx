import type { KeyboardEvent, MouseEvent } from 'react'
import { timeAround, type UtcMs } from '../../src-shared/base/time.ts'
import { type Choice, type ColumnValue, isChosen } from '../../src-shared/filter/asks.ts'
import { type ConditionColumn, columnType } from '../../src-shared/filter/columns.ts'
import { entityKindOf } from '../../src-shared/filter/entity.ts'
import { filterOf } from '../../src-shared/filter/model.ts'
import { pageOf } from '../../src-shared/words/entities.ts'
import { menuOfSession } from '../../src-shared/words/sessions.ts'
import { valueMenu } from '../../src-shared/words/values.ts'
import { showEntity } from '../state/entity.ts'
import { chooseValue, releaseValue, useFilter, zoomTo } from '../state/filter.ts'
import { showSection } from '../state/layout.ts'
import { aroundMs, showEvents, showOnly } from '../state/open.ts'
import { showSession } from '../state/session.ts'
import { closeValueMenu, openValueMenu, useValueMenu } from '../state/value-menu.ts'
import { anchorAtPointer } from '../widgets/anchor.ts'
import { copyText } from '../widgets/copy.ts'
import { takenTime } from '../widgets/format.ts'
import { Menu, type MenuEntry } from '../widgets/menu.tsx'

/** What a value leads to, in every panel that shows it. */
export function valueEntries(of: ColumnValue): readonly MenuEntry[] {
  if (of.value !== null && isTime(of.column)) return timeEntries(Number(of.value) as UtcMs)
  const words: Words = of.value === null ? valueMenu.absent(of.column) : valueMenu.value
  return [
    { label: words.only, icon: 'filter', onSelect: () => showOnly(of) },
    choiceEntry(of, 'is', words),
    choiceEntry(of, 'isNot', words),
    ...pageEntries(of),
  ]
}

/** An entity has a page of its own; credentials belong to a session. */
function pageEntries({ column, value }: ColumnValue): readonly MenuEntry[] {
  if (value === null) return []
  const kind = entityKindOf(column)
  const page: MenuEntry | null =
    kind === null ? null : { label: pageOf(kind), icon: 'entity', onSelect: () => showEntity({ kind, value }) }
  const session: MenuEntry | null = namesSession(column)
    ? { label: menuOfSession, icon: 'session', onSelect: () => showSession(value) }
    : null
  return [page, session].filter((entry) => entry !== null)
}

const namesSession = (column: ConditionColumn) =>
  column === 'session' || column === 'accessKeyId' || column === 'issuedAccessKeyId'

const isTime = (column: ConditionColumn) => columnType(column) === 'time'

/** What the filter asks for already can only be taken back. */
function choiceEntry(of: ColumnValue, choice: Choice, { add, release, exclude, include }: Words): MenuEntry {
  const isHeld = isChosen(useFilter.getState().filter, of, choice)
  const label = choice === 'is' ? (isHeld ? release : add) : isHeld ? include : exclude
  return {
    label,
    icon: (choice === 'is') === isHeld ? 'minus' : 'plus',
    onSelect: () => {
      if (isHeld) releaseValue(of, choice)
      else chooseValue(of, choice)
      showSection('events')
    },
  }
}
type Words = Readonly<Record<keyof typeof valueMenu.value, string>>

function timeEntries(time: UtcMs): readonly MenuEntry[] {
  const around = timeAround(time, aroundMs)
  return [
    { label: valueMenu.time.all, icon: 'events', onSelect: () => showEvents(filterOf([], around)) },
    {
      label: valueMenu.time.filtered,
      icon: 'filter',
      onSelect: () => {
        zoomTo(around)
        showSection('events')
      },
    },
  ]
}

/**
 * For the element that shows a value, or that holds it and its buttons: the right button, Shift+F10 and the menu key open
 * the menu of the value. Text that the reader has marked keeps the browser's own menu.
 */
export const valueHandlers = (of: ColumnValue) => ({
  onContextMenu(event: MouseEvent) {
    if (window.getSelection()?.isCollapsed === false) return
    event.preventDefault()
    openValueMenu({ of, anchor: anchorAtPointer(event) })
  },
  onKeyDown(event: KeyboardEvent) {
    if (!isMenuKey(event)) return
    event.preventDefault()
    openValueMenu({ of, anchor: event.target as Element })
  },
})

const isMenuKey = ({ key, shiftKey }: KeyboardEvent) => key === 'ContextMenu' || (key === 'F10' && shiftKey)

/** The menu that is open, if one is: drawn once in the window. */
export function ValueMenu() {
  const open = useValueMenu((state) => state.open)
  if (open === null) return null
  const { of, anchor, path } = open
  const text = of.value !== null && isTime(of.column) ? takenTime(Number(of.value)) : of.value
  const copies = [
    ...(text === null ? [] : [copyEntry(valueMenu.copy, text)]),
    ...(path === undefined ? [] : [copyEntry(valueMenu.copyPath, path)]),
  ]
  const copy: readonly MenuEntry[] = copies.length === 0 ? [] : ['separator', ...copies]
  return (
    <Menu
      label={`${of.column} ${text ?? valueMenu.isAbsent}`}
      anchor={anchor}
      entries={[...valueEntries(of), ...copy]}
      onClose={closeValueMenu}
    />
  )
}

const copyEntry = (label: string, text: string): MenuEntry => ({
  label,
  icon: 'copy',
  onSelect: () => void copyText(text),
})
