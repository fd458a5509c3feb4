import { create } from 'zustand'

interface Wish {
  readonly title: string
  /** Files too, or folders only. */
  readonly files: boolean
  /** Verb of the button: `Open`, `Choose`. */
  readonly verb: string
  readonly onChoose: (paths: readonly string[]) => void
}

/** The directory browser of hosts that have no system dialog: whoever wants a path asks here, the app shows it. */
export const useBrowse = create<{ readonly wish: Wish | null }>(() => ({ wish: null }))

export const browseFor = (wish: Wish) => useBrowse.setState({ wish })
export const stopBrowsing = () => useBrowse.setState({ wish: null })
