import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { compiled } from './tools/compiled.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

// Everything is bundled (no node_modules at run time); node20 because the browser host and the CLI run in plain Node.
// Only native code, which may not be there, is looked for when it is needed.
// Chunks stay beside the entries so that paths relative to import.meta.url hold wherever a module lands.
export default defineConfig({
  main: {
    plugins: [compiled()],
    build: {
      target: 'node20',
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external: ['fs-xattr'],
        input: {
          index: at('src-main/index.ts'),
          cli: at('src-main/cli.ts'),
          'case-worker': at('src-main/engine/case-worker.ts'),
          'sql-worker': at('src-main/engine/sql-worker.ts'),
          'read-worker': at('src-main/ingest/read-worker.ts'),
          'inflate-worker': at('src-main/records/inflate-worker.ts'),
          'search-worker': at('src-main/records/search-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    build: { minify: true, chunkSizeWarningLimit: 4000, rolldownOptions: { input: at('src-renderer/index.html') } },
  },
})
