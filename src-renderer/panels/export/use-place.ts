import { useEffect, useState } from 'react'
import { ask } from '../../ask/ask.ts'
import { isAbsolute, joinPath } from '../../parts/paths.ts'

const downloads = 'Downloads'

/**
 * Where exports go unless another place is chosen: the downloads folder, or the home folder, of the machine that the
 * case is on. Null until it is known, or where it cannot be listed.
 */
export function useExportFolder(): string | null {
  const [folder, setFolder] = useState<string | null>(null)
  useEffect(() => {
    let isWanted = true
    void ask('listDirectory', { path: null }).then((answer) => {
      if (!answer.ok || !isWanted) return
      const { path, folders } = answer.value
      setFolder(folders.includes(downloads) ? joinPath(path, downloads) : path)
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
