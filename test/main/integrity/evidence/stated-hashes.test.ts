import { expect, test } from 'vitest'
import { StatedHashes } from '../../../../src-main/integrity/evidence/stated-hashes.ts'

test('every hash that a digest states of a place counts, whether or not another states none', () => {
  const stated = new StatedHashes()
  stated.add('s3://bucket/a', null)
  stated.add('s3://bucket/a', 'one')
  stated.add('s3://bucket/a', 'two')
  stated.add('s3://bucket/b', 'one')
  expect(['one', 'two', 'three', null].map((hash) => stated.states('s3://bucket/a', hash))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(stated.states('s3://bucket/b', 'two')).toBe(false)
  expect(stated.states('s3://bucket/c', 'one')).toBe(false)
  expect([...stated.places()]).toEqual(['s3://bucket/a', 's3://bucket/b'])
  expect([stated.get('s3://bucket/a'), stated.get('s3://bucket/c')]).toEqual(['s3://bucket/a', undefined])
})
