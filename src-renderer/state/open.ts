import { create } from 'zustand'
import type { Failure, Result } from '../../src-shared/base/result.ts'
import { minuteMs, timeAround, type UtcMs } from '../../src-shared/base/time.ts'
import type { Code, In, MenuChoice, RecentCase } from '../../src-shared/contract/index.ts'
import { asOpenedBefore } from '../../src-shared/contract/opened-before.ts'
import { type ColumnValue, choosing } from '../../src-shared/filter/asks.ts'
import { type Filter, filterOf } from '../../src-shared/filter/model.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { setAside } from '../../src-shared/words/around.ts'
import { invoke, subscribe } from '../bridge.ts'
import { browseFor } from './browse.ts'
import { useCase } from './case.ts'
import { afterKeeping } from './case-view.ts'
import { setFilter, useFilter } from './filter.ts'
import { showSection, useLayout } from './layout.ts'
import { clearSelection, onlyEvent, rowOf, selectEvent, useSelection } from './selection.ts'

/** Codes of the calls that open, add and close. */
export type OpeningCode = Code<'openCase' | 'addToCase' | 'openSample' | 'pickPaths' | 'closeCase'>

interface OpenState {
  /** Why the last wish to open something was refused. */
  readonly failure: Failure<OpeningCode> | null
  /** What was dropped over an open case, until it is said what to do with it. */
  readonly dropped: readonly string[] | null
}

/** Lives from the wish to open something until its job begins. */
export const useOpen = create<OpenState>(() => ({ failure: null, dropped: null }))

export const dismissOpenFailure = () => useOpen.setState({ failure: null })

export const openPaths = (paths: readonly string[]) => open({ paths })
export const openRecent = (recent: RecentCase) => open(asOpenedBefore(recent))
/** Beside what is open. */
export const addPaths = (paths: readonly string[]) => begin(paths, () => invoke('addToCase', { paths }))

/** What was fetched, with the keys that AWS listed for the fetch. */
export async function openFetched(folder: string, keysFolder: string | null) {
  if (keysFolder === null) return openPaths([folder])
  await open({ paths: [folder, keysFolder], trust: { keyPaths: [keysFolder], acceptsEvidence: false } })
}

const open = (input: In<'openCase'>) => begin(input.paths, () => invoke('openCase', input))

async function begin(paths: readonly string[], start: () => Promise<Result<unknown, OpeningCode>>) {
  if (paths.length === 0) return
  useOpen.setState({ failure: null })
  const answer = await afterKeeping(start)
  if (!answer.ok) useOpen.setState({ failure: answer })
}

export async function openSample() {
  useOpen.setState({ failure: null })
  const answer = await afterKeeping(() => invoke('openSample', undefined))
  if (!answer.ok) useOpen.setState({ failure: answer })
}

export const browseToOpen = () =>
  browseFor({
    title: 'Open folders or files',
    verb: 'Open',
    files: true,
    onChoose: (paths) => void openPaths(paths),
  })

/** Of a case file. */
export const browseForSources = (file: string) =>
  browseFor({
    title: 'Folder of the sources',
    verb: 'Choose',
    files: false,
    onChoose: (folders) => void openPaths([file, ...folders]),
  })

export const browseToAdd = () =>
  browseFor({
    title: 'Add folders or files',
    verb: 'Add',
    files: true,
    onChoose: (paths) => void addPaths(paths),
  })

/** The directory browser shows files, too. */
export async function pickCaseFile() {
  if (useCase.getState().hello?.host !== 'electron') return browseToOpen()
  const answer = await invoke('pickPaths', { purpose: 'open-case' })
  if (answer.ok) await openPaths(answer.value)
}

export const pickAndOpen = () => pick(browseToOpen, openPaths)
export const pickAndAdd = () => pick(browseToAdd, addPaths)

/** The system's dialog where there is one, else the directory browser. */
async function pick(browse: () => void, use: (paths: readonly string[]) => Promise<void>) {
  if (useCase.getState().hello?.host !== 'electron') {
    browse()
    return
  }
  const answer = await invoke('pickPaths', { purpose: 'open' })
  if (answer.ok) await use(answer.value)
  else useOpen.setState({ failure: answer })
}

/**
 * Something was dropped on the window: over an open case it is asked whether it belongs to it. A browser keeps the
 * places of dropped files to itself (no paths): there the folder is chosen afterwards.
 */
export function takeDropped(paths: readonly string[]) {
  if (useCase.getState().summary !== null) useOpen.setState({ dropped: paths })
  else if (paths.length > 0) void openPaths(paths)
  else browseToOpen()
}

export const dropNothing = () => useOpen.setState({ dropped: null })

export function settleDropped(how: 'add' | 'open') {
  const { dropped } = useOpen.getState()
  dropNothing()
  if (dropped === null) return
  if (dropped.length > 0) void (how === 'add' ? addPaths : openPaths)(dropped)
  else if (how === 'add') browseToAdd()
  else browseToOpen()
}

export async function closeCase() {
  const answer = await afterKeeping(() => invoke('closeCase', undefined))
  if (!answer.ok) useOpen.setState({ failure: answer })
}

/** What each entry of the host's menu does. */
const fromMenu: { readonly [D in MenuChoice['does']]: (choice: Extract<MenuChoice, { does: D }>) => void } = {
  openFolder: () => void pickAndOpen(),
  openCaseFile: () => void pickCaseFile(),
  addFolder: () => void pickAndAdd(),
  openSample: () => void openSample(),
  openRecent: ({ recent }) => void openRecent(recent),
  closeCase: () => void closeCase(),
}

/** Does what is chosen in the host's menu. Returns what ends it. */
export const followMenu = () => subscribe('menuChosen', (choice) => fromMenu[choice.does](choice as never))

/**
 * Shows exactly these events: every number in every panel leads here. `notes` are said beside the filter. Where it is one
 * event, its record is shown, too.
 */
export function showEvents(filter: Filter, notes: readonly string[] = []) {
  showThese(filter, notes)
  void selectOnly()
}

function showThese(filter: Filter, notes: readonly string[]) {
  clearSelection()
  setFilter(filter, notes)
  showSection('events')
}

async function selectOnly() {
  const { filter, sort } = useFilter.getState()
  const answer = await invoke('events', { filter, sort, columns: [], offset: 0, limit: 1 })
  const isStillAsked = useFilter.getState().filter === filter && useSelection.getState().row === null
  if (answer.ok && answer.value.total === 1 && isStillAsked) selectEvent(answer.value.lines[0]!.row)
}

/**
 * Shows all events with this value, whatever the filter asked for before: that is one step back. The selected event is
 * kept where the value may be its own.
 */
export function showOnly(of: ColumnValue) {
  if (useLayout.getState().section !== 'events') clearSelection()
  setFilter(filterOf([choosing(of, 'is')]))
  showSection('events')
}

/** Shows these events and the record of one of them. */
export function showAmong(filter: Filter, row: Row, notes: readonly string[] = []) {
  showThese(filter, notes)
  selectEvent(row)
}

/** What happened around an event, in order of time. The conditions in force before are set aside. */
export function showAround(filter: Filter, row: Row) {
  showAmong(filter, row, [setAside])
  useFilter.setState({ sort: { column: 'eventTime', descending: false } })
}

export const aroundMs = 5 * minuteMs

/** All events five minutes before and after the one that is shown; nothing where it has no time. */
export async function showAroundSelected() {
  const { row } = useSelection.getState()
  const detail = row === null ? null : await invoke('eventDetail', { row })
  if (!detail?.ok || useSelection.getState().row !== row) return
  const time = detail.value.values.eventTime
  if (typeof time === 'number') showAround(filterOf([], timeAround(time as UtcMs, aroundMs)), detail.value.row)
}

/** Shows the event with this id and its record; false where the case has none. */
export async function openEvent(eventID: string): Promise<boolean> {
  const row = await rowOf(eventID)
  if (row === null) return false
  showAmong(onlyEvent(eventID), row)
  return true
}
