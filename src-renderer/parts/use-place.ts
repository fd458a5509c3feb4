import { useEffect, useState } from 'react'
import { ask } from '../ask/ask.ts'
import { isAbsolute, joinPath } from './paths.ts'

const downloads = 'Downloads'

/** Where exports and the keys of their redaction go unless other places are chosen. */
export interface ExportFolders {
  /** The downloads folder, or the home folder. */
  readonly folder: string
  /** Apart from it: a key opens what was redacted with it. */
  readonly keys: string
}

const keysFolder = 'trailproof-redaction-keys'

/** Of the machine that the case is on. Null until they are known, or where the home folder cannot be listed. */
export function useExportFolders(): ExportFolders | null {
  const [folder, setFolder] = useState<ExportFolders | null>(null)
  useEffect(() => {
    let isWanted = true
    void ask('listDirectory', { path: null }).then((answer) => {
      if (!answer.ok || !isWanted) return
      const { path, folders } = answer.value
      setFolder({
        folder: folders.includes(downloads) ? joinPath(path, downloads) : path,
        keys: joinPath(path, keysFolder),
      })
    })
    return () => {
      isWanted = false
    }
  }, [])
  return folder
}

/** A name without a folder goes to the usual one, rather than to wherever the other process was started. */
export const placeOf = (file: string, folder: string | null): string =>
  isAbsolute(file) || folder === null || file === '' ? file : joinPath(folder, file)
