import { describe, expect, test } from 'vitest'
import { layersOf, type Slots, takeSlots } from '../../../../src-renderer/parts/histogram/layers.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Histogram, Stack } from '../../../../src-shared/contract/index.ts'

const noSlots: Slots = new Map()

const stacked = (stack: Stack): Histogram => ({
  from: 0 as UtcMs,
  width: 1000,
  total: [5, 4],
  errors: [0, 0],
  writes: [0, 0],
  stack,
})

describe('values keep their colours', () => {
  const first = takeSlots(noSlots, ['s3', 'iam', 'ec2'])

  test('each has another', () => {
    expect(new Set(first.values()).size).toBe(3)
  })

  test('in another order, and beside one that is new', () => {
    const next = takeSlots(first, ['kms', 'ec2', 's3'])
    expect([next.get('ec2'), next.get('s3')]).toEqual([first.get('ec2'), first.get('s3')])
    expect([...first.values()]).not.toContain(next.get('kms'))
  })

  test('when they come back, as long as no other needed their colour', () => {
    const away = takeSlots(first, ['kms'])
    expect(takeSlots(away, ['iam']).get('iam')).toBe(first.get('iam'))
  })

  test('eight at once never share one, whatever was shown before', () => {
    let slots = first
    for (let turn = 0; turn < 20; turn++) {
      const values = Array.from({ length: 8 }, (_, k) => `service-${(turn * 3 + k) % 13}`)
      slots = takeSlots(slots, values)
      expect(new Set(values.map((value) => slots.get(value))).size).toBe(8)
    }
  })
})

describe('the parts of the bars', () => {
  test('failed calls stand at the bottom in the colour of errors', () => {
    const stack: Stack = {
      column: 'isError',
      parts: [
        { value: 'false', counts: [4, 4] },
        { value: 'true', counts: [1, 0] },
      ],
      others: [0, 0],
      absent: [0, 0],
      distinct: 2,
    }
    expect(layersOf(stacked(stack), noSlots).map(({ name, colour, events }) => [name, colour, events])).toEqual([
      ['failed', '--chart-error', 1],
      ['not failed', '--chart-bar', 8],
    ])
  })

  test('what has no value, and what has one of many others, are parts of their own at the top', () => {
    const stack: Stack = {
      column: 'eventSource',
      parts: [{ value: 's3.amazonaws.com', counts: [2, 1] }],
      others: [2, 2],
      absent: [1, 1],
      distinct: 4,
    }
    expect(layersOf(stacked(stack), noSlots).map(({ name, events, of }) => [name, events, of])).toEqual([
      ['s3', 3, { column: 'eventSource', value: 's3.amazonaws.com' }],
      ['3 other values', 4, null],
      ['no eventSource', 2, { column: 'eventSource', value: null }],
    ])
  })
})
