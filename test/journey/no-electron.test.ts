import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/trail.ts'
import { root, runNode } from './built.ts'

/** What `npm run journeys:electron` says of a place that is named as Electron, and what it ends with. */
const tried = async (named: string, environment: Readonly<Record<string, string>> = {}) => {
  const { out, err, code } = await runNode([join(root, 'tools', 'electron.mjs')], {
    TRAILPROOF_ELECTRON: named,
    ...environment,
  })
  return { said: out + err, code }
}

/** A distribution as Electron's, but for the program, which does nothing. */
function distribution(mode: number): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'locales'))
  writeFileSync(join(folder, 'version'), '33.2.1')
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\n')
  chmodSync(join(folder, 'electron'), mode)
  return folder
}

const notRun = (why: string) => ({ said: `journeys in Electron: NOT RUN. ${why}.\n`, code: 69 })

test('what is named as Electron and is none is told in one line', async () => {
  const folder = distribution(0o644)
  const [gone, inside, plain] = ['gone', 'locales', 'electron'].map((name) => join(folder, name))
  expect(await tried(gone!)).toEqual(notRun(`There is no ${gone}, which TRAILPROOF_ELECTRON names`))
  for (const other of [inside!, plain!])
    expect(await tried(other)).toEqual(
      notRun(`${other}, which TRAILPROOF_ELECTRON names, is no program that may be run`),
    )
})

test.skipIf(process.platform !== 'linux')('what the system lacks is told in one line', async () => {
  const { said, code } = await tried(join(distribution(0o755), 'electron'), { PATH: temporaryFolder() })
  expect(code).toBe(69)
  expect(said).toMatch(
    /^journeys in Electron: NOT RUN\. Electron lacks Xvfb, unshare(, setpriv)?: on Debian, apt-get install [\w. -]+\.\n$/,
  )
})
