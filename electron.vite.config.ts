import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { workers } from './src-main/runtime/workers.ts'
import { compiled } from './tools/compiled.ts'
import { licencesOfBundles } from './tools/licences.ts'

const at = (path: string) => resolve(import.meta.dirname, path)
const licences = licencesOfBundles(at('.'), at('out/licences'))
const entries = Object.fromEntries(Object.entries(workers).map(([name, entry]) => [name, at(entry)]))

// Everything is bundled (no node_modules at run time); node20 because the browser host and the CLI run in plain Node.
// Only native code, which may not be there, is looked for when it is needed.
// Chunks stay beside the entries so that paths relative to import.meta.url hold wherever a module lands.
export default defineConfig({
  main: {
    plugins: [compiled(), licences()],
    build: {
      target: 'node20',
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external: ['fs-xattr', '@duckdb/node-api', '@duckdb/node-bindings'],
        input: {
          index: at('src-main/index.ts'),
          cli: at('src-main/cli.ts'),
          ...entries,
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [licences()],
    build: {
      target: 'node20',
      // It holds the names of all calls, and the comments of the contract else.
      minify: true,
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
    plugins: [react({ jsxImportSource: '#jsx' }), licences()],
    worker: { format: 'es', plugins: () => [licences()] },
    build: { minify: true, chunkSizeWarningLimit: 4000, rolldownOptions: { input: at('src-renderer/index.html') } },
  },
})
