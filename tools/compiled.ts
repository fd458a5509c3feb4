import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import asc from 'assemblyscript/asc'
import type { Plugin } from 'vite'

const query = '?compiled'
const options = [
  '--runtime', 'stub',
  '--optimizeLevel', '3',
  '--noAssert',
  '--enable', 'simd',
  '--use', 'abort=',
] // biome-ignore format: an option a line

/**
 * `import base64 from './wasm/index.ts?compiled'`: an AssemblyScript entry, compiled with all it imports, as the base64
 * of a WebAssembly module. So it is part of whatever bundle or test imports it; nothing built is committed.
 */
export function compiled(): Plugin {
  return {
    name: 'compiled',
    enforce: 'pre',
    resolveId(source, importer) {
      return source.endsWith(query) && importer !== undefined
        ? resolve(dirname(importer), source.slice(0, -query.length)) + query
        : null
    },
    async load(id) {
      if (!id.endsWith(query)) return null
      const entry = id.slice(0, -query.length)
      for (const source of sourcesOf(entry)) this.addWatchFile(source)
      const module = await moduleOf(entry)
      return { code: `export default '${module.toString('base64')}'`, moduleType: 'js' }
    },
  }
}

/** The entry and what it imports, near or far. */
function sourcesOf(entry: string, met = new Set<string>()): ReadonlySet<string> {
  met.add(entry)
  for (const [, path] of readFileSync(entry, 'utf8').matchAll(/ from '(\.[^']+)'/g)) {
    const source = `${resolve(dirname(entry), path!)}.ts`
    if (!met.has(source)) sourcesOf(source, met)
  }
  return met
}

/** Compiles, unless just these sources have been compiled before. */
async function moduleOf(entry: string): Promise<Buffer> {
  const made = createHash('sha256').update(`${asc.version} ${options}`)
  for (const source of sourcesOf(entry)) made.update(readFileSync(source))
  const cache = join(packageOf(entry), 'node_modules/.cache/trailproof')
  const kept = join(cache, `${made.digest('hex').slice(0, 16)}.wasm`)
  if (existsSync(kept)) return readFileSync(kept)
  mkdirSync(cache, { recursive: true })
  // Others may be compiling, too: each writes a file of its own.
  const fresh = `${kept}.${process.pid}`
  const { error, stderr } = await asc.main([entry, '--outFile', fresh, ...options])
  if (error !== null) throw new Error(`${entry} does not compile: ${error.message}\n${stderr.toString()}`)
  renameSync(fresh, kept)
  return readFileSync(kept)
}

/** Bundled into a configuration, this file does not know where it stands: the entry does. */
function packageOf(path: string): string {
  return existsSync(join(path, 'package.json')) ? path : packageOf(dirname(path))
}
