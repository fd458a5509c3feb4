import { statSync } from 'node:fs'
import { basename, sep } from 'node:path'
import type { MemberPlace } from '../../src-shared/model/source.ts'
import { type Disk, type Entry, localDisk, PatientDisk } from './disk.ts'
import { nativePath, openedPath } from './native-path.ts'

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
  /** The disks of this machine where it is left out. */
  readonly disk?: Disk
}

/** How many entries are looked at before the thread is free for messages again. */
const entriesPerTurn = 2_000

/**
 * Lists everything below the given files and folders, in the order of paths, and opens nothing.
 *
 * Links are listed and not followed: evidence is what lies in the folder, and a link could lead out of it or round in
 * circles. Only an opened path itself may be a link, for its user named it.
 */
export async function discover(paths: readonly string[], options: DiscoverOptions = {}): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  const disk = new PatientDisk(options.disk ?? localDisk)
  let sinceTurn = 0
  for (const opened of paths) {
    const root = openedPath(opened)
    const folders = startAt(root, found)
    while (folders.length > 0) {
      const next = folders.splice(-disk.atOnce).reverse()
      const listed = await disk.ask(next, listNow, listLater)
      for (const [k, folder] of next.entries()) {
        const files: Place[] = []
        const entries = entriesOf(folder, root, listed[k]!, found)
        if (entries.length === 0 && hasNameOfFile(folder.path)) noteEmpty(folder, root, found)
        for (const entry of entries) {
          const place = placeOf(folder, root, entry.name)
          if (entry.isDirectory()) folders.push({ path: place.path, name: place.name })
          else if (!found.has(place.path)) {
            const other = notOpened(place, entry)
            if (other === null) files.push(place)
            else found.set(place.path, other)
          }
        }
        for (let from = 0; from <= files.length; from += entriesPerTurn) {
          const some = files.slice(from, from + entriesPerTurn)
          for (const file of await disk.ask(some, describeNow, describeLater)) found.set(file.path, file)
          sinceTurn += some.length + 1
          if (sinceTurn < entriesPerTurn) continue
          sinceTurn = 0
          options.onProgress?.(found.size)
          await new Promise(setImmediate)
          options.signal?.throwIfAborted()
        }
      }
      options.signal?.throwIfAborted()
    }
  }
  options.onProgress?.(found.size)
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

type Place = Pick<FoundFile, 'path' | 'name' | 'root'>

interface Folder {
  readonly path: string
  /** Its path below the opened one with `/`; empty for the opened one itself. */
  readonly name: string
}

function placeOf(folder: Folder, root: string, entry: string): Place {
  // Joined, it is one run of characters; added, it would keep its parts in memory, too.
  const path = [folder.path.endsWith(sep) ? folder.path.slice(0, -sep.length) : folder.path, entry].join(sep)
  return { path, name: nameWithin(folder, path, entry), root }
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

/** What a folder holds, or why that cannot be told. */
type Listing = { readonly entries: readonly Entry[] } | { readonly error: unknown }

function listNow(disk: Disk, { path }: Folder): Listing {
  try {
    return { entries: disk.entriesNow(path) }
  } catch (error) {
    return { error }
  }
}

const listLater = (disk: Disk, { path }: Folder): Promise<Listing> =>
  disk.entries(path).then(
    (entries) => ({ entries }),
    (error: unknown) => ({ error }),
  )

function entriesOf(
  { path, name }: Folder,
  root: string,
  listing: Listing,
  found: Map<string, FoundFile>,
): readonly Entry[] {
  if ('entries' in listing) return listing.entries
  const shown = name === '' ? basename(root) : name
  found.set(path, { path, name: shown, root, bytes: 0, ...unreadable(listing.error, 'unreadable-folder') })
  return []
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

/** What is not opened, and why; null of a file. */
function notOpened(place: Place, entry: Entry): FoundFile | null {
  if (entry.isSymbolicLink()) {
    return { ...place, bytes: 0, nature: 'symbolic-link', problem: 'It is a symbolic link and was not followed.' }
  }
  if (entry.isFile()) return null
  const problem = 'It is neither a file nor a folder and was not opened.'
  return { ...place, bytes: 0, nature: 'special-file', problem }
}

function describeNow(disk: Disk, place: Place): FoundFile {
  try {
    return ofSize(place, disk.sizeNow(place.path))
  } catch (error) {
    return ofNoSize(place, error)
  }
}

const describeLater = (disk: Disk, place: Place): Promise<FoundFile> =>
  disk.size(place.path).then(
    (bytes) => ofSize(place, bytes),
    (error: unknown) => ofNoSize(place, error),
  )

// There may be millions, and a spread takes ten times as long as a literal.
const ofSize = ({ path, name, root }: Place, bytes: number): FoundFile => ({
  path,
  name,
  root,
  bytes,
  nature: 'file',
  problem: null,
})

/** Only its size could not be told, unless it is gone: reading it says whether it is there. */
const ofNoSize = (place: Place, error: unknown): FoundFile =>
  isVanished(error) ? { ...place, bytes: 0, ...unreadable(error, 'vanished') } : ofSize(place, 0)

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
