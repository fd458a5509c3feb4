import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { built, sampleCase } from './built.ts'

/** Runs a line of a shell in which `$CLI` is the built command line. */
function shell(line: string) {
  const env = { ...process.env, CLI: `${process.execPath} ${built('main/cli.js')}`, CASE: sampleCase }
  const { status, stderr } = spawnSync('bash', ['-c', line], { env, encoding: 'utf8', timeout: 100_000 })
  return { status, stderr }
}

const linux = test.skipIf(process.platform !== 'linux')

linux.each(['verify $CASE', 'info $CASE', "query $CASE --sql 'SELECT 1' --format csv", '--help'])(
  '%s into a full disk has a sentence and a code of its own',
  (command) => {
    expect(shell(`$CLI ${command} >/dev/full`)).toEqual({
      status: 74,
      stderr: expect.stringMatching(/^trailproof: the results could not be written: ENOSPC.*\n$/m),
    })
  },
)

linux('messages into a full disk are not lost in silence', () => {
  expect(shell('$CLI verify /nowhere 2>/dev/full').status).toBe(74)
})

linux.each([
  ['few', 3_000_000, 1],
  ['too few', 1_300_000, 71],
])('a shell that allows %s addresses', (_, kilobytes, code) => {
  const { status, stderr } = shell(`ulimit -v ${kilobytes}; $CLI verify $CASE >/dev/null`)
  expect(status).toBe(code)
  if (code === 71) expect(stderr).toContain('MB of addresses (ulimit -v)')
})
