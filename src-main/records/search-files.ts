import { sourceText } from '../../src-shared/model/source.ts'
import { inFileThreads } from './file-threads.ts'
import type { OpenedFile } from './opened-content.ts'
import type { FilesSearched, SearchWorkerData } from './search-worker.ts'

export interface SearchOptions {
  /** The built search-worker.js. */
  readonly workerFile: string
  readonly workers: number
  readonly signal: AbortSignal
  onSearched(searched: FilesSearched): void
}

/**
 * Searches files in their order, in worker threads that are gone when it resolves or rejects. Hits are written into
 * `data.found` as they come. A file that a thread dies of is told as a problem, and the rest goes on.
 */
export async function searchFiles(
  files: readonly OpenedFile[],
  data: SearchWorkerData,
  { onSearched, ...options }: SearchOptions,
): Promise<void> {
  await inFileThreads(files, {
    ...options,
    data,
    onTold: (searched: FilesSearched) => onSearched(searched),
    onLost: (file, error) =>
      onSearched({
        files: 1,
        bytes: file.bytes,
        events: 0,
        outside: 0,
        problems: [`${sourceText(file)} could not be searched: ${error.message}`],
      }),
  })
}
