import { parentPort, workerData } from 'node:worker_threads'
import { loadEncodings } from '../formats/encoding.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import type { OpenedFile } from './opened-content.ts'
import { type PlacesByFile, placesIn } from './places.ts'
import { searchFile, spellings } from './search-file.ts'

/** What every search thread sees of the case: shared arrays, so that nothing is copied. */
export interface SearchWorkerData {
  readonly text: string
  readonly openedAt: number
  readonly places: PlacesByFile
  /** Rows from this one on are no events, and not counted as such. */
  readonly events: number
  /** Set to 1 for rows that hold the text. A row lies in one file, so that no two threads write the same one. */
  readonly found: Uint8Array
}

/** What became of the files of one message. */
export interface FilesSearched {
  readonly files: number
  readonly bytes: number
  readonly events: number
  readonly outside: number
  readonly problems: readonly string[]
}

const { text, openedAt, places, events, found } = workerData as SearchWorkerData
const needles = spellings(text)
const port = parentPort!

port.on('message', async (files: readonly OpenedFile[]) => {
  await loadEncodings(files)
  const told = { files: files.length, bytes: 0, events: 0, outside: 0, problems: [] as string[] }
  for (const file of files) {
    const search = searchFile(file, needles, () => placesIn(places, file.file), openedAt)
    told.bytes += file.bytes
    if (search.rows === null) {
      told.problems.push(search.problem)
      continue
    }
    for (const row of search.rows) found[row] = 1
    told.events += search.rows.filter((row) => row < events).length
    told.outside += search.outside
  }
  port.postMessage(told satisfies FilesSearched)
  collectGarbage('minor')
})
