import { beforeEach, expect, test, vi } from 'vitest'
import type { Bridge, CallName, PushName } from '../../../../src-shared/contract/index.ts'
import { callNames } from '../../../../src-shared/contract/index.ts'

const electron = vi.hoisted(() => {
  const exposed = new Map<string, unknown>()
  const listeners = new Map<string, (event: unknown, value: unknown) => void>()
  return {
    exposed,
    listeners,
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => exposed.set(key, api) },
    ipcRenderer: {
      invoke: async (name: string, input: unknown) => ({ name, input }),
      on: (name: string, listener: (event: unknown, value: unknown) => void) => listeners.set(name, listener),
      off: (name: string) => listeners.delete(name),
    },
    webUtils: { getPathForFile: (file: { path: string }) => file.path },
  }
})
vi.mock('electron', () => electron)

let bridge: Bridge
beforeEach(async () => {
  await import('../../../../src-main/hosts/electron/preload.ts')
  bridge = electron.exposed.get('trailproof') as Bridge
})

test('exactly one thing is exposed, frozen, with three functions', () => {
  expect([...electron.exposed.keys()]).toEqual(['trailproof'])
  expect(Object.keys(bridge)).toEqual(['invoke', 'subscribe', 'pathsOf'])
  expect(Object.isFrozen(bridge)).toBe(true)
})

test.each(callNames)('%s is handed on', async (name) => {
  expect(await bridge.invoke(name, { row: 1 } as never)).toEqual({ name, input: { row: 1 } })
})

test.each(['', 'constructor', 'ELECTRON_BROWSER_REQUIRE', 'jobChanged'])('the call “%s” is not', async (name) => {
  await expect(bridge.invoke(name as CallName, undefined as never)).rejects.toThrow('There is no call')
})

test('a listener gets the value and never the event', () => {
  const seen: unknown[][] = []
  const end = bridge.subscribe('jobChanged', (...args: unknown[]) => seen.push(args))
  electron.listeners.get('jobChanged')?.({ sender: 'dangerous' }, { id: 'job-1' })
  expect(seen).toEqual([[{ id: 'job-1' }]])
  end()
  expect(electron.listeners.has('jobChanged')).toBe(false)
  expect(() => bridge.subscribe('hello' as PushName, () => undefined)).toThrow('There is no push')
})

test('paths of dropped files are told; what has no path is left out', () => {
  expect(bridge.pathsOf([{ path: '/evidence' }, { path: '' }])).toEqual(['/evidence'])
})
