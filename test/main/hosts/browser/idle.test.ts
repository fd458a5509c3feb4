import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createIdleWatch, watchParent } from '../../../../src-main/hosts/browser/idle.ts'
import { browserCommand } from '../../../../src-main/hosts/browser/open-browser.ts'

const minutes = 60_000
/** At each time: windows connected, whether the starter is gone, and what the watch says. */
const story = (...steps: readonly (readonly [at: number, clients: number, isParentGone: boolean, says: boolean])[]) => {
  let now = 0
  let seen = { clients: 0, isParentGone: false }
  const watch = createIdleWatch({ clients: () => seen.clients, isParentGone: () => seen.isParentGone, now: () => now })
  for (const [at, clients, isParentGone, says] of steps) {
    now = at * minutes
    seen = { clients, isParentGone }
    expect(watch.isLeftBehind(), `after ${at} minutes`).toBe(says)
  }
}

test('while its starter lives it waits for ever', () => story([1, 0, false, false], [600, 0, false, false]))
test('an orphan with a window goes on', () => story([1, 1, true, false], [600, 1, true, false]))
test('an orphan without a window ends after two minutes', () =>
  story([10, 0, false, false], [11, 0, true, false], [11.9, 0, true, false], [12, 0, true, true]))
test('a page that reloads does not end it', () =>
  story([10, 1, true, false], [11.9, 0, true, false], [12, 1, true, false], [13.9, 0, true, false]))

test('a parent is gone when another took its place or its number is free', () => {
  expect(watchParent()()).toBe(false)
  const ended = spawnSync(process.execPath, ['-e', '']).pid
  expect(watchParent(ended)()).toBe(true)
})

test.each([
  ['darwin', {}, ['open', 'http://x']],
  ['win32', {}, ['cmd.exe', '/c', 'start', '""', 'http://x']],
  ['linux', { DISPLAY: ':0' }, ['xdg-open', 'http://x']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', 'http://x']],
  ['linux', {}, null],
] as const)('on %s with %j the browser is opened by %j', (platform, env, command) => {
  expect(browserCommand('http://x', platform, env)).toEqual(command)
})
