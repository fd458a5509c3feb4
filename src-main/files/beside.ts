import { existsSync } from 'node:fs'
import type { StoredSource } from '../../src-shared/model/source.ts'
import { nativePath } from './native-path.ts'
import { readSource } from './read.ts'

const limits = { ceiling: 256 << 20, ratio: 1, ratioAbove: 256 << 20 }

/** The text of the file that is called like another with an ending of its own; null where there is none to read. */
export function textBeside(path: string, ending: string): string | null {
  const beside = `${path}${ending}`
  // Most files have none, and asking is cheaper than failing to open it.
  return existsSync(nativePath(beside)) ? textIn({ path: beside, member: null }) : null
}

/** The text of a source that is not compressed; null where it cannot be read. */
export function textIn(source: StoredSource): string | null {
  const { gzip, bytes } = readSource(source, limits)
  return gzip === 'plain' ? bytes.toString() : null
}
