import { expect, test } from 'vitest'
import type { Cells } from '../../../src-main/columns/gather.ts'
import { isOrdered, newOrdering, takePart } from '../../../src-main/columns/ordering.ts'
import { sharedArray } from '../../../src-main/columns/shared-array.ts'
import { randomFrom } from '../../fixtures/random.ts'

const rows = 500
const order = Uint32Array.from(Array.from({ length: rows }, (_, i) => (i * 7) % rows))
const types = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array] as const

function filled<T extends Cells>(cells: T): T {
  const random = randomFrom('cells')
  for (let i = 0; i < cells.length; i++) cells[i] = random.int(250)
  return cells
}

test('every array is put in order once, rows of four cells with their cells together, whoever takes part', () => {
  const single = types.map((Type) => filled(sharedArray(Type as never, rows) as Cells))
  const groups = filled(sharedArray(Uint32Array, rows * 4))
  const before = [...single.map((cells) => [...cells]), [...groups]]
  const ordering = newOrdering([
    ...single.map((cells) => ({ cells, cellsPerRow: 1 as const, order })),
    { cells: groups, cellsPerRow: 4, order },
  ])
  expect(isOrdered(ordering)).toBe(false)
  // As it reaches another thread, where the arrays are the same memory.
  const elsewhere = structuredClone(ordering)
  takePart(elsewhere)
  expect(isOrdered(ordering)).toBe(true)
  takePart(ordering)
  for (const [k, cells] of single.entries()) expect([...cells]).toEqual(Array.from(order, (from) => before[k]![from]))
  expect([...groups]).toEqual(Array.from(order).flatMap((from) => before.at(-1)!.slice(from * 4, from * 4 + 4)))
})

test('where nothing has to be put in order, nothing is waited for', () => {
  expect(isOrdered(newOrdering([]))).toBe(true)
})
