import { defineConfig } from 'vitest/config'

/** Makes the pictures of the README, which are files of the repository. */
const pictures = process.env.TRAILPROOF_PICTURES === undefined ? ['test/journey/pictures.test.ts'] : []

/** Drives what was built, in `out/`: the command line, the browser host. Nothing is bundled here. */
export default defineConfig({
  test: {
    include: ['test/journey/*.test.ts'],
    exclude: pictures,
    env: { TZ: 'UTC' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each starts engines and a browser of its own; side by side they would only wait for each other.
    fileParallelism: false,
  },
})
