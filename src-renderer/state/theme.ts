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

const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)')

function onSystemChange(tell: () => void): () => void {
  const query = systemIsDark()
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}

/** The theme on screen, for what is drawn or coloured outside of CSS: canvases, the SQL editor. */
export function useShownTheme(): 'light' | 'dark' {
  const theme = useLayout((state) => state.theme)
  const isDark = useSyncExternalStore(onSystemChange, () => systemIsDark().matches)
  return theme === 'system' ? (isDark ? 'dark' : 'light') : theme
}
