import { useInsertionEffect, useSyncExternalStore } from 'react'
import { useLayout } from './layout.ts'

/** `system` leaves it to `color-scheme: light dark` in tokens.css. */
export function useTheme() {
  const theme = useLayout((state) => state.theme)
  // Children's layout effects run before their parent's, and canvases read colours in one: only this comes earlier.
  useInsertionEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
  }, [theme])
}

const queries = {
  dark: '(prefers-color-scheme: dark)',
  more: '(prefers-contrast: more)',
  forced: '(forced-colors: active)',
} as const
const asks = (query: keyof typeof queries): MediaQueryList => window.matchMedia(queries[query])

function onSystemChange(tell: () => void): () => void {
  const watched = Object.values(queries).map((query) => window.matchMedia(query))
  for (const query of watched) query.addEventListener('change', tell)
  return () => {
    for (const query of watched) query.removeEventListener('change', tell)
  }
}

/** All that tokens depend on. */
export type ShownTheme = `${'light' | 'dark'}${'' | ', more contrast' | ', forced colours'}`

/** The theme on screen, for what is drawn or coloured outside of CSS: canvases, the SQL editor. */
export function useShownTheme(): ShownTheme {
  const theme = useLayout((state) => state.theme)
  const isDark = useSyncExternalStore(onSystemChange, () => asks('dark').matches)
  const isForced = useSyncExternalStore(onSystemChange, () => asks('forced').matches)
  const wantsMore = useSyncExternalStore(onSystemChange, () => asks('more').matches)
  // As in tokens.css: forced colours leave nothing to choose.
  const shown = theme === 'system' || isForced ? (isDark ? 'dark' : 'light') : theme
  return `${shown}${isForced ? ', forced colours' : wantsMore ? ', more contrast' : ''}`
}
