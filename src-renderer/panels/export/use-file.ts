import { useState } from 'react'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { joinPath } from '../../parts/paths.ts'
import { placeOf, useExportFolders } from '../../parts/use-place.ts'
import { useCase } from '../../state/case.ts'
import { fileNameFor, keyNameFor, withEnding, withFormat } from './formats.ts'

export type ExportFile<F extends string> = ReturnType<typeof useFile<F>>

/**
 * In what format a file is written, with its extension, and where: a name in the usual folder, until another is typed or
 * chosen.
 */
export function useFile<F extends string>(what: string, first: F, extensionFor: (format: F) => string) {
  const title = useCase((state) => state.summary?.title ?? 'case')
  const folders = useExportFolders()
  const folder = folders?.folder ?? null
  const [format, setFormat] = useState<F>(first)
  const [named, setFile] = useState<string | null>(null)
  const [time] = useState(() => Date.now() as UtcMs)
  const extension = extensionFor(format)
  const suggestedName = fileNameFor(title, what, time, extension)
  const file = named ?? (folder === null ? '' : joinPath(folder, suggestedName))
  return {
    format,
    extension,
    /** As it stands in the dialog. */
    file,
    /** As it is written: whole, with an ending. Empty while there is none. */
    place: file.trim() === '' ? '' : withEnding(placeOf(file.trim(), folder), extension),
    suggestedName,
    /** Of the key of a redaction, which is the same for all exports of the case. */
    suggestedKey: folders === null ? '' : joinPath(folders.keys, keyNameFor(title)),
    setFile,
    /** The ending of the name follows. */
    setFormat: (next: F) => {
      if (named !== null) setFile(withFormat(named, extension, extensionFor(next)))
      setFormat(next)
    },
  }
}
