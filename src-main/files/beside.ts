import { existsSync } from 'node:fs'
import { nativePath } from './native-path.ts'
import { readSource } from './read.ts'

const limits = { ceiling: 256 << 20, ratio: 1, ratioAbove: 256 << 20 }

/** The text of the file that is called like another with an ending of its own; null where there is none to read. */
export function textBeside(path: string, ending: string): string | null {
  const beside = `${path}${ending}`
  // Most files have none, and asking is cheaper than failing to open it.
  if (!existsSync(nativePath(beside))) return null
  const { gzip, bytes } = readSource({ path: beside, member: null }, limits)
  return gzip === 'plain' ? bytes.toString() : null
}
