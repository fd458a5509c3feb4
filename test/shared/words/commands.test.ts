import { expect, test } from 'vitest'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { getObject, headObject, listPublicKeys, s3Object, savePublicKeys } from '../../../src-shared/words/commands.ts'

const time = { from: Date.UTC(2024, 2, 1) as UtcMs, until: Date.UTC(2024, 2, 3) as UtcMs }

test('keys are listed by Region, for the time asked or for now', () => {
  expect(listPublicKeys('us-east-1', time)).toBe(
    'aws cloudtrail list-public-keys --region us-east-1 --start-time 2024-03-01T00:00:00Z --end-time 2024-03-03T00:00:00Z',
  )
  expect(listPublicKeys('eu-west-1', null)).toBe('aws cloudtrail list-public-keys --region eu-west-1')
  expect(savePublicKeys('eu-west-1', null)).toBe(
    'aws cloudtrail list-public-keys --region eu-west-1 > public-keys-eu-west-1.json',
  )
})

test('an object is fetched under its own name, and its metadata as a file beside it', () => {
  const object = s3Object('s3://trail-bucket/AWSLogs/a b.json.gz')!
  expect(getObject(object)).toBe("aws s3api get-object --bucket trail-bucket --key 'AWSLogs/a b.json.gz' 'a b.json.gz'")
  expect(headObject(object)).toBe(
    "aws s3api head-object --bucket trail-bucket --key 'AWSLogs/a b.json.gz' > 'a b.json.gz.metadata.json'",
  )
  expect(s3Object('file:AWSLogs/a.json.gz')).toBeNull()
})

test.each(['$(touch x)', '`id`', 'a;b', "it's", '--endpoint-url', 'a\nb', ''])(
  'a name from evidence, %j, is one word of the shell and no option',
  (region) => {
    const word = `'${region.replaceAll("'", `'\\''`)}'`
    expect(listPublicKeys(region, null)).toBe(`aws cloudtrail list-public-keys --region ${word}`)
  },
)
