import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import wasm from 'sql.js/dist/sql-wasm.wasm?asset'
import { type AssetHandler, createAssetHandler } from './host/assets.ts'
import { createDevAssetHandler } from './host/dev-assets.ts'
import { stateFolder } from './state-file.ts'

/**
 * Where things lie in a build. Only entries import it: `?asset` and the folder of this module mean something in
 * `out/main` alone, and everything else is told its paths.
 */
const main = dirname(fileURLToPath(import.meta.url))
const root = join(main, '..', '..')
const state = stateFolder(process.platform, process.env)

export const paths = {
  workers: main,
  wasm,
  renderer: join(main, '..', 'renderer'),
  preload: join(main, '..', 'preload', 'preload.cjs'),
  sampleCase: join(root, 'resources', 'sample-case'),
  recentCases: join(state, 'recent.json'),
  windowState: join(state, 'window.json'),
} as const

export const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

/** The built renderer; under `npm run dev`, and only there, Vite's. A build has the second branch cut out. */
export function createRendererAssets(): AssetHandler {
  const viteUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined
  return viteUrl === undefined ? createAssetHandler(paths.renderer) : createDevAssetHandler(viteUrl)
}
