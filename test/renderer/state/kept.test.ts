// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBridge } from '../fake-bridge.ts'

/** A window that has just been loaded, over the host's settings. */
async function windowOver(settings: Readonly<Record<string, string>>) {
  vi.resetModules()
  const bridge = fakeBridge({ events: null, hello: { settings } })
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  const [{ startSession }, layout] = await Promise.all([
    import('../../../src-renderer/state/case.ts'),
    import('../../../src-renderer/state/layout.ts'),
  ])
  return { start: startSession, layout, bridge }
}
const themeKept = (theme: string) => JSON.stringify({ state: { theme }, version: 1 })
const told = ({ asked }: ReturnType<typeof fakeBridge>) =>
  asked.filter(({ name }) => name === 'keepSetting').map(({ input }) => input)

beforeEach(() => localStorage.clear())

test('a window at another address has the settings of the last one', async () => {
  const { start, layout } = await windowOver({ 'trailproof-layout': themeKept('dark') })
  expect(layout.useLayout.getState().theme).toBe('system')
  const end = start()
  await vi.waitFor(() => expect(layout.useLayout.getState().theme).toBe('dark'))
  end()
})

test('a change is told to the host, and not before the host has told its own', async () => {
  const { start, layout, bridge } = await windowOver({ 'trailproof-layout': themeKept('dark') })
  layout.setTheme('light')
  const end = start()
  await vi.waitFor(() => expect(layout.useLayout.getState().theme).toBe('dark'))
  expect(told(bridge)).toEqual([])
  layout.setSize('facets', 300)
  await vi.waitFor(() =>
    expect(told(bridge)).toEqual([{ name: 'trailproof-layout', value: expect.stringContaining('"facets":300') }]),
  )
  end()
})

test('what only the browser has kept so far is told to the host', async () => {
  localStorage.setItem('trailproof-layout', themeKept('light'))
  const { start, layout, bridge } = await windowOver({})
  const end = start()
  expect(layout.useLayout.getState().theme).toBe('light')
  await vi.waitFor(() => expect(told(bridge)).toContainEqual({ name: 'trailproof-layout', value: themeKept('light') }))
  end()
})
