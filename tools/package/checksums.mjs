import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `sha256sum --check` reads. */
export const listName = 'SHA256SUMS'

/** Lists the files of a folder, not those of its folders. @returns {{ name: string, bytes: number }[]} Sorted by name. */
export function writeChecksums(folder) {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== listName && !entry.name.startsWith('builder-'))
    .map(({ name }) => ({ name, content: readFileSync(join(folder, name)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const lines = files.map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
  if (files.length > 0) writeFileSync(join(folder, listName), lines.join(''))
  return files.map(({ name, content }) => ({ name, bytes: content.length }))
}
