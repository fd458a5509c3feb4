// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { clearFilter, setFilter, useFilter } from '../../../src-renderer/state/filter.ts'
import {
  filterToBeginWith,
  forgetNoise,
  noiseIn,
  onlyNoise,
  saveNoise,
  toggleNoise,
  useNoise,
} from '../../../src-renderer/state/noise.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { formatFilter, parseFilter } from '../../../src-shared/filter/text.ts'

beforeEach(() => {
  clearFilter()
  useNoise.setState({ filters: [], on: [] })
})

function read(text: string): Filter {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}
const now = () => formatFilter(useFilter.getState().filter)
const noise = () => useNoise.getState().filters[0]!

test('conditions are saved as one part, without the time, and taken back and put in force by one press', () => {
  setFilter(read('time=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z readOnly=false userAgent!~scanner'))
  saveNoise('Noise')
  expect(noise().text).toBe('NOT (readOnly!=false OR userAgent~scanner)')
  expect(now()).toBe(`time=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z ${noise().text}`)
  expect(noiseIn(useFilter.getState().filter)).toEqual([noise()])
  toggleNoise(noise())
  expect(now()).toBe('time=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z')
  clearFilter()
  toggleNoise(noise())
  expect(now()).toBe(noise().text)
})

test('what is set aside is what the other conditions show and noise filters leave out', () => {
  setFilter(read('eventName!=Decrypt'))
  saveNoise('Decrypt')
  setFilter(read('readOnly=false userAgent!~scanner'))
  saveNoise('Others')
  setFilter(read('eventName!=Decrypt sourceIPAddress=192.0.2.1 NOT (readOnly!=false OR userAgent~scanner)'))
  expect(formatFilter(onlyNoise(useFilter.getState().filter))).toBe(
    'sourceIPAddress=192.0.2.1 (eventName=Decrypt OR readOnly!=false OR userAgent~scanner)',
  )
})

test('a case begins with what was set aside last; what is forgotten stays in the filter as a condition', () => {
  setFilter(read('eventName!=Decrypt'))
  saveNoise('Noise')
  expect(formatFilter(filterToBeginWith())).toBe('eventName!=Decrypt')
  toggleNoise(noise())
  expect(formatFilter(filterToBeginWith())).toBe('')
  toggleNoise(noise())
  forgetNoise('Noise')
  expect(now()).toBe('eventName!=Decrypt')
  expect(formatFilter(filterToBeginWith())).toBe('')
})

test('what another version wrote and this one cannot read sets nothing aside', () => {
  useNoise.setState({ filters: [{ name: 'Old', text: 'noSuchColumn=!=(' }], on: ['Old'] })
  toggleNoise(noise())
  expect(now()).toBe('')
  expect(formatFilter(filterToBeginWith())).toBe('')
})
