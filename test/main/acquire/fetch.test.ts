import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { parseIsoTime } from '../../../src-shared/base/time.ts'
import { aProxy } from '../../fixtures/a-proxy.ts'
import { type Asked, AwsStandIn, type Fault } from '../../fixtures/aws-stand-in.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { AFetch } from './a-fetch.ts'

let aws: AwsStandIn
const fetchFrom = (standIn: AwsStandIn): Promise<AFetch> => {
  aws = standIn
  return AFetch.from(standIn)
}
afterEach(() => aws.stop())

const time = (text: string) => parseIsoTime(text)!

/** A fault for the first times that each object is asked for. */
const atFirst =
  (fault: Fault, times = 1) =>
  ({ call, time }: Asked) =>
    call === 'GetObject' && time <= times ? fault : null

describe('a trail is fetched with all that its proof needs', () => {
  test('digests with their metadata, log files, public keys: it is proven', async () => {
    const trail = aTrail().hours(4).regions('us-east-1', 'eu-west-1').build()
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    const report = await fetch.report()
    expect(report).toMatchObject({ ending: 'whole', troublesTotal: 0, fetched: { objects: 16 } })
    expect(report.caller?.arn).toBe('arn:aws:sts::111122223333:assumed-role/Responder/anna')
    expect((await fetch.verdicts()).outcome).toBe('proven')
    expect(fetch.files().filter((name) => name.startsWith('.partial'))).toEqual([])
  })

  test('objects are kept byte for byte, under their keys', async () => {
    const trail = aTrail().organization().prefix('some/prefix').build()
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    await fetch.report()
    for (const { key, stored } of [...trail.logs, ...trail.digests])
      expect(fetch.read(`${aws.bucket}/${key}`)).toEqual(stored)
  })

  test('more keys than a page holds', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().hours(5).logsPerHour(9).build()))
    aws.pageSize = 7
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 50 } })
  })

  test('a dry run counts the same and writes nothing', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().hours(4).build()))
    const planned = await fetch.plan()
    expect(planned).toMatchObject({
      ok: true,
      value: { ending: 'whole', manifest: null, plan: { all: { objects: 8 } } },
    })
    expect(aws.count('GetObject') + aws.count('ListPublicKeys')).toBe(0)
    expect(() => fetch.files()).toThrow('ENOENT')
  })
})

describe('what is asked for is listed, and nothing else', () => {
  const year = (standIn: AwsStandIn) => {
    for (let month = 1; month <= 12; month++)
      for (let day = 1; day <= 28; day++) {
        const [mm, dd] = [month, day].map((part) => String(part).padStart(2, '0'))
        const name = `111122223333_CloudTrail_us-east-1_2023${mm}${dd}T1010Z_abc.json.gz`
        standIn.put(`AWSLogs/111122223333/CloudTrail/us-east-1/2023/${mm}/${dd}/${name}`, Buffer.from('x'))
      }
    return standIn
  }

  test('one day of a year takes as many requests as one page', async () => {
    const fetch = await fetchFrom(year(new AwsStandIn()))
    aws.pageSize = 10
    const range = { from: time('2023-07-10T00:00:00Z'), until: time('2023-07-11T00:00:00Z') }
    const report = await fetch.report({ range })
    // Files of two hours more on either side lie in no other day here: they are of 10:10.
    expect(report.plan.all.objects).toBe(1)
    expect(aws.count('ListObjectsV2', 'AWSLogs/111122223333/CloudTrail/us-east-1/')).toBe(1)
  })

  test('hours with a margin, so that no digest names a log file that is not there', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().hours(24).start('2024-03-05T00:10:16Z').build()))
    const range = { from: time('2024-03-05T10:00:00Z'), until: time('2024-03-05T12:00:00Z') }
    const report = await fetch.report({ range })
    expect(report.notes.join()).toContain('two hours')
    expect(report.plan.byFamily['CloudTrail-Digest']).toMatchObject({ objects: 4 })
    expect((await fetch.verdicts({ from: range.from, to: range.until })).outcome).toBe('proven')
    const missing = [...(await fetch.verdicts()).logs.values()].filter(({ status }) => status === 'missing')
    expect(missing).toEqual([])
  })

  test.each([
    ['account', { accounts: ['444455556666'] }, /444455556666/],
    ['Region', { regions: ['eu-west-1'] }, /eu-west-1/],
  ] as const)('one %s', async (_, only, form) => {
    const trail = aTrail().accounts('111122223333', '444455556666').regions('us-east-1', 'eu-west-1').hours(2)
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail.build()))
    const { plan } = await fetch.report(only)
    expect(plan.all.objects).toBe(8)
    const others = aws.asked.filter(({ call, name }) => call === 'GetObject' && !form.test(name))
    expect(others).toEqual([])
  })

  test('an organization beside an account of its own', async () => {
    const standIn = new AwsStandIn().putTrail(aTrail().seed('own').build())
    const fetch = await fetchFrom(standIn.putTrail(aTrail().organization('o-exampleorgid').build()))
    const { plan } = await fetch.report({ organizations: ['o-exampleorgid'] })
    expect(plan.all.objects).toBe(6)
    expect((await fetch.report()).plan.all.objects).toBe(12)
  })

  test.each([
    ['to the Region', 'AWSLogs/111122223333/CloudTrail/us-east-1/', 3],
    ['to a day', 'AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/', 3],
    ['to the account', 'AWSLogs/111122223333/', 6],
    ['nowhere', 'AWSLogs/999999999999/', 0],
  ])('a prefix that leads %s', async (_, prefix, objects) => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().accounts('111122223333').build()))
    const { plan } = await fetch.report({ source: { bucket: aws.bucket, prefix } })
    expect(plan.all.objects).toBe(objects)
  })

  test('other services in the bucket are named and not fetched', async () => {
    const standIn = new AwsStandIn().putTrail(aTrail().build())
    standIn.put('AWSLogs/111122223333/Config/us-east-1/2024/3/5/a.json.gz', Buffer.from('x'))
    standIn.put('AWSLogs/111122223333/vpcflowlogs/us-east-1/2024/03/05/a.log.gz', Buffer.from('x'))
    const fetch = await fetchFrom(standIn)
    const { plan, notes } = await fetch.report()
    expect(plan.all.objects).toBe(6)
    expect(notes).toEqual([
      'Other services’ objects were not fetched: AWSLogs/111122223333/Config/, AWSLogs/111122223333/vpcflowlogs/.'.replace(
        '’',
        "'",
      ),
    ])
  })
})

describe('what goes wrong on the way is tried again', () => {
  test.each<[string, (asked: Asked) => Fault | null]>([
    ['S3 asks to slow down', atFirst({ error: 'SlowDown', status: 503 }, 3)],
    ['an internal error', atFirst({ error: 'InternalError', status: 500 })],
    ['the connection breaks before an answer', atFirst('drop')],
    ['the connection breaks within an object', atFirst('cut')],
    ['nothing more comes within an object', atFirst('stall')],
    ['a byte is another', atFirst('damage')],
    ['listings break, too', ({ call, time }) => (call === 'ListObjectsV2' && time === 1 ? 'drop' : null)],
  ])('%s', async (_, fault) => {
    const trail = aTrail().build()
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    aws.fault = fault
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 6 } })
    for (const { key, stored } of trail.logs) expect(fetch.read(`${aws.bucket}/${key}`)).toEqual(stored)
  })

  test('a bucket that lies in another Region is followed', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().build()))
    const elsewhere = { error: 'PermanentRedirect', status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } }
    aws.fault = ({ call }) => (call === 'ListObjectsV2' && aws.count(call) === 1 ? elsewhere : null)
    const report = await fetch.report()
    expect(report).toMatchObject({ ending: 'whole', bucketRegion: 'eu-west-1' })
    expect(report.notes).toEqual([
      'The bucket example-cloudtrail-logs lies in eu-west-1, not in us-east-1, and was asked there.',
    ])
  })
})

describe('what cannot be fetched is named, and the rest goes on', () => {
  const kms = 'User: anna is not authorized to perform: kms:Decrypt on the resource'
  test.each<[string, Fault, string]>([
    ['denied', { error: 'AccessDenied', status: 403 }, 'AWS denied access'],
    ['its KMS key is denied', { error: 'AccessDenied', status: 403, message: kms }, 'its KMS key may not be used'],
    ['archived', { error: 'InvalidObjectState', status: 403 }, 'it lies in an archive storage class'],
    ['gone', { error: 'NoSuchKey', status: 404 }, 'it is not there any more'],
    ['changed meanwhile', { error: 'PreconditionFailed', status: 412 }, 'it changed while it was fetched'],
    ['never whole', 'cut', 'no connection held'],
    ['always another', 'damage', 'what came is not what S3 states'],
  ])('an object that is %s', async (_, fault, reason) => {
    const trail = aTrail().build()
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    const { key } = trail.logs[1]!
    aws.fault = ({ name }) => (name === key ? fault : null)
    const report = await fetch.report()
    expect(report).toMatchObject({ ending: 'partial', fetched: { objects: 5 }, troublesTotal: 1 })
    expect(report.troubles[0]!.sentence).toContain(`s3://${aws.bucket}/${key} was not fetched: ${reason}`)
    expect(fetch.manifest().filter(({ type }) => type === 'trouble')).toHaveLength(1)
    aws.fault = () => null
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 1 } })
  })

  test('a prefix that is denied', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().regions('us-east-1', 'eu-west-1').build()))
    aws.fault = ({ name, call }) =>
      call === 'ListObjectsV2' && name.endsWith('/eu-west-1/') ? { error: 'AccessDenied', status: 403 } : null
    const report = await fetch.report()
    expect(report).toMatchObject({ ending: 'partial', fetched: { objects: 6 }, troublesTotal: 2 })
    expect(report.troubles[0]!.subject).toMatch(
      /^s3:\/\/example-cloudtrail-logs\/AWSLogs\/\d+\/CloudTrail.*\/eu-west-1\/$/,
    )
  })

  test('public keys', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().build()))
    aws.fault = ({ call }) => (call === 'ListPublicKeys' ? { error: 'AccessDeniedException', status: 400 } : null)
    const report = await fetch.report()
    expect(report).toMatchObject({ ending: 'partial', fetched: { objects: 6 }, keysFolder: null })
    expect(report.troubles[0]!.sentence).toContain('ListPublicKeys in us-east-1 was not fetched: AWS denied access')
  })

  test.each([
    ['NoSuchBucket', 404, 'there is no such bucket'],
    ['AccessDenied', 403, 'AWS denied access'],
    ['InvalidAccessKeyId', 403, 'AWS did not accept the credentials'],
  ])('the whole bucket, for %s', async (error, status, reason) => {
    const fetch = await fetchFrom(new AwsStandIn())
    aws.fault = ({ call }) => (call === 'ListObjectsV2' ? { error, status } : null)
    const result = await fetch.run()
    expect(result).toMatchObject({ ok: false, code: 'unreachable' })
    expect(result.ok ? '' : result.message).toContain(`s3://${aws.bucket}/ was not fetched: ${reason}`)
    expect(fetch.files()).toEqual([])
  })
})

test('a bucket whose requester pays', async () => {
  const fetch = await fetchFrom(new AwsStandIn('example-cloudtrail-logs', true).putTrail(aTrail().build()))
  const isOfS3 = ({ call }: Asked) => /^(?:ListObject|GetObject)/.test(call)
  aws.fault = (asked) => (isOfS3(asked) && asked.payer !== 'requester' ? { error: 'AccessDenied', status: 403 } : null)
  expect(await fetch.run()).toMatchObject({ ok: false, code: 'unreachable' })
  const { connection } = fetch.request()
  const report = await fetch.report({ versions: true, connection: { ...connection, requesterPays: true } })
  expect(report).toMatchObject({ ending: 'whole', fetched: { objects: 6 } })
})

test('every connection goes through the proxy that the environment names', async () => {
  const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().build()))
  const proxy = await aProxy()
  process.env.HTTP_PROXY = proxy.address
  try {
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 6 } })
    expect(proxy.connected.size).toBe(1)
    expect([...proxy.connected]).toEqual([new URL(fetch.endpoint).host])
    process.env.NO_PROXY = '127.0.0.1'
    await proxy.stop()
    expect(await fetch.report()).toMatchObject({ ending: 'whole' })
  } finally {
    delete process.env.HTTP_PROXY
    delete process.env.NO_PROXY
    await proxy.stop()
  }
})

describe('a fetch that was ended goes on where it stopped', () => {
  test('credentials expire on the way', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().hours(60).build()))
    aws.fault = ({ call }) =>
      call === 'GetObject' && aws.count('GetObject') > 50 ? { error: 'ExpiredToken', status: 400 } : null
    const first = await fetch.report()
    expect(first.ending).toBe('stopped')
    expect(first.troubles[0]!.sentence).toContain('the same command goes on where it stopped')
    aws.fault = () => null
    const second = await fetch.report()
    expect(second).toMatchObject({ ending: 'whole', plan: { alreadyThere: { objects: first.fetched.objects } } })
    expect(first.fetched.objects + second.fetched.objects).toBe(120)
    expect((await fetch.verdicts()).outcome).toBe('proven')
  })

  test('a file that was lost or cut since is fetched again; a whole one is not', async () => {
    const trail = aTrail().build()
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    await fetch.report()
    const [lost, cut] = trail.logs.map(({ key }) => join(fetch.folder, aws.bucket, key))
    writeFileSync(lost!, 'x')
    writeFileSync(cut!, '')
    const asked = aws.count('GetObject')
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 2 } })
    expect(aws.count('GetObject') - asked).toBe(2)
  })

  test('an object that was exchanged in the bucket since is kept beside the earlier one', async () => {
    const trail = aTrail().build()
    const fetch = await fetchFrom(new AwsStandIn().putTrail(trail))
    await fetch.report()
    const { key, stored } = trail.logs[0]!
    aws.put(key, Buffer.from('another'))
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 1 } })
    expect(fetch.read(`${aws.bucket}/${key}`)).toEqual(stored)
    const beside = fetch.files().filter((name) => name.startsWith('versions/'))
    expect(beside.map((name) => fetch.read(name).toString())).toEqual(['another'])
    expect(await fetch.report()).toMatchObject({ ending: 'whole', fetched: { objects: 0 } })
  })

  test('the manifest is continued: its chain holds, a line that was not finished is cut off', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().build()))
    await fetch.report()
    appendFileSync(join(fetch.folder, 'acquisition.jsonl'), '{"previous":"abc","ty')
    await fetch.report()
    const types = fetch.manifest().map(({ type }) => type)
    expect(types.filter((type) => type === 'object')).toHaveLength(6)
    expect(types.filter((type) => type === 'run' || type === 'end')).toEqual(['run', 'end', 'run', 'end'])
    expect(fetch.manifest().findLast(({ type }) => type === 'run')).toMatchObject({ cutBytes: 21 })
  })

  test('a manifest that was altered is not continued', async () => {
    const fetch = await fetchFrom(new AwsStandIn().putTrail(aTrail().build()))
    await fetch.report()
    const text = fetch.read('acquisition.jsonl').toString()
    writeFileSync(join(fetch.folder, 'acquisition.jsonl'), text.replace('Responder/anna', 'Responder/hans'))
    const result = await fetch.run()
    expect(result).toMatchObject({ ok: false, code: 'altered' })
    expect(result.ok ? '' : result.message).toContain('its line 2 does not follow from the one before')
  })

  test('a folder with other files is left alone', async () => {
    const fetch = await fetchFrom(new AwsStandIn())
    mkdirSync(fetch.folder, { recursive: true })
    writeFileSync(join(fetch.folder, 'notes.txt'), 'mine')
    expect(await fetch.run()).toMatchObject({ ok: false, code: 'folder' })
    expect(fetch.files()).toEqual(['notes.txt'])
  })
})

describe('a bucket that keeps versions', () => {
  const trail = aTrail().hours(3).build()
  const tamperedBucket = () => {
    const standIn = new AwsStandIn('example-cloudtrail-logs', true).putTrail(trail)
    standIn.put(trail.logs[0]!.key, Buffer.from('altered'))
    standIn.delete(trail.logs[1]!.key)
    return standIn
  }

  test('says so, where they are not asked for', async () => {
    const fetch = await fetchFrom(tamperedBucket())
    const { notes, fetched } = await fetch.report()
    expect(fetched.objects).toBe(5)
    expect(notes.join()).toContain('With --versions')
    expect((await fetch.verdicts()).outcome).toBe('bad')
  })

  test('gives back what was altered and deleted, which is then proven', async () => {
    const fetch = await fetchFrom(tamperedBucket())
    aws.pageSize = 2
    const { notes, plan } = await fetch.report({ versions: true })
    expect(plan).toMatchObject({ all: { objects: 7 }, earlierVersions: 2, deletions: 1 })
    expect(notes.join()).toContain('The bucket remembers 1 deletion')
    const verdicts = await fetch.verdicts()
    const logs = trail.logs.map(({ key }) => verdicts.logs.get(`s3://${aws.bucket}/${key}` as never)?.status)
    expect(logs).toEqual(['verified', 'verified', 'verified'])
    expect(await fetch.report({ versions: true })).toMatchObject({ ending: 'whole', fetched: { objects: 0 } })
  })
})
