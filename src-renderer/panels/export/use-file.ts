import { useState } from 'react'
import type { ExportFormat } from '../../../src-shared/contract/index.ts'
import { joinPath } from '../../parts/paths.ts'
import { fileNameFor, withEnding, withFormat } from './formats.ts'
import { placeOf, useExportFolder } from './use-place.ts'

/** Where an export goes: a name in the usual folder, until another is typed or chosen. */
export function useFile(title: string, what: 'events' | 'result', format: ExportFormat) {
  const folder = useExportFolder()
  const [named, setFile] = useState<string | null>(null)
  const suggestedName = fileNameFor(title, what, format)
  const file = named ?? (folder === null ? '' : joinPath(folder, suggestedName))
  return {
    /** As it stands in the dialog. */
    file,
    /** As it is written: whole, with an ending. Empty while there is none. */
    place: file.trim() === '' ? '' : withEnding(placeOf(file.trim(), folder), format),
    suggestedName,
    setFile,
    /** The ending follows the format. */
    changeFormat: (next: ExportFormat) => {
      if (named !== null) setFile(withFormat(named, format, next))
    },
  }
}
