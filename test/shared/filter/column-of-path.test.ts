import { expect, test } from 'vitest'
import { valueAtPath } from '../../../src-shared/filter/column-of-path.ts'

test('a value of a record is asked for by its column where it has one, else by its path', () => {
  expect(valueAtPath('userIdentity.arn', 'arn:aws:iam::111122223333:user/a')).toEqual({
    column: 'userIdentityArn',
    value: 'arn:aws:iam::111122223333:user/a',
  })
  expect(valueAtPath('requestParameters.roleName', 'Admin')).toEqual({
    column: 'requestParameters.roleName',
    value: 'Admin',
  })
  expect(valueAtPath('resources[0].ARN', null)).toEqual({ column: 'resources[0].ARN', value: null })
})

test('a time is asked for as milliseconds, and one that is none is not asked for', () => {
  expect(valueAtPath('eventTime', '2024-03-05T10:00:00Z')).toEqual({
    column: 'eventTime',
    value: String(Date.UTC(2024, 2, 5, 10)),
  })
  expect(valueAtPath('eventTime', 'yesterday')).toBeNull()
})

test('what the filter cannot take is not offered: unknown beginnings, and very long values', () => {
  expect(valueAtPath('noFieldOfRecords.name', 'x')).toBeNull()
  expect(valueAtPath('$.noFieldOfRecords.name', 'x')).toEqual({ column: '$.noFieldOfRecords.name', value: 'x' })
  expect(valueAtPath('requestParameters.text', 'x'.repeat(10_001))).toBeNull()
})
