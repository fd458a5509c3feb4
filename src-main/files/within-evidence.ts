import { realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'

/**
 * The opened path that a file of this name would be written under; null where it lies under none of them. The name need
 * not exist. A folder may have many names (links, `..`, another case of letters, another Unicode form, mounts), so that
 * folders are compared by device and inode, too.
 */
export function rootHolding(target: string, roots: readonly string[]): string | null {
  const wanted = resolve(target)
  const places = foldersAbove(wanted)
  return roots.find((root) => holds(resolve(root), wanted, places)) ?? null
}

export const isWithinEvidence = (file: string, roots: readonly string[]): boolean => rootHolding(file, roots) !== null

interface Place {
  readonly path: string
  /** Device and inode; null where it cannot be asked for. */
  readonly id: string | null
}

function holds(root: string, wanted: string, above: readonly Place[]): boolean {
  if (isWithin(wanted, root)) return true
  const real = realOf(root)
  const id = idOf(root)
  return above.some((place) => place.path === real || (id !== null && place.id === id))
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The target itself where it exists, and every folder above it, by their real names. */
function foldersAbove(target: string): readonly Place[] {
  let path = target
  while (realOf(path) === null && dirname(path) !== path) path = dirname(path)
  const places: Place[] = []
  for (let at = realOf(path) ?? path; ; at = dirname(at)) {
    places.push({ path: at, id: idOf(at) })
    if (dirname(at) === at) return places
  }
}

function realOf(path: string): string | null {
  try {
    return realpathSync.native(path)
  } catch {
    return null
  }
}

/** Inodes of some file systems are larger than a number holds. */
function idOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return ino === 0n ? null : `${dev}:${ino}`
  } catch {
    return null
  }
}
