import { useCallback, useEffect, useRef, useState } from 'react'
import type { DirectoryListing } from '../../../src-shared/contract/index.ts'
import { ask } from '../../ask/ask.ts'
import { joinPath } from '../../parts/paths.ts'

/** One line of the browser: a folder or a file. */
export interface Entry {
  readonly name: string
  readonly path: string
  readonly isFolder: boolean
}

export const entriesOf = (listing: DirectoryListing): readonly Entry[] => [
  ...listing.folders.map((name) => ({ name, path: joinPath(listing.path, name), isFolder: true })),
  ...listing.files.map((name) => ({ name, path: joinPath(listing.path, name), isFolder: false })),
]

/** The next line that begins with the typed text, from `from` on and around; null where none does. */
export function typeAhead(entries: readonly Entry[], typed: string, from: number): number | null {
  const wanted = typed.toLowerCase()
  for (let step = 0; step < entries.length; step++) {
    const at = (from + step) % entries.length
    if (entries[at]!.name.toLowerCase().startsWith(wanted)) return at
  }
  return null
}

interface Listing {
  /** The last folder that could be listed: it stays when the next one cannot be. */
  readonly listing: DirectoryListing | null
  /** Why the folder last asked for is not shown. */
  readonly problem: string | null
  readonly go: (path: string | null) => void
}

export function useListing(): Listing {
  const [listing, setListing] = useState<DirectoryListing | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const asked = useRef(0)
  const go = useCallback((path: string | null) => {
    const mine = ++asked.current
    void ask('listDirectory', { path }).then((answer) => {
      // A slow volume may answer after the reader has gone elsewhere.
      if (mine !== asked.current) return
      setProblem(answer.ok ? null : answer.message)
      if (answer.ok) setListing(answer.value)
    })
  }, [])
  useEffect(() => go(null), [go])
  return { listing, problem, go }
}
