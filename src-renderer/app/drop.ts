import { useEffect, useState } from 'react'
import { pathsOf } from '../bridge.ts'
import { takeDropped } from '../state/open.ts'

/** Takes what is dropped anywhere in the window. Returns whether something is held over it. */
export function useDroppedFiles(): boolean {
  const [isDropping, setDropping] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    // `dragenter`, too: it alone is asked where the pointer has just come over another element, such as the overlay that is
    // shown from now on, and a drop there would be refused (HTML Standard, “Drag-and-drop processing model”).
    const onDrag = (event: DragEvent) => {
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
    // Nothing points while something is dragged: whatever its end was, it is over.
    const onPoint = () => setDropping(false)
    document.addEventListener('pointermove', onPoint)
    document.addEventListener('dragenter', onDrag)
    document.addEventListener('dragover', onDrag)
    document.addEventListener('dragleave', onDragLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('pointermove', onPoint)
      document.removeEventListener('dragenter', onDrag)
      document.removeEventListener('dragover', onDrag)
      document.removeEventListener('dragleave', onDragLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [])
  return isDropping
}
