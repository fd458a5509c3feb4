import { join } from 'node:path'
import { build } from 'vite'
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
        external: ['fs-xattr'],
        input: {
          'case-worker': at('src-main/engine/case-worker.ts'),
          'sql-worker': at('src-main/engine/sql-worker.ts'),
          'read-worker': at('src-main/ingest/read-worker.ts'),
          'inflate-worker': at('src-main/records/inflate-worker.ts'),
          'search-worker': at('src-main/records/search-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}
