// npm run recall: which published attacks the rules name, and how much they say where nobody attacks (test/recall).
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'test/vitest.config.ts', '--root', '.', 'test/recall', '--disable-console-intercept'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, TRAILPROOF_RECALL: 'print' } },
)
process.exitCode = status ?? 1
