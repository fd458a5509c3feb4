import { beforeEach, expect, test } from 'vitest'
import { addPart, clearFilter, sortBy, togglePart, toggleValue, useFilter } from '../../../src-renderer/state/filter.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'

const conditions = () => partsOf(useFilter.getState().filter)

beforeEach(clearFilter)

test('values of one column gather into one condition, and leave it again', () => {
  toggleValue('eventName', 'is', 'GetUser')
  toggleValue('eventName', 'is', 'ConsoleLogin')
  expect(conditions()).toEqual([{ column: 'eventName', operator: 'is', values: ['GetUser', 'ConsoleLogin'] }])
  toggleValue('eventName', 'is', 'GetUser')
  toggleValue('eventName', 'is', 'ConsoleLogin')
  expect(conditions()).toEqual([])
})

test('including and excluding are apart', () => {
  toggleValue('awsRegion', 'is', 'us-east-1')
  toggleValue('awsRegion', 'isNot', 'eu-west-1')
  expect(conditions()).toHaveLength(2)
})

test('the same condition is not held twice', () => {
  const errors = { column: 'errorCode', operator: 'isSet', values: [] } as const
  addPart(errors)
  addPart({ ...errors })
  expect(conditions()).toEqual([errors])
  togglePart(errors)
  expect(conditions()).toEqual([])
})

test('sorting by the same column turns the order', () => {
  sortBy('eventName')
  expect(useFilter.getState().sort).toEqual({ column: 'eventName', descending: false })
  sortBy('eventName')
  expect(useFilter.getState().sort).toEqual({ column: 'eventName', descending: true })
  sortBy('eventTime')
  expect(useFilter.getState().sort).toEqual({ column: 'eventTime', descending: false })
})
