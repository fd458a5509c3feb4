import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const home = resolve(import.meta.dirname, '../..')
const workersFolder = join(home, 'out/main')
const wasmPath = join(home, 'node_modules/sql.js/dist/sql-wasm.wasm')
const cache = join(home, 'node_modules/.cache/trailproof/peers')

/** The thin outer parts that the commands are made of; what runs in workers is that of the build. */
const parts = {
  engine: 'src-main/engine/thread.ts',
  reference: 'src-main/reference.ts',
  trino: 'src-main/remote/trino.ts',
  ddl: 'src-shared/sql/ddl/ddl.ts',
  places: 'src-shared/sql/ddl/places.ts',
  filterText: 'src-shared/filter/text.ts',
  filterQuery: 'src-shared/sql/remote/filter-query.ts',
  remoteQuery: 'src-shared/sql/remote/remote-query.ts',
  tablesRead: 'src-shared/sql/remote/tables-read.ts',
  ruleQuery: 'src-shared/sql/remote/rule-query.ts',
  rules: 'src-main/analysis/rules/sql-rules.ts',
  catalogue: 'src-main/questions/catalogue.ts',
}

export const hasBuild = () => existsSync(join(workersFolder, 'cli.js'))

export async function loadParts() {
  await build({
    root: home,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: cache,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(parts).map(([name, source]) => [name, join(home, source)])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  const load = async (name) => [name, await import(pathToFileURL(join(cache, `${name}.mjs`)).href)]
  return Object.fromEntries(await Promise.all(Object.keys(parts).map(load)))
}

/** A case that is opened once and answers all questions. */
export async function openCase({ engine: { createEngine } }, folder) {
  const engine = createEngine({ workersFolder, wasmPath, version: 'peers' })
  const ended = new Promise((resolve) => {
    engine.onJob((job) => job.kind === 'open' && job.state !== 'running' && resolve(job))
  })
  told(await engine.openCase({ paths: [folder] }))
  const { state, message } = await ended
  if (state !== 'done') throw new Error(message ?? `${folder} could not be opened`)
  return {
    places: async () => told(await engine.trailPlaces()),
    rows: async (sql, dialect, more = {}) => told(await engine.runSql({ sql, dialect, limit: 100_000, ...more })).rows,
    end: () => engine.dispose(),
  }
}

function told(answer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
