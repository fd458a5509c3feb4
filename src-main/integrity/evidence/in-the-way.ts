import type { InTheWay, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { treePathOf } from './file-fact.ts'
import type { FolderPlaces } from './folder-places.ts'
import type { NamedPlaces } from './named-places.ts'
import type { ParsedEvidence, ParsedFile } from './parse.ts'
import type { PlacedFile } from './placed.ts'

/**
 * What lies at places that digests name and is not what they name: a folder under the name of a file, what a failed
 * download left, or a log file that is another by its hash. It is told where the object itself is missing.
 */
export function inTheWay(
  { files, placeholders }: Pick<ParsedEvidence, 'files' | 'placeholders'>,
  logs: readonly PlacedFile[],
  folders: FolderPlaces,
  named: NamedPlaces,
): ReadonlyMap<ObjectUri, InTheWay> {
  const found = new Map<ObjectUri, InTheWay>()
  const isNamed = (place: ObjectUri): boolean => named.get(place) !== undefined
  const lies = (path: string, what: InTheWay) => {
    const place = folders.ofLog(path, isNamed)
    if (place !== null && isNamed(place)) found.set(place, what)
  }
  for (const path of foldersNamedLikeFiles(files)) lies(path, 'folder')
  for (const path of placeholders) lies(path, 'placeholder')
  for (const { liesAt } of logs) {
    if (liesAt?.place != null && isNamed(liesAt.place)) found.set(liesAt.place, 'other-log-file')
  }
  return found
}

/** Every folder on the way to a file whose name ends as those of log files and digests do. */
function foldersNamedLikeFiles(files: readonly ParsedFile[]): ReadonlySet<string> {
  const found = new Set<string>()
  let latest = ''
  for (const { fact } of files) {
    const path = treePathOf(fact)
    const end = Math.max(0, path.lastIndexOf('/'))
    if (end === latest.length && path.startsWith(latest)) continue
    const folder = path.slice(0, end)
    latest = folder
    for (let above = folder; above !== ''; above = above.slice(0, Math.max(0, above.lastIndexOf('/')))) {
      if (/\.(?:json|gz)$/.test(above)) found.add(above)
    }
  }
  return found
}
