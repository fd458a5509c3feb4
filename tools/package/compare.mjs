#!/usr/bin/env node
// node tools/package/compare.mjs FOLDER FOLDER: which files of two unpacked packages differ; of archives, which members.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const asar = createRequire(import.meta.url)('@electron/asar')
const [one, other] = process.argv.slice(2)
if (other === undefined) {
  process.stderr.write('Usage: node tools/package/compare.mjs FOLDER FOLDER\n')
  process.exit(64)
}
const differences = between(hashesIn(one), hashesIn(other))
process.stdout.write(differences.length === 0 ? 'Both are the same, byte for byte.\n' : `${differences.join('\n')}\n`)
process.exitCode = differences.length === 0 ? 0 : 1

/** By path below the folder; a member of an archive by the archive’s path and its own. */
function hashesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    paths.flatMap((path) => [[path.slice(folder.length), hashOf(readFileSync(path))], ...membersOf(path, folder)]),
  )
}

function membersOf(path, folder) {
  if (!path.endsWith('.asar')) return []
  const isFile = (name) => asar.statFile(path, name).size !== undefined
  const names = asar.listPackage(path).map((name) => name.slice(1))
  return names
    .filter(isFile)
    .map((name) => [`${path.slice(folder.length)}: ${name}`, hashOf(asar.extractFile(path, name))])
}

function hashOf(content) {
  return createHash('sha256').update(content).digest('hex')
}

function between(left, right) {
  const names = [...new Set([...left.keys(), ...right.keys()])].sort()
  return names
    .filter((name) => left.get(name) !== right.get(name))
    .map((name) =>
      left.has(name)
        ? right.has(name)
          ? `differs: ${name}`
          : `only in the first: ${name}`
        : `only in the second: ${name}`,
    )
}
