import { useEffect, useState } from 'react'
import { pathsOf } from '../bridge.ts'
import { takeDropped } from '../state/open.ts'

/** Takes what is dropped anywhere in the window. Returns whether something is held over it. */
export function useDroppedFiles(): boolean {
  const [isDropping, setDropping] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setDropping(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDropping(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // Else the window would go to the file.
      event.preventDefault()
      setDropping(false)
      takeDropped(pathsOf([...(event.dataTransfer?.files ?? [])]))
    }
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('dragleave', onDragLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('dragleave', onDragLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [])
  return isDropping
}
