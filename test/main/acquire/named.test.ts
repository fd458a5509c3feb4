import { afterEach, expect, test } from 'vitest'
import { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { AFetch } from './a-fetch.ts'

let aws: AwsStandIn
afterEach(() => aws.stop())

const built = () => aTrail().hours(30).logsPerHour(2).regions('us-east-1', 'eu-west-1').build()

test('log files that are named are fetched with the digests that prove them, and nothing else', async () => {
  const trail = built()
  aws = new AwsStandIn().putTrail(trail)
  const fetch = await AFetch.from(aws)
  // One of the last hour before midnight, whose next digests lie in the folder of the next day.
  const logs = [trail.logs[0]!, trail.logs.find(({ key }) => /us-east-1_\d{8}T23/.test(key))!]
  const report = await fetch.report({ logFiles: logs.map(({ key }) => key) })
  expect(report).toMatchObject({ ending: 'whole', troublesTotal: 0 })
  const fetched = fetch.files().filter((name) => name.endsWith('.json.gz'))
  expect(fetched.filter((name) => !name.includes('Digest')).sort()).toEqual(
    logs.map(({ key }) => `${aws.bucket}/${key}`).sort(),
  )
  const digests = fetched.filter((name) => name.includes('Digest'))
  expect(digests.length).toBeGreaterThanOrEqual(2)
  expect(digests.length).toBeLessThanOrEqual(8)

  const verdicts = (await fetch.verdicts()).logs
  for (const { key } of logs)
    expect(verdicts.get(`s3://${aws.bucket}/${key}` as never)).toMatchObject({ status: 'verified' })
})

test('an object that is altered is told by its verdict, one that is gone by its name, and the rest goes on', async () => {
  const trail = built()
  const [altered, gone, whole] = trail.logs.map(({ key }) => key) as [string, string, string]
  aws = new AwsStandIn().putTrail(trail)
  aws.put(altered, Buffer.from('{"Records":[]}'))
  aws.delete(gone)
  const fetch = await AFetch.from(aws)
  const report = await fetch.report({ logFiles: [altered, gone, whole] })
  expect(report).toMatchObject({ ending: 'partial', troublesTotal: 1 })
  expect(report.troubles[0]?.sentence).toContain(`s3://${aws.bucket}/${gone} was not fetched: there is no such object`)
  const { logs } = await fetch.verdicts()
  const statusOf = (key: string) => logs.get(`s3://${aws.bucket}/${key}` as never)?.status
  expect([altered, gone, whole].map(statusOf)).toEqual(['invalid', 'missing', 'verified'])
})

test('the same list again fetches nothing, and a dry run counts it', async () => {
  const trail = built()
  aws = new AwsStandIn().putTrail(trail)
  const fetch = await AFetch.from(aws)
  const logFiles = [trail.logs[0]!.key]
  const planned = await fetch.plan({ logFiles })
  const { fetched } = await fetch.report({ logFiles })
  expect(planned.ok && planned.value.plan.all).toEqual(fetched)
  expect(await fetch.report({ logFiles })).toMatchObject({ fetched: { objects: 0 } })
})

test('a key that tells no Region is fetched, and that nothing proves it is said', async () => {
  aws = new AwsStandIn()
  aws.put('AWSLogs/copies/CloudTrail/renamed.json.gz', Buffer.from('{"Records":[]}'))
  const fetch = await AFetch.from(aws)
  const report = await fetch.report({ logFiles: ['AWSLogs/copies/CloudTrail/renamed.json.gz'] })
  expect(report).toMatchObject({ ending: 'whole', fetched: { objects: 1 } })
  expect(report.notes.join(' ')).toContain('renamed.json.gz is fetched without digests')
})
