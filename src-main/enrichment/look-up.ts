import { Worker } from 'node:worker_threads'
import type { ChosenFile } from '../../src-shared/model/enrichment.ts'
import { enrichmentFileWords } from '../../src-shared/words/enrichment.ts'
import type { Lookups } from '../columns/lookups.ts'
import { Client } from '../runtime/rpc.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { within } from '../runtime/within.ts'
import type { EnrichService } from './enrich-worker.ts'
import { type FileLookups, lookupsOf, unused } from './file-lookups.ts'

/** The largest databases take some seconds; a crafted one must not be waited for. */
const patienceMs = 60_000

export interface LookUpOptions {
  /** The built enrich-worker.js. */
  readonly workerFile: string
  readonly signal: AbortSignal
}

/**
 * Looks addresses up in files, one file after the other, in a thread that is gone when this resolves or rejects. A file that
 * the thread dies of, or that takes too long, is told; the next thread reads the others. Rejects with the signal's reason.
 */
export async function lookUp(
  files: readonly ChosenFile[],
  addresses: readonly string[],
  { workerFile, signal }: LookUpOptions,
): Promise<Lookups> {
  const told: FileLookups[] = []
  while (told.length < files.length) {
    signal.throwIfAborted()
    const worker = new Worker(workerFile)
    const thread = new Client<EnrichService>(worker, () => {}, () => {}) // biome-ignore format: a line
    const stop = () => void thread.end()
    signal.addEventListener('abort', stop, { once: true })
    try {
      await thread.call('begin', addresses)
      for (const file of files.slice(told.length)) told.push(await patiently(thread, file))
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ThreadDeath)) throw error
      told.push(unused(files[told.length]!, enrichmentFileWords.lost(error.message)))
    } finally {
      signal.removeEventListener('abort', stop)
      await thread.end()
    }
  }
  return lookupsOf(told, addresses)
}

/** The thread is ended where the file takes too long: what is asked of it next finds it dead. */
async function patiently(thread: Client<EnrichService>, file: ChosenFile): Promise<FileLookups> {
  const looking = thread.call('lookUp', file)
  if (await within(patienceMs, looking)) return looking
  await thread.end()
  return unused(file, enrichmentFileWords.late(patienceMs / 1_000))
}
