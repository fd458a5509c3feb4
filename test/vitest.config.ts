import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{shared,main,renderer}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/build-workers.ts'],
  },
})
