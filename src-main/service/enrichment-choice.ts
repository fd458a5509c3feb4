import { resolve } from 'node:path'
import { z } from 'zod'
import type { Answer } from '../../src-shared/contract/index.ts'
import type { ChosenFile } from '../../src-shared/model/enrichment.ts'
import type { Sha256 } from '../../src-shared/model/event.ts'
import type { Engine } from '../engine/engine.ts'
import { readKept, readState, type StateFiles } from './state-file.ts'

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hash) => hash as Sha256)
const fileForm = z.array(z.strictObject({ path: z.string().min(1), sha256: sha256.nullable() })).max(100)

/** The user's files that addresses are looked up in, with their hashes as they were chosen. Kept in one small file. */
export interface EnrichmentChoice {
  files(): readonly ChosenFile[]
  keep(files: readonly ChosenFile[]): void
}

/** Tells an engine that has just been started. It reads the files meanwhile: nobody waits for them. */
export function tellEnrichment(engine: Engine, choice: EnrichmentChoice): void {
  const files = choice.files()
  if (files.length > 0) void engine.enrich({ files })
}

/** While the file cannot be written, what was chosen last counts until this program ends. */
export function createEnrichmentChoice(file: string, state: StateFiles): EnrichmentChoice {
  let unwritten: readonly ChosenFile[] | null = null
  // Read anew each time: another Trailproof may have written meanwhile.
  return {
    files: () => unwritten ?? readState(file, fileForm as unknown as z.ZodType<readonly ChosenFile[]>) ?? [],
    keep: (files) => {
      readKept(file, fileForm)
      unwritten = state.write(file, files) ? null : files
    },
  }
}

/** Uses these files from now on, and keeps the choice: from now on a file has changed where its hash is another. */
export async function chooseEnrichment(
  engine: Engine,
  choice: EnrichmentChoice,
  paths: readonly string[],
): Promise<Answer<'chooseEnrichment'>> {
  const chosen = [...new Set(paths.map((path) => resolve(path)))].map((path) => ({ path, sha256: null }))
  const used = await engine.enrich({ files: chosen })
  choice.keep(used.ok ? used.value.files.map(({ path, sha256 }) => ({ path, sha256 })) : chosen)
  return used as Answer<'chooseEnrichment'>
}
