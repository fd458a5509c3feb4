import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { compiled } from '../tools/compiled.ts'

/** Everything one run writes lies here and is gone afterwards; two runs at a time do not meet. */
export const output = join(import.meta.dirname, '.output', `run-${process.pid}`)

export default defineConfig({
  plugins: [compiled()],
  test: {
    include: ['test/{shared,main,renderer,fixtures,attack,recall}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
    env: { TZ: 'UTC', TMPDIR: join(output, 'scratch'), TRAILPROOF_WORKERS: join(output, 'workers') },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest would leave one of two cores to itself, which does next to nothing.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/scratch.ts', 'test/build-workers.ts'],
  },
})
