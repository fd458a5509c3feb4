import { useState } from 'react'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { ExportFormat } from '../../../src-shared/contract/index.ts'
import { joinPath } from '../../parts/paths.ts'
import { useCase } from '../../state/case.ts'
import { fileNameFor, withEnding, withFormat } from './formats.ts'
import { placeOf, useExportFolder } from './use-place.ts'

export type ExportFile = ReturnType<typeof useFile>

/** In what format an export is written, and where: a name in the usual folder, until another is typed or chosen. */
export function useFile(what: 'events' | 'result') {
  const title = useCase((state) => state.summary?.title ?? 'case')
  const folder = useExportFolder()
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [named, setFile] = useState<string | null>(null)
  const [time] = useState(() => Date.now() as UtcMs)
  const suggestedName = fileNameFor(title, what, time, format)
  const file = named ?? (folder === null ? '' : joinPath(folder, suggestedName))
  return {
    format,
    /** As it stands in the dialog. */
    file,
    /** As it is written: whole, with an ending. Empty while there is none. */
    place: file.trim() === '' ? '' : withEnding(placeOf(file.trim(), folder), format),
    suggestedName,
    setFile,
    /** The ending of the name follows. */
    setFormat: (next: ExportFormat) => {
      if (named !== null) setFile(withFormat(named, format, next))
      setFormat(next)
    },
  }
}
