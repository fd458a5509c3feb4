import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Query, SqlQueue } from '../../../src-main/engine/sql-queue.ts'
import type { SqlThread } from '../../../src-main/engine/sql-thread.ts'
import { Pending } from '../../../src-main/runtime/pending.ts'

/** A thread that does what it is handed, and hears of nothing. */
function aThread(begun: Promise<void> = Promise.resolve()) {
  const died = new Pending<void>()
  const thread = { begun, died: died.value, cancel: vi.fn(), end: vi.fn(async () => died.give()) }
  return { ...thread, die: died.give, asThread: thread as unknown as SqlThread }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aQueue(make = () => aThread()) {
  const threads: ReturnType<typeof aThread>[] = []
  const queue = new SqlQueue(() => {
    threads.push(make())
    return threads.at(-1)!.asThread
  })
  return { queue, threads, numberOf: (thread: SqlThread) => threads.findIndex(({ asThread }) => asThread === thread) }
}
const never = () => new Promise<never>(() => {})

test('queries go ahead of rules, in the order in which they were asked', async () => {
  const { queue } = aQueue()
  const ran: string[] = []
  const run = (name: string, query: Query | null) => queue.do(query, async () => void ran.push(name))
  await Promise.all([
    run('rule', null),
    run('next rule', null),
    run('query', new Query('a')),
    run('next query', new Query('b')),
  ])
  expect(ran).toEqual(['query', 'next query', 'rule', 'next rule'])
})

test('behind a query that takes long another one is done by a second thread, which ends when it has nothing to do', async () => {
  const { queue, threads, numberOf } = aQueue()
  const stuck = new Query('stuck')
  void queue.do(stuck, never)
  const other = queue.do(new Query('other'), async (thread) => numberOf(thread))
  await vi.advanceTimersByTimeAsync(499)
  expect(threads).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(await other).toBe(1)
  expect(await queue.do(null, async (thread) => numberOf(thread))).toBe(1)

  const ended = queue.cancel(stuck)
  await vi.advanceTimersByTimeAsync(1500)
  await ended
  expect(threads.map(({ end }) => end.mock.calls.length)).toEqual([1, 0])
  expect(await queue.do(null, async (thread) => numberOf(thread))).toBe(1)
  expect(threads).toHaveLength(2)
})

test('behind two queries that do not end a third one is told so after a minute, and rules wait on', async () => {
  const { queue, threads } = aQueue()
  const stuck = [new Query('a'), new Query('b')]
  for (const query of stuck) void queue.do(query, never)
  await vi.advanceTimersByTimeAsync(500)
  expect(threads).toHaveLength(2)
  const rule = vi.fn(async () => 'found')
  const waiting = queue.do(null, rule)
  const third = queue.do(new Query('c'), never)
  const refused = expect(third).rejects.toMatchObject({ heldMs: [60_500, 60_000] })
  await vi.advanceTimersByTimeAsync(59_999)
  expect(rule).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await refused
  const ended = queue.cancel(stuck[0]!)
  await vi.advanceTimersByTimeAsync(1_500)
  await ended
  await vi.advanceTimersByTimeAsync(500)
  expect(await waiting).toBe('found')
})

test('a second thread without work is ended after a while, and started again when it is needed', async () => {
  const { queue, threads } = aQueue()
  const first = new Pending<void>()
  const held = queue.do(new Query('a'), () => first.value)
  const other = queue.do(new Query('b'), async () => {})
  await vi.advanceTimersByTimeAsync(500)
  await other
  first.give()
  await held
  await vi.advanceTimersByTimeAsync(30_000)
  expect(threads.map(({ end }) => end.mock.calls.length)).toEqual([0, 1])
})

test('a rule that takes long starts no second thread', async () => {
  const { queue, threads } = aQueue()
  void queue.do(null, never)
  await vi.advanceTimersByTimeAsync(0)
  void queue.do(new Query('a'), never)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(threads).toHaveLength(1)
})

test('what is cancelled while it waits never runs', async () => {
  const { queue, threads } = aQueue()
  const [first, waiting] = [new Pending<void>(), new Query('waiting')]
  const held = queue.do(new Query('a'), () => first.value)
  const work = vi.fn(never)
  void queue.do(waiting, work)
  await vi.advanceTimersByTimeAsync(0)
  await queue.cancel(waiting)
  first.give()
  await held
  await queue.do(null, async () => {})
  expect(work).not.toHaveBeenCalled()
  expect(threads[0]!.end).not.toHaveBeenCalled()
})

test('where no database can be made, whoever waits is told why', async () => {
  const { queue } = aQueue(() => aThread(Promise.reject(new Error('out of memory'))))
  await expect(queue.do(new Query('a'), never)).rejects.toThrow('out of memory')
})

test('after a thread has died the next query finds another one', async () => {
  const { queue, threads, numberOf } = aQueue()
  await queue.do(null, async () => {})
  threads[0]!.die()
  await vi.advanceTimersByTimeAsync(0)
  expect(await queue.do(new Query('a'), async (thread) => numberOf(thread))).toBe(1)
})

test('ended, it refuses what waits and what comes', async () => {
  const { queue } = aQueue(() => aThread(never()))
  const waiting = queue.do(null, never)
  const ended = new Error('The case was closed.')
  await Promise.all([queue.end(ended), expect(waiting).rejects.toBe(ended)])
  await expect(queue.do(null, never)).rejects.toBe(ended)
})
