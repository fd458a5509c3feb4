import { join } from 'node:path'
import { build } from 'vite'
import { workers } from '../src-main/runtime/workers.ts'
import { compiled } from '../tools/compiled.ts'
import { output } from './vitest.config.ts'

/** Node 20 starts no TypeScript in a worker: the workers are bundled once before the tests, as the app bundles them. */
export default async function buildWorkers() {
  const at = (path: string) => join(import.meta.dirname, '..', path)
  await build({
    configFile: false,
    logLevel: 'error',
    root: at('.'),
    plugins: [compiled()],
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir: join(output, 'workers'),
      rolldownOptions: {
        external: ['fs-xattr', '@duckdb/node-api', '@duckdb/node-bindings'],
        input: Object.fromEntries(Object.entries(workers).map(([name, entry]) => [name, at(entry)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}
