import { defineConfig, mergeConfig } from 'vitest/config'
import { electronVersion } from './in-electron.ts'
import journeys from './vitest.config.ts'

/** The same in Electron, which `tools/electron.mjs` starts it with, and what only that has. What opens no window is not run twice. */
export default mergeConfig(
  journeys,
  defineConfig({
    test: {
      name: `Electron ${electronVersion}`,
      include: ['test/journey/electron/*.test.ts'],
      exclude: ['browser-host', 'command-line', 'evidence-commands', 'interrupted-commands', 'preload', 'scarce'].map(
        (name) => `test/journey/${name}.test.ts`,
      ),
      // Programs are started, some twice, and waited for; pages are drawn without a graphics card.
      testTimeout: 240_000,
      expect: { poll: { timeout: 60_000 } },
      // The user that runs it owns no folder of the checkout.
      cache: false,
    },
  }),
)
