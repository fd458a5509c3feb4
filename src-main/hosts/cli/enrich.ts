import { resolve } from 'node:path'
import type { ChosenFile } from '../../../src-shared/model/enrichment.ts'
import { enrichmentLines } from '../../../src-shared/words/enrichment.ts'
import type { Engine } from '../../engine/engine.ts'
import type { CommandName } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'

/** Files that addresses are looked up in: an option of the commands that tell of events. */
export const enrichOptions = { enrich: { type: 'string', multiple: true } } as const

/** By their absolute paths. */
export const readEnrich = ({ enrich = [] }: { readonly enrich?: readonly string[] | undefined }): readonly string[] =>
  enrich.map((path) => resolve(path))

export const asChosen = (paths: readonly string[]): readonly ChosenFile[] =>
  paths.map((path) => ({ path, sha256: null }))

/**
 * Has the engine use these files for what it opens next. Null where all can be used; else the exit code: a file that was named
 * and tells nothing would leave a column empty that somebody counts on. Bad lines of a list are said, and the rest is used.
 */
export async function takeEnrichment(
  engine: Engine,
  command: CommandName,
  paths: readonly string[],
  io: CommandIo,
): Promise<number | null> {
  if (paths.length === 0) return null
  const stopped = new Promise<null>((stop) => {
    if (io.signal.aborted) stop(null)
    io.signal.addEventListener('abort', () => stop(null), { once: true })
  })
  const used = await Promise.race([engine.enrich({ files: asChosen(paths) }), stopped])
  if (used === null) return exitCode.interrupted
  if (!used.ok) throw new Error(used.message)
  const { files, addresses } = used.value
  const unusable = files.filter(({ kind }) => kind === null)
  for (const file of files.filter(({ kind, problemCount }) => kind !== null && problemCount > 0)) {
    const [head, ...lines] = enrichmentLines(file, addresses)
    await io.err.say([`trailproof ${command}: ${head}`, ...lines])
  }
  if (unusable.length === 0) return null
  const [first, ...rest] = unusable.flatMap((file) => enrichmentLines(file, addresses))
  await io.err.say([`trailproof ${command}: ${first}`, ...rest])
  return exitCode.noInput
}
