import { expect, test } from 'vitest'
import { turnOf } from '../../../src-renderer/widgets/use-wheel.ts'

const still = { deltaX: 0, deltaY: 0, shiftKey: false, clientX: 300 }
const box = { left: 100, width: 400 }

test('a turn zooms around the pointer, and the turn back undoes it', () => {
  const nearer = turnOf({ ...still, deltaY: -120 }, box)
  const farther = turnOf({ ...still, deltaY: 120 }, box)
  if (nearer.kind !== 'zoom' || farther.kind !== 'zoom') throw new Error('The wheel did not zoom.')
  expect(nearer.at).toBe(200)
  expect(nearer.factor).toBeLessThan(1)
  expect(nearer.factor * farther.factor).toBeCloseTo(1)
})

test('sideways, or with Shift, it moves by as many pixels as the wheel says', () => {
  expect(turnOf({ ...still, deltaX: 100 }, box)).toEqual({ kind: 'move', share: 0.25 })
  expect(turnOf({ ...still, deltaY: -100, shiftKey: true }, box)).toEqual({ kind: 'move', share: -0.25 })
})
