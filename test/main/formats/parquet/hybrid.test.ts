import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHybrid } from '../../../../src-main/formats/parquet/hybrid.ts'

type Run = { readonly value: number; readonly times: number } | { readonly packed: readonly number[] }

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))]
const wholeBytes = (value: number, width: number): number[] =>
  Array.from({ length: Math.ceil(width / 8) }, (_, n) => Math.floor(value / 2 ** (8 * n)) % 256)

/** Bit by bit, as parquet-format describes it: the lowest bit of the first value is the lowest bit of the first byte. */
function packed(values: readonly number[], width: number): number[] {
  const bits = values.flatMap((value) => Array.from({ length: width }, (_, bit) => Math.floor(value / 2 ** bit) % 2))
  return Array.from({ length: bits.length / 8 }, (_, n) =>
    bits.slice(8 * n, 8 * n + 8).reduce((sum, bit, at) => sum + bit * 2 ** at, 0),
  )
}

const written = (run: Run, width: number): number[] =>
  'packed' in run
    ? [...varint((run.packed.length / 8) * 2 + 1), ...packed(run.packed, width)]
    : [...varint(run.times * 2), ...wholeBytes(run.value, width)]
const said = (run: Run): readonly number[] =>
  'packed' in run ? run.packed : new Array<number>(run.times).fill(run.value)

const runs = fc.integer({ min: 1, max: 32 }).chain((width) => {
  const value = fc.integer({ min: 0, max: 2 ** width - 1 })
  const repeated = fc.record({ value, times: fc.integer({ min: 1, max: 300 }) })
  const group = fc.integer({ min: 1, max: 3 }).chain((n) => fc.array(value, { minLength: 8 * n, maxLength: 8 * n }))
  const run: fc.Arbitrary<Run> = fc.oneof(repeated, fc.record({ packed: group }))
  return fc.record({ width: fc.constant(width), list: fc.array(run, { minLength: 1, maxLength: 6 }) })
})

test('runs are read as they were written, of any width', () => {
  fc.assert(
    fc.property(runs, ({ width, list }) => {
      const values = list.flatMap(said)
      const into = new Uint32Array(values.length)
      readHybrid(Uint8Array.from(list.flatMap((run) => written(run, width))), width, into)
      expect([...into]).toEqual(values)
    }),
  )
})

test('a run is believed as far as there is room for it', () => {
  const into = new Uint8Array(10)
  readHybrid(Uint8Array.from([...varint(2 ** 31 - 2), 5]), 3, into)
  expect([...into]).toEqual(new Array(10).fill(5))
})

test('bytes that end too early are refused', () => {
  for (const bytes of [[], [20], [3, 1], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80]])
    expect(() => readHybrid(Uint8Array.from(bytes), 9, new Uint32Array(8))).toThrow()
})
