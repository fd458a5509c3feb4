import { sep } from 'node:path'
import { memberMark } from '../../src-shared/model/source.ts'

/** The path of today for one that was written into a case file; the same text where it lies below none of its folders. */
export type Relocate = (path: string) => string

/** Where one of the opened paths was when the case file was written, and where it is now. */
export interface MovedRoot {
  readonly from: string
  readonly to: string
}

export const stays: Relocate = (path) => path

/** `separator`: between the parts of paths where the case file was written. */
export function relocation(roots: readonly MovedRoot[], separator: string): Relocate {
  const moved = roots.filter(({ from, to }) => from !== to).toSorted((a, b) => b.from.length - a.from.length)
  if (moved.length === 0) return stays
  return (path) => {
    const root = moved.find(({ from }) => path === from || isBelow(path, from, separator))
    if (root === undefined) return path
    const rest = path.slice(root.from.length)
    return root.to + (separator === sep ? rest : rest.replaceAll(separator, sep))
  }
}

/** A member of an archive lies below it. */
const isBelow = (path: string, root: string, separator: string): boolean =>
  path.startsWith(root.endsWith(separator) ? root : root + separator) || path.startsWith(root + memberMark)
