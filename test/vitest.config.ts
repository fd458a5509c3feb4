import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { compiled } from '../tools/compiled.ts'

/** Everything tests write lies here, and is cleared before and after a run. */
export const scratch = join(import.meta.dirname, '.output/scratch')

export default defineConfig({
  plugins: [compiled()],
  test: {
    include: ['test/{shared,main,renderer}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
    env: { TZ: 'UTC', TMPDIR: scratch },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/scratch.ts', 'test/build-workers.ts'],
  },
})
