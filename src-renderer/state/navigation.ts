import { create } from 'zustand'
import type { CaseView, SeenPlace } from '../../src-shared/contract/case-view.ts'
import { everything } from '../../src-shared/filter/model.ts'
import { useEntity } from './entity.ts'
import { useFilter } from './filter.ts'
import { chooseSection, useLayout } from './layout.ts'
import { rowOf, type Selection, useSelection } from './selection.ts'
import { useSession } from './session.ts'

/** Where the analyst was: all that going back restores. */
export interface Place extends SeenPlace {
  /** Unique beyond one load of the page, because the browser's history outlives it. */
  readonly id: string
  readonly selection: Selection
  /** Row at the top of the grid of events, with the part of it that is scrolled away; null where it was not drawn. */
  readonly topRow: number | null
  /** How far the section's own page is scrolled, pixels. */
  readonly scrolled: number
}

interface Navigation {
  /** Oldest first. Never empty. */
  readonly places: readonly Place[]
  /** Which of them is shown. */
  readonly at: number
  /** Row that the grid of events begins with when it is next drawn; null for its top. */
  readonly startRow: number | null
}

/** A range of time that follows another this soon continues it: a drag over the timeline is one step back. */
const sameStepMs = 500
const keptPlaces = 200

const firstPlace: Place = {
  id: crypto.randomUUID(),
  section: useLayout.getState().section,
  entity: null,
  session: null,
  filter: everything,
  setAside: [],
  sort: useFilter.getState().sort,
  selection: useSelection.getState(),
  topRow: null,
  scrolled: 0,
}

/** The places seen, in order, for back and forward. Lives as long as the case. */
export const useNavigation = create<Navigation>(() => ({ places: [firstPlace], at: 0, startRow: null }))

export const hereOf = ({ places, at }: Navigation): Place => places[at]!
export const canGoBack = ({ at }: Navigation): boolean => at > 0
export const canGoForward = ({ places, at }: Navigation): boolean => at < places.length - 1

type Step = 'section' | 'page' | 'range' | 'where' | 'sort' | null
let lastStep: { readonly kind: Step; readonly time: number } = { kind: null, time: 0 }

/** What the stores show now, as a place that continues the last one. */
function shownNow(before: Place): Place {
  const { filter, setAside, sort } = useFilter.getState()
  const { section } = useLayout.getState()
  const { entity } = useEntity.getState()
  const { session } = useSession.getState()
  return { ...before, section, entity, session, filter, setAside, sort, selection: useSelection.getState() }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function stepBetween(before: Place, after: Place): Step {
  if (before.section !== after.section) return 'section'
  if (!isSame([before.entity, before.session], [after.entity, after.session])) return 'page'
  if (!isSame({ ...before.filter, range: null }, { ...after.filter, range: null })) return 'where'
  if (!isSame(before.filter.range, after.filter.range)) return 'range'
  return isSame(before.sort, after.sort) ? null : 'sort'
}

/** Takes note of what the stores show: a new place, or a change of the present one. */
export function notePlace() {
  const navigation = useNavigation.getState()
  const before = hereOf(navigation)
  const after = shownNow(before)
  const kind = stepBetween(before, after)
  if (kind === null) {
    if (after.selection !== before.selection) replaceHere({ selection: after.selection })
    return
  }
  const time = performance.now()
  const continues = kind === 'range' && lastStep.kind === 'range' && time - lastStep.time < sameStepMs
  lastStep = { kind, time }
  // Rows are counted in the answer to filter and order: where these change, the grid begins at its top.
  const topRow =
    (kind === 'section' || kind === 'page') && isSame([before.filter, before.sort], [after.filter, after.sort])
      ? before.topRow
      : null
  if (continues) replaceHere({ ...after, topRow })
  else push({ ...after, id: crypto.randomUUID(), topRow, scrolled: 0 })
  useNavigation.setState({ startRow: topRow })
}

const replaceHere = (part: Partial<Place>) =>
  useNavigation.setState(({ places, at }) => ({
    places: places.map((place, index) => (index === at ? { ...place, ...part } : place)),
  }))

const push = (place: Place) =>
  useNavigation.setState(({ places, at }) => {
    const kept = [...places.slice(0, at + 1), place].slice(-keptPlaces)
    return { places: kept, at: kept.length - 1 }
  })

/**
 * Notes every change of section, filter, order and selection from now on. Changes made in one go, such as those of
 * `showEvents`, are one place. Returns what ends it.
 */
export function followPlaces(): () => void {
  let isDue = false
  const note = () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      notePlace()
    })
  }
  const ends = [
    useLayout.subscribe(note),
    useEntity.subscribe(note),
    useFilter.subscribe(note),
    useSelection.subscribe(note),
  ]
  return () => {
    for (const end of ends) end()
  }
}

export const goBack = () => goBy(-1)
export const goForward = () => goBy(1)

function goBy(steps: number) {
  // What has changed since is a place to come back to.
  notePlace()
  const { places, at } = useNavigation.getState()
  if (places[at + steps] !== undefined) showPlace(at + steps)
}

/** Shows the place with this id again; false where it is not kept any more. */
export function goToPlace(id: string): boolean {
  notePlace()
  const at = useNavigation.getState().places.findIndex((place) => place.id === id)
  if (at === -1) return false
  showPlace(at)
  return true
}

function showPlace(at: number) {
  const place = useNavigation.getState().places[at]!
  lastStep = { kind: null, time: 0 }
  useNavigation.setState({ at, startRow: place.topRow })
  useEntity.setState({ entity: place.entity })
  useSession.setState({ session: place.session })
  useFilter.setState({ filter: place.filter, setAside: place.setAside, sort: place.sort, notes: [] })
  useSelection.setState(place.selection, true)
  chooseSection(place.section)
  const { row, eventID } = place.selection
  if (row === null && eventID !== null) void selectByID(place.id, eventID)
}

/** The rows of the case were numbered anew since the place was left. */
async function selectByID(placeId: string, eventID: string) {
  const row = await rowOf(eventID)
  const isStillThere = hereOf(useNavigation.getState()).id === placeId && useSelection.getState().row === null
  if (row !== null && isStillThere) useSelection.setState({ row, eventID })
}

export const noteTopRow = (topRow: number) => replaceHere({ topRow })
export const noteScrolled = (scrolled: number) => replaceHere({ scrolled })

/** Of another case there is nothing to go back to. */
export function forgetPlaces() {
  lastStep = { kind: null, time: 0 }
  useNavigation.setState(({ places, at }) => ({
    places: [{ ...shownNow(places[at]!), id: crypto.randomUUID(), topRow: null, scrolled: 0 }],
    at: 0,
    startRow: null,
  }))
}

/** As a case file keeps them: what was selected is known by rows, which other openings number otherwise. */
export function placesSeen(): CaseView['places'] {
  notePlace()
  const { places, at } = useNavigation.getState()
  return {
    seen: places.map(({ section, entity, session, filter, setAside, sort }) => ({
      section, entity, session, filter, setAside, sort,
    })), // biome-ignore format: a list
    at,
  }
}

/** In place of all places of the window; the one that was shown is shown again. */
export function showPlacesSeen({ seen, at }: CaseView['places']) {
  const unseen = { selection: { row: null, eventID: null }, topRow: null, scrolled: 0 }
  const places = seen.map((place) => ({ ...place, ...unseen, id: crypto.randomUUID() }))
  useNavigation.setState({ places, at, startRow: null })
  showPlace(at)
}

/** The case grew: its rows have other numbers now, its events the same ids. */
export const forgetRows = () =>
  useNavigation.setState(({ places }) => ({
    places: places.map((place) => ({ ...place, selection: { ...place.selection, row: null }, topRow: null })),
    startRow: null,
  }))
