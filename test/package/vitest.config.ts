import { defineConfig } from 'vitest/config'

/** What `tools/package/try.mjs` has packed: its files and fuses, and how it runs. */
export default defineConfig({
  test: {
    include: ['test/package/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 300_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
