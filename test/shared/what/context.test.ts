import { expect, test } from 'vitest'
import { tellDeed } from '../../../src-shared/what/deeds.ts'

const context = (eventContext: unknown) => {
  const record = { eventName: 'GetObject', eventContext }
  return [tellDeed.resourceTags(record), tellDeed.principalTags(record), tellDeed.conditionKeys(record)]
}

test('an enriched event tells tags and keys, each once, by name', () => {
  const resourceTags = [
    { arn: 'arn:aws:s3:::amzn-s3-demo-bucket', tags: { team: 'payments', env: 'prod' } },
    { arn: 'arn:aws:s3:::amzn-s3-demo-logs', tags: { env: 'prod' } },
  ]
  const requestContext = { 'aws:ViaAWSService': false, 'aws:SourceVpc': 'vpc-01' }
  expect(context({ tagContext: { resourceTags, principalTags: { cost: '1' } }, requestContext })).toEqual([
    'env=prod, team=payments',
    'cost=1',
    'aws:SourceVpc=vpc-01, aws:ViaAWSService=false',
  ])
})

test('what was not evaluated is told from what has no tag', () => {
  expect(context(undefined)).toEqual(['not evaluated', 'not evaluated', 'not evaluated'])
  expect(context({ requestContext: {} })).toEqual(['not evaluated', 'not evaluated', 'none'])
  expect(context({ tagContext: { resourceTags: [{ arn: 'x', tags: {} }] } })).toEqual([
    'none',
    'not evaluated',
    'not evaluated',
  ])
})

test('what is of another form than documented is not evaluated, and breaks nothing', () => {
  for (const odd of [
    1,
    'x',
    [],
    { tagContext: 1, requestContext: [] },
    { tagContext: { resourceTags: 'x', principalTags: [] } },
  ])
    expect(context(odd)).toEqual(['not evaluated', 'not evaluated', 'not evaluated'])
  expect(context({ tagContext: { resourceTags: [1, null, { arn: 'x' }] } })[0]).toBe('none')
})
