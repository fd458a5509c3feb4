import { useEffect } from 'react'
import { useCase } from '../state/case.ts'
import { goToPlace, hereOf, useNavigation } from '../state/navigation.ts'

/**
 * Keeps the browser's history at the place shown, so that the browser's back and forward do what those of the window
 * do. The window's places lead: a place that the browser remembers of an earlier load is written over.
 */
export function useBrowserHistory() {
  const isBrowser = useCase((state) => state.hello?.host === 'browser')
  useEffect(() => (isBrowser ? followInBrowser() : undefined), [isBrowser])
}

type Navigation = ReturnType<typeof useNavigation.getState>

function followInBrowser(): () => void {
  /** The place that the browser stands at, or is on its way to: `history.go` answers later, by `popstate`. */
  let inBrowser = ''
  /** Places that the browser has an entry of: those that a case file brought back it has none of. */
  const entries = new Set<string>()
  const writeOver = () => {
    entries.delete(inBrowser)
    inBrowser = hereOf(useNavigation.getState()).id
    entries.add(inBrowser)
    history.replaceState({ place: inBrowser }, '')
  }
  const follow = (now: Navigation, before: Navigation) => {
    const { id } = hereOf(now)
    if (id === inBrowser) return
    const from = now.places.findIndex((place) => place.id === inBrowser)
    const isNew = before.places.every((place) => place.id !== id)
    if (from === -1 || !(isNew || entries.has(id))) return writeOver()
    inBrowser = id
    entries.add(id)
    if (isNew) history.pushState({ place: id }, '')
    else history.go(now.at - from)
  }
  const onPopState = () => {
    const { place } = (history.state ?? {}) as { readonly place?: string }
    if (place === undefined) return writeOver()
    inBrowser = place
    if (!goToPlace(place)) writeOver()
  }
  writeOver()
  const stop = useNavigation.subscribe(follow)
  window.addEventListener('popstate', onPopState)
  return () => {
    stop()
    window.removeEventListener('popstate', onPopState)
  }
}
