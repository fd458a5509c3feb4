import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createSettings } from '../../../src-main/service/settings.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

let file: string
beforeEach(() => {
  file = join(temporaryFolder(), 'settings.json')
})

test('settings of one start are those of the next', () => {
  const settings = createSettings(
    file,
    createStateFiles(() => false),
  )
  settings.keep('trailproof-layout', '{"theme":"dark"}')
  settings.keep('trailproof-sql-tabs', '{}')
  settings.keep('trailproof-layout', '{"theme":"light"}')
  expect(
    createSettings(
      file,
      createStateFiles(() => false),
    ).all(),
  ).toEqual({
    'trailproof-layout': '{"theme":"light"}',
    'trailproof-sql-tabs': '{}',
  })
})

test('the settings that were changed last are kept, however many names come', () => {
  const settings = createSettings(
    file,
    createStateFiles(() => false),
  )
  for (let i = 0; i < 200; i++) settings.keep(`trailproof-${i}`, '')
  expect(Object.keys(settings.all()).at(-1)).toBe('trailproof-199')
  expect(Object.keys(settings.all())).toHaveLength(50)
})

test('nothing is written into evidence', () => {
  const settings = createSettings(
    file,
    createStateFiles(() => true),
  )
  settings.keep('trailproof-layout', '{}')
  expect(settings.all()).toEqual({})
})
