import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, sep } from 'node:path'
import type { MemberPlace } from '../../src-shared/model/source.ts'
import { nativePath, openedPath, textOfPath } from './native-path.ts'

/** One thing found under an opened path. Nothing is left out: what is not read says why. */
export interface FoundFile {
  /** Absolute path. */
  readonly path: string
  /** Path below the opened folder with `/` between its parts; the file's own name where a single file was opened. */
  readonly name: string
  /** The opened path it was found under. */
  readonly root: string
  readonly bytes: number
  readonly nature: FoundNature
  /** Why it is not read, a whole sentence; null for a file to read. */
  readonly problem: string | null
  /** Of a member of an archive at `path`; absent for what lies on disk. */
  readonly inArchive?: FoundMember
}

/** What is known of a member of an archive beside what is known of every file. */
export interface FoundMember {
  /** Its name in the archive, as people may see it; of an archive within it ` › ` stands between the two names. */
  readonly member: string
  /** The same as a path below the archive; each archive on the way counts as a folder. */
  readonly tree: string
  /** How many archives it lies in. */
  readonly depth: number
  /** Null unless it is a file to read. */
  readonly place: MemberPlace | null
  /** The manifest of an export that lies beside it in the archive, under its name; null where there is none. */
  readonly manifest: MemberPlace | null
}

/** Only `file` is to be opened. The last three are members of archives. */
export type FoundNature =
  | 'file' | 'empty-folder' | 'symbolic-link' | 'special-file' | 'unreadable-folder' | 'vanished'
  | 'encrypted-member' | 'unknown-compression' | 'beyond-limits' // biome-ignore format: a list

export interface DiscoverOptions {
  readonly signal?: AbortSignal
  /** Told now and then how many files were found so far. */
  readonly onProgress?: (found: number) => void
}

/** How many entries are looked at before the thread is free for messages again. */
const entriesPerTurn = 2_000

/**
 * Lists everything below the given files and folders, in the order of paths, and opens nothing.
 *
 * Links are listed and not followed: evidence is what lies in the folder, and a link could lead out of it or round in
 * circles. Only an opened path itself may be a link, for its user named it. The calls are synchronous because one
 * after the other they are several times faster than the asynchronous ones for many small files.
 */
export async function discover(paths: readonly string[], options: DiscoverOptions = {}): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  let sinceTurn = 0
  for (const opened of paths) {
    const root = openedPath(opened)
    const folders = startAt(root, found)
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const entries = listFolder(folder, root, found)
      if (entries.length === 0 && hasNameOfFile(folder.path)) noteEmpty(folder, root, found)
      for (const entry of entries) {
        // Joined, it is one run of characters; added, it would keep its parts in memory, too.
        const path = [folder.path.endsWith(sep) ? folder.path.slice(0, -sep.length) : folder.path, entry.name].join(sep)
        const name = nameWithin(folder, path, entry.name)
        if (entry.isDirectory()) folders.push({ path, name })
        else if (!found.has(path)) found.set(path, describe({ path, name, root }, entry))
        sinceTurn++
      }
      if (sinceTurn >= entriesPerTurn) {
        sinceTurn = 0
        options.onProgress?.(found.size)
        await new Promise(setImmediate)
      }
      options.signal?.throwIfAborted()
    }
  }
  options.onProgress?.(found.size)
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

interface Folder {
  readonly path: string
  /** Its path below the opened one with `/`; empty for the opened one itself. */
  readonly name: string
}

/** On most systems the end of the path, which then takes no memory of its own: there may be millions of files. */
function nameWithin({ name }: Folder, path: string, entry: string): string {
  const length = name === '' ? entry.length : name.length + 1 + entry.length
  const end = path.slice(path.length - length)
  return sep === '/' ? end : end.replaceAll(sep, '/')
}

/** The folders to begin with: the opened path, or none where it is a file (which is noted at once) or unreadable. */
function startAt(root: string, found: Map<string, FoundFile>): Folder[] {
  try {
    const stat = statSync(nativePath(root))
    if (stat.isDirectory()) return [{ path: root, name: '' }]
    const nature: FoundNature = stat.isFile() ? 'file' : 'special-file'
    const problem = stat.isFile() ? null : 'It is neither a file nor a folder and was not opened.'
    found.set(root, { path: root, name: basename(root), root, bytes: stat.size, nature, problem })
  } catch (error) {
    found.set(root, { path: root, name: basename(root), root, bytes: 0, ...unreadable(error, 'unreadable-folder') })
  }
  return []
}

function listFolder({ path, name }: Folder, root: string, found: Map<string, FoundFile>): readonly Entry[] {
  try {
    return entriesOf(nativePath(path))
  } catch (error) {
    const shown = name === '' ? basename(root) : name
    found.set(path, { path, name: shown, root, bytes: 0, ...unreadable(error, 'unreadable-folder') })
    return []
  }
}

/** An empty folder is no file and is told only where somebody may look for a file. */
const hasNameOfFile = (path: string): boolean => /\.(?:json|gz)$/i.test(path)

/** Its path ends with a separator, so that it lies in the folder that it tells of. */
function noteEmpty({ path, name }: Folder, root: string, found: Map<string, FoundFile>): void {
  if (name === '' || found.has(path)) return
  const problem = 'It is an empty folder under the name of a file.'
  const inside = { path: `${path}${sep}`, name: `${name}/` }
  found.set(inside.path, { ...inside, root, bytes: 0, nature: 'empty-folder', problem })
}

/** Node gives U+FFFD for bytes that are not UTF-8, so that only the bytes tell such names apart. */
function entriesOf(path: string | Buffer): readonly Entry[] {
  if (typeof path === 'string') {
    const entries = readdirSync(path, { withFileTypes: true })
    if (!entries.some(({ name }) => name.includes('\ufffd') || name.includes('\\x'))) return entries
  }
  const entries = readdirSync(path, { withFileTypes: true, encoding: 'buffer' })
  return entries.map((entry) => Object.assign(entry, { name: textOfPath(entry.name) }))
}

type Entry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>

function describe(place: Pick<FoundFile, 'path' | 'name' | 'root'>, entry: Entry): FoundFile {
  if (entry.isSymbolicLink()) {
    return { ...place, bytes: 0, nature: 'symbolic-link', problem: 'It is a symbolic link and was not followed.' }
  }
  if (!entry.isFile()) {
    const problem = 'It is neither a file nor a folder and was not opened.'
    return { ...place, bytes: 0, nature: 'special-file', problem }
  }
  try {
    return { ...place, bytes: lstatSync(nativePath(place.path)).size, nature: 'file', problem: null }
  } catch (error) {
    // Only its size could not be told: reading it says whether it is there.
    return isVanished(error)
      ? { ...place, bytes: 0, ...unreadable(error, 'vanished') }
      : { ...place, bytes: 0, nature: 'file', problem: null }
  }
}

function unreadable(error: unknown, nature: FoundNature): Pick<FoundFile, 'nature' | 'problem'> {
  if (isVanished(error)) return { nature: 'vanished', problem: 'It is not there, or vanished while it was looked for.' }
  return { nature, problem: `It could not be opened: ${systemReason(error)}.` }
}

export const isVanished = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error'

/** The operating system's reason in words a person can act on, with its code. */
export function systemReason(error: unknown): string {
  const code = codeOf(error)
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `permission denied (${code})`
    case 'ENOENT':
    case 'ENOTDIR':
      return `it vanished (${code})`
    case 'EIO':
      return `the disk reported an input/output error (${code})`
    case 'EMFILE':
    case 'ENFILE':
      return `too many files are open (${code})`
    case 'EISDIR':
      return `it is a folder (${code})`
    default:
      return code
  }
}
