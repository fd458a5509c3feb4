import { expect, test } from 'vitest'
import { inTurns } from '../../../src-main/runtime/in-turns.ts'
import { atOnce, type Steps } from '../../../src-main/runtime/steps.ts'

function* counted(to: number): Steps<number> {
  for (let i = 0; i < to; i++) yield
  return to
}

test('the result is the same at once and in turns', async () => {
  for (const steps of [0, 1, 16, 1000]) {
    expect(atOnce(counted(steps))).toBe(steps)
    expect(await inTurns(counted(steps))).toBe(steps)
  }
})

test('whatever else the thread has to do gets its turn: work that waits for it ends', async () => {
  let isTold = false
  function* untilTold(): Steps<string> {
    while (!isTold) yield
    return 'told'
  }
  setTimeout(() => {
    isTold = true
  })
  expect(await inTurns(untilTold())).toBe('told')
})

test('work without end is aborted', async () => {
  const abort = new AbortController()
  function* endless(): Steps<never> {
    for (;;) yield
  }
  setTimeout(() => abort.abort(new Error('enough')))
  await expect(inTurns(endless(), abort.signal)).rejects.toThrow('enough')
})

test('what a step throws ends the work', async () => {
  // biome-ignore lint/correctness/useYield: it throws before its first step
  function* broken(): Steps<never> {
    throw new Error('a defect')
  }
  await expect(inTurns(broken())).rejects.toThrow('a defect')
})
