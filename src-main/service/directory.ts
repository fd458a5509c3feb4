import { type Dirent, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fail, ok } from '../../src-shared/base/result.ts'
import type { Answer } from '../../src-shared/contract/index.ts'
import { homeFolder } from './state-file.ts'

const mostFiles = 200

/** Names in a folder for the browser host's folder picker: no content, no sizes, nothing changed. Null is home. */
export async function listDirectory(path: string | null): Promise<Answer<'listDirectory'>> {
  const folder = resolve(path ?? homeFolder())
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    return fail('unreadable', `The folder ${folder} cannot be listed: ${reasonOf(error)}`)
  }
  const isFolder = await Promise.all(entries.map((entry) => leadsToFolder(folder, entry)))
  const folders = entries.filter((_, i) => isFolder[i]).map(({ name }) => name)
  const files = entries.filter((_, i) => !isFolder[i]).map(({ name }) => name)
  return ok({
    path: folder,
    parent: dirname(folder) === folder ? null : dirname(folder),
    folders: folders.sort(hiddenLast),
    files: files.sort(hiddenLast).slice(0, mostFiles),
    fileCount: files.length,
    roots: roots(),
  })
}

/** A link counts as its target: the user chooses to open a linked folder. */
async function leadsToFolder(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  const target = await stat(join(folder, entry.name)).catch(() => null)
  return target?.isDirectory() ?? false
}

function hiddenLast(a: string, b: string): number {
  const hidden = Number(a.startsWith('.')) - Number(b.startsWith('.'))
  return hidden !== 0 ? hidden : a.localeCompare(b, 'en', { numeric: true })
}

/** The home folder, then the folders where this operating system mounts volumes. */
function roots(): string[] {
  const volumes =
    process.platform === 'win32'
      ? [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`)
      : ['/', '/Volumes', '/media', '/mnt']
  return [...new Set([homeFolder(), ...volumes.filter((place) => existsSync(place))])]
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return 'there is no such folder'
  if (code === 'ENOTDIR') return 'it is a file'
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not permitted'
  return error instanceof Error ? error.message : String(error)
}
