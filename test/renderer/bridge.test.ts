// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { everything } from '../../src-shared/filter/model.ts'
import { runningJob } from './fake-bridge.ts'

/** The browser host's end of the wire. */
class FakeSocket {
  static opened: FakeSocket[] = []
  readonly sent: string[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  readonly url: string
  constructor(url: string | URL) {
    this.url = String(url)
    FakeSocket.opened.push(this)
  }
  send(text: string) {
    this.sent.push(text)
  }
  tell(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

const last = () => FakeSocket.opened.at(-1)!

beforeEach(() => {
  FakeSocket.opened = []
  vi.useFakeTimers()
  vi.resetModules()
  vi.stubGlobal('WebSocket', FakeSocket)
  window.location.href = 'http://127.0.0.1:4100/?x=1'
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const load = () => import('../../src-renderer/bridge.ts')

test('calls wait for the socket, and answers find their calls', async () => {
  const { invoke } = await load()
  const first = invoke('hello', undefined)
  const second = invoke('facet', { filter: everything, column: 'eventName', search: '', limit: 5 })
  expect(last().url).toBe('ws://127.0.0.1:4100/ws')
  expect(last().sent).toEqual([])
  last().onopen?.()
  expect(last().sent.map((text) => JSON.parse(text))).toMatchObject([
    { id: 1, call: 'hello' },
    { id: 2, call: 'facet', input: { column: 'eventName' } },
  ])
  last().tell({ id: 2, answer: { ok: true, value: { values: [], distinct: 0, absent: 0 } } })
  last().tell({ id: 1, answer: { ok: false, code: 'bug', message: 'Not today.' } })
  expect(await first).toEqual({ ok: false, code: 'bug', message: 'Not today.' })
  expect(await second).toMatchObject({ ok: true, value: { distinct: 0 } })
})

test('pushes reach those who asked for them, until they leave', async () => {
  const { subscribe } = await load()
  const titles: string[] = []
  const leave = subscribe('jobChanged', (job) => titles.push(job.title))
  last().onopen?.()
  last().tell({ push: 'jobChanged', value: runningJob })
  last().tell({ push: 'caseChanged', value: null })
  leave()
  last().tell({ push: 'jobChanged', value: runningJob })
  expect(titles).toEqual(['Opening case-7'])
})

test('a lost socket fails what waits, says so and comes back', async () => {
  const { invoke, onConnection } = await load()
  const seen: string[] = []
  onConnection((connection) => seen.push(connection))
  const lost = invoke('findings', undefined)
  last().onopen?.()
  last().onclose?.()
  expect(await lost).toMatchObject({ ok: false, message: expect.stringContaining('connection') })
  expect(seen).toEqual(['connected', 'disconnected'])

  vi.advanceTimersByTime(500)
  expect(FakeSocket.opened).toHaveLength(2)
  last().onopen?.()
  expect(seen.at(-1)).toBe('connected')
})

test('a broken host answers as a failure, not as an exception', async () => {
  vi.stubGlobal('trailproof', { invoke: () => Promise.reject(new Error('the worker is gone')) })
  const { invoke } = await load()
  expect(await invoke('findings', undefined)).toEqual({
    ok: false,
    code: 'bug',
    message: '“findings” was not answered: the worker is gone',
  })
})
