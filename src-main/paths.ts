import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import wasm from 'sql.js/dist/sql-wasm.wasm?asset'
import { type AssetHandler, createAssetHandler } from './hosts/browser/assets.ts'
import { createDevAssetHandler } from './hosts/browser/dev-assets.ts'
import { builtWorker } from './runtime/workers.ts'
import { stateFolder } from './service/state-file.ts'

/**
 * Where things lie in a build. Only entries import it: `?asset` and the folder of this module mean something in
 * `out/main` alone, and everything else is told its paths.
 */
const main = dirname(fileURLToPath(import.meta.url))
const root = join(main, '..', '..')
/** A package holds all in an archive but what others than Electron read, which lies beside it (electron-builder, `asarUnpack`). */
const isPacked = root.endsWith('.asar')
const onDisk = isPacked ? `${root}.unpacked` : root
const state = stateFolder(process.platform, process.env)

export const paths = {
  workers: main,
  readWorker: builtWorker(main, 'read-worker'),
  wasm,
  renderer: join(main, '..', 'renderer'),
  preload: join(main, '..', 'preload', 'preload.cjs'),
  sampleCase: join(onDisk, 'resources', 'sample-case'),
  icon: join(root, 'resources', 'icon', '256x256.png'),
  /** The folder of the licences of all that is shipped. A build has it beside its parts. */
  licences: isPacked ? join(root, '..', 'licences') : join(root, 'out', 'licences'),
  recentCases: join(state, 'recent.json'),
  bookmarks: join(state, 'bookmarks.json'),
  settings: join(state, 'settings.json'),
  savedQueries: join(state, 'saved-queries.json'),
  confirmedKeys: join(state, 'confirmed-keys.json'),
  examinerLogs: join(state, 'examiner-logs'),
  enrichment: join(state, 'enrichment.json'),
  port: join(state, 'port.json'),
  windowState: join(state, 'window.json'),
} as const

export const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

/** Vite's address under `npm run dev`, and only there: a build has this cut out. */
const viteUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined

export const createRendererAssets = (): AssetHandler =>
  viteUrl === undefined ? createAssetHandler(paths.renderer) : createDevAssetHandler(viteUrl)

/** Where hot reload opens its socket to. */
export const viteOrigins = (): readonly string[] => {
  if (viteUrl === undefined) return []
  const { host } = new URL(viteUrl)
  return [`http://${host}`, `ws://${host}`]
}
