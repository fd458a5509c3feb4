import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { callNames } from '../../src-shared/contract/index.ts'
import { built } from './built.ts'

test('the built preload is small and needs Electron alone', () => {
  const preload = readFileSync(built('preload/preload.cjs'), 'utf8')
  const needed = [...preload.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1])
  expect(needed).toEqual(['electron'])
  expect(preload.length).toBeLessThan(12_000)
  for (const name of callNames) expect(preload).toContain(`${name}:`)
})
