import { statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { MovedRoot } from '../../case-file/relocate.ts'
import { nativePath } from '../../files/native-path.ts'

/** What a case file says of its sources: see `Listing`. */
interface Recorded {
  readonly paths: readonly string[]
  readonly beside: readonly string[]
  readonly separator: string
  readonly sources: readonly { readonly path: string; readonly member: string | null; readonly bytes: number }[]
}

/** How many files of a folder are looked for to tell whether it is the one that was opened. */
const sampled = 32

/**
 * Where the opened paths are now: where they were, else where they lie from the case file as they did, else beside it,
 * else in the folders that the user names. A folder is the one that was opened where most of its files lie in it under
 * their names and in their sizes. That their hashes are the same is told once they are read. `absent`: found nowhere.
 */
export function findSources(
  { paths, beside, separator, sources }: Recorded,
  caseFile: string,
  named: readonly string[],
): { readonly found: readonly MovedRoot[]; readonly absent: readonly string[] } {
  const found: MovedRoot[] = []
  const absent: string[] = []
  for (const [at, from] of paths.entries()) {
    const name = from.slice(from.lastIndexOf(separator) + 1)
    const folder = dirname(caseFile)
    const candidates = [
      from,
      resolve(folder, beside[at]!.replaceAll(separator, '/')),
      ...(name === '' ? [] : [join(folder, name)]),
      ...named.flatMap((path) => [path, ...(name === '' || basename(path) === name ? [] : [join(path, name)])]),
    ]
    const files = sources.filter(({ path, member }) => member === null && path.startsWith(from))
    const to = candidates.find((candidate) => isIt(from, candidate, separator, files))
    if (to === undefined) absent.push(from)
    else found.push({ from, to })
  }
  return { found, absent }
}

function isIt(root: string, candidate: string, separator: string, files: Recorded['sources']): boolean {
  if (sizeOf(candidate) === null) return false
  const step = Math.max(1, Math.floor(files.length / sampled))
  const some = files.filter((_, at) => at % step === 0)
  const there = some.filter(
    ({ path, bytes }) => sizeOf(candidate + path.slice(root.length).replaceAll(separator, '/')) === bytes,
  )
  return 2 * there.length >= some.length
}

/** Bytes of a file, some number of a folder; null where there is nothing. */
function sizeOf(path: string): number | null {
  try {
    return statSync(nativePath(path)).size
  } catch {
    return null
  }
}
