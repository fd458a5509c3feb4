import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `npx vite --config test/renderer/harness/vite.config.ts`, then /test/renderer/harness/?state=ready
export default defineConfig({
  root: resolve(import.meta.dirname, '../../..'),
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'test/.output/harness',
    emptyOutDir: true,
    rolldownOptions: { input: resolve(import.meta.dirname, 'index.html') },
  },
})
