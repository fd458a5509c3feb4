import { useEffect } from 'react'
import { useLayout } from './layout.ts'

/** `system` leaves it to `color-scheme: light dark` in tokens.css. */
export function useTheme() {
  const theme = useLayout((state) => state.theme)
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
  }, [theme])
}
