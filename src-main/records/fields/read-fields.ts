import { sourceText } from '../../../src-shared/model/source.ts'
import { inFileThreads } from '../file-threads.ts'
import type { OpenedFile } from '../opened-content.ts'
import type { FieldsToRead, FilesRead } from './field-reader.ts'

export interface ReadFieldsOptions {
  /** The built field-worker.js. */
  readonly workerFile: string
  readonly workers: number
  readonly signal: AbortSignal
  /** `thread`: whose codes were written for the rows of these files, apart from those that could not be read. */
  onRead(read: FilesRead, files: readonly OpenedFile[], thread: number): void
}

/**
 * Reads fields of all records of these files, in worker threads that are gone when it resolves or rejects. A file that a
 * thread dies of is told as one that could not be read, and the rest goes on.
 */
export async function readFields(
  files: readonly OpenedFile[],
  data: FieldsToRead,
  { onRead, ...options }: ReadFieldsOptions,
): Promise<void> {
  await inFileThreads(files, {
    ...options,
    data,
    onTold: onRead,
    onLost: (file, error) => {
      const problem = `${sourceText(file)} could not be read: ${error.message}`
      onRead({ texts: [], problems: [{ file: file.file, problem }] }, [file], lostThread)
    },
  })
}

/** Of files that nobody has read. */
const lostThread = -1
