import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeWindow, readWindowState } from '../../../../src-main/hosts/electron/window-state.ts'
import { createStateFiles } from '../../../../src-main/service/state-file.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const second = { x: 1440, y: 0, width: 1920, height: 1080 }
const first = { width: 1440, height: 900 }
const at = (x: number, y: number, width = 1200, height = 800) => ({ x, y, width, height })

test.each([
  ['nothing remembered', null, first],
  ['where it was', at(100, 100), at(100, 100)],
  ['on the second screen', at(1500, 50), at(1500, 50)],
  ['half off to the left', at(-1000, 100), at(-1000, 100)],
  ['wholly off to the left', at(-1190, 100), first],
  ['on a screen that is gone', at(5000, 100), first],
  ['title bar above the screen', at(100, -40), first],
  ['title bar below the screen', at(100, 1075), first],
  ['smaller than its content needs', at(0, 30, 300, 100), at(0, 30, 900, 600)],
])('%s', (_, bounds, placed) => expect(placeWindow(bounds, [laptop, second])).toEqual(placed))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-window-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a window is remembered; a damaged memory is a first start', () => {
  const file = join(folder, 'window.json')
  const state = { bounds: at(1, 2), maximized: true }
  createStateFiles(() => false).write(file, state)
  expect(readWindowState(file)).toEqual(state)
  writeFileSync(file, '{"bounds":{"x":"left"}}')
  expect(readWindowState(file)).toEqual({ bounds: null, maximized: false })
})
