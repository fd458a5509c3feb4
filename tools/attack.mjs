// npm run attack: random things done to signed trails, and every answer held against what was delivered. See --help.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const help = `npm run attack -- [--minutes N] [--seed TEXT]

Goes on for N minutes (60). A folder that gets a false answer is told with its seed, what was done to it and the answers;
the same seed makes the same folders. npm test tries the first forty of the seed 2024-03-05.`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: new Date().toISOString() },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const minutes = Number(values.minutes)
if (values.help || !(minutes > 0)) {
  console.log(help)
  process.exit(values.help ? 0 : 64)
}
console.log(`Seed ${values.seed}, ${minutes} minutes`)
const root = resolve(import.meta.dirname, '..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'test/vitest.config.ts', '--root', '.', 'test/attack'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TRAILPROOF_ATTACK_MINUTES: String(minutes), TRAILPROOF_ATTACK_SEED: values.seed },
  },
)
process.exitCode = status ?? 1
