import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { callNames } from '../../src-shared/contract/index.ts'
import { built, runNode } from './built.ts'

const register = pathToFileURL(join(import.meta.dirname, 'fake-electron', 'register.mjs')).href

test('the built entry starts, loads its page by its own protocol, opens the sample case and answers SQL', async () => {
  const { code, out, err } = await runNode(['--import', register, built('main/index.js'), '--sample'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const seen = JSON.parse(out)
  expect(seen.errors).toEqual([])
  expect(seen.order).toEqual(['enableSandbox', 'registerSchemesAsPrivileged', 'ready'])
  expect(seen.windows).toHaveLength(1)
  expect(seen.windows[0].webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  })
  expect(seen.loaded).toEqual([
    { address: 'app://trailproof/', status: 200, policy: expect.stringContaining("default-src 'none'") },
  ])
  expect(seen.menu).toContain('File')
  expect(seen.hello.value).toMatchObject({ host: 'electron', case: { partial: false } })
  expect(seen.sql.value.rows).toEqual([[seen.hello.value.case.events]])
  expect(seen.foreign).toMatchObject({ ok: false })
})

test('the built preload is small and needs Electron alone', () => {
  const preload = readFileSync(built('preload/preload.cjs'), 'utf8')
  const needed = [...preload.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1])
  expect(needed).toEqual(['electron'])
  expect(preload.length).toBeLessThan(12_000)
  for (const name of callNames) expect(preload).toContain(`${name}:`)
})
