import { afterEach, expect, test } from 'vitest'
import { listPlaces } from '../../../src-main/acquire/places.ts'
import { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { environment, optionsWith } from './a-fetch.ts'

let aws: AwsStandIn
afterEach(() => aws.stop())

async function listed(fault: AwsStandIn['fault'] = () => null) {
  const endpoint = await aws.start()
  Object.assign(process.env, environment(endpoint))
  aws.fault = fault
  const connection = { profile: null, region: 'us-east-1', endpoint, requesterPays: false }
  return listPlaces({ bucket: aws.bucket, prefix: '' }, connection, optionsWith(new AbortController().signal))
}

test('accounts and Regions are listed level by level, and the first day of each Region is asked for', async () => {
  const trail = aTrail().organization().prefix('some/prefix').hours(3).regions('us-east-1', 'eu-west-1').build()
  aws = new AwsStandIn().putTrail(trail)
  const found = await listed()
  if (!found.ok) throw new Error(found.message)
  const [place, ...others] = found.value.places
  expect(others).toEqual([])
  expect(place?.location).toMatch(new RegExp(`^s3://${aws.bucket}/some/prefix/AWSLogs/o-[a-z0-9]+/$`))
  expect(place).toMatchObject({ families: ['CloudTrail'], regions: ['eu-west-1', 'us-east-1'] })
  expect(place?.accounts.length).toBeGreaterThan(0)
  expect(place?.days.first).toBe('2024-03-05')
  expect(aws.count('GetObject')).toBe(0)
})

test('a level that may not be listed is named', async () => {
  aws = new AwsStandIn().putTrail(aTrail().regions('us-east-1').build())
  const found = await listed(({ call, name }) =>
    call === 'ListObjectsV2' && name.endsWith('CloudTrail/') ? { error: 'AccessDenied', status: 403 } : null,
  )
  expect(found.ok && found.value.notes.join(' ')).toContain('AccessDenied')
})
