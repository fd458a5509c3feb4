import { storedSource } from '../../src-shared/model/source.ts'
import { filesInRowOrder } from '../columns/file-events.ts'
import { sharedArray } from '../columns/shared-array.ts'
import type { Locators, Snapshot } from '../columns/snapshot.ts'
import type { OpenedFile } from '../records/opened-content.ts'
import type { PlacesByFile } from '../records/places.ts'

/** Where the records of a case lie: those of events and, behind them, those of contents that are not shown. */
export interface RecordPlaces {
  /** Files with records, in the order in which a scan of events meets them. */
  readonly files: readonly OpenedFile[]
  /** Of these files as they lie on disk. */
  readonly bytes: number
  readonly places: PlacesByFile
}

/** How far a file system's clock may be behind this one's, milliseconds: files that changed since are hashed anew. */
export const clockSlack = 1000

export function recordPlaces(snapshot: Snapshot): RecordPlaces {
  const locator = withAlternates(snapshot)
  const files = Array.from(filesInRowOrder({ files: snapshot.files, locator }), (file) => {
    const { encoding, readSha256, bytes, ...source } = snapshot.files[file]!
    return { file, ...storedSource(source), encoding: encoding!, readSha256, bytes }
  })
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const { offset, length } = locator
  return { files, bytes, places: { ...rowsByFile(locator, snapshot.files.length), offset, length } }
}

function withAlternates({ locator, alternates }: Snapshot): Locators {
  if (alternates === null) return locator
  const joined = (name: keyof Locators): Uint32Array => {
    const cells = sharedArray(Uint32Array, locator[name].length + alternates.events)
    cells.set(locator[name])
    cells.set(alternates.locator[name], locator[name].length)
    return cells
  }
  return { file: joined('file'), index: joined('index'), offset: joined('offset'), length: joined('length') }
}

function rowsByFile({ file: fileOf }: Locators, files: number): Pick<PlacesByFile, 'starts' | 'rows'> {
  const starts = sharedArray(Uint32Array, files + 1)
  for (const file of fileOf) starts[file + 1]!++
  for (let file = 0; file < files; file++) starts[file + 1]! += starts[file]!
  const next = starts.slice()
  const rows = sharedArray(Uint32Array, fileOf.length)
  for (let row = 0; row < fileOf.length; row++) rows[next[fileOf[row]!]!++] = row
  return { starts, rows }
}
