import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { compiled } from '../tools/compiled.ts'

/** Everything one run writes lies here and is gone afterwards; two runs at a time do not meet. */
export const output = join(import.meta.dirname, '.output', `run-${process.pid}`)

const plugins = [compiled()]
const common = {
  env: { TZ: 'UTC', TMPDIR: join(output, 'scratch'), TRAILPROOF_WORKERS: join(output, 'workers') },
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    // Vitest would leave one of two cores to itself, which does next to nothing.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/scratch.ts', 'test/build-workers.ts'],
    projects: [
      // What has no state needs no module of its own for each file: loading them anew takes a third of the time.
      { plugins, test: { ...common, name: 'shared', include: ['test/shared/**/*.test.ts'], isolate: false } },
      {
        plugins,
        test: {
          ...common,
          name: 'all else',
          include: ['test/{main,renderer,fixtures,attack,recall}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
        },
      },
    ],
  },
})
