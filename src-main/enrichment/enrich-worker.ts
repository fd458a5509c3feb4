import { parentPort } from 'node:worker_threads'
import type { ChosenFile } from '../../src-shared/model/enrichment.ts'
import { serve } from '../runtime/rpc.ts'
import { type FileLookups, lookUpIn } from './file-lookups.ts'

export type EnrichService = {
  /** The addresses that the files are asked about from now on. */
  readonly begin: (addresses: readonly string[]) => Promise<void>
  /** Reads one file and looks the addresses up in it. */
  readonly lookUp: (file: ChosenFile) => Promise<FileLookups>
}

let asked: readonly string[] = []

serve(parentPort!, {
  begin: async (addresses: readonly string[]) => {
    asked = addresses
  },
  lookUp: async (file: ChosenFile) => lookUpIn(file, asked),
} satisfies EnrichService)
