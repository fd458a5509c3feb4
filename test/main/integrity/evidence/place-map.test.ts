import { describe, expect, test } from 'vitest'
import { baseOfDigestKey, parseFileName } from '../../../../src-main/formats/file-name.ts'
import { PlaceMap } from '../../../../src-main/integrity/evidence/place-map.ts'

describe('the name of a delivered file', () => {
  const digest = (region: string, rest: string) => `111122223333_CloudTrail-Digest_${region}_${rest}.json.gz`

  test.each([
    [
      'us-east-1',
      'management-events',
      'us-east-1',
      digest('us-east-1', 'management-events_us-east-1_20240305T101500Z'),
    ],
    ['us-east-1', 'a_us-east-1', 'us-east-1', digest('us-east-1', 'a_us-east-1_us-east-1_20240305T101500Z')],
    [
      'eu-west-1',
      'x_20240101T000000Z_y',
      'us-east-1',
      digest('eu-west-1', 'x_20240101T000000Z_y_us-east-1_20240305T101500Z'),
    ],
    ['us-gov-west-1', 'T', 'us-gov-east-1', digest('us-gov-west-1', 'T_us-gov-east-1_20240305T101500Z')],
    ['xx-moon-9', 't', 'cn-north-1', digest('xx-moon-9', 't_cn-north-1_20240305T101500Z')],
  ])('of a digest of %s, trail %s, home %s', (region, trail, homeRegion, name) => {
    const time = Date.UTC(2024, 2, 5, 10, 15)
    expect(parseFileName(`any/folder/${name}`)).toEqual({
      kind: 'digest',
      account: '111122223333',
      region,
      trail,
      homeRegion,
      time,
    })
  })

  test.each([
    ['log', '111122223333_CloudTrail_us-east-1_20240305T1015Z_Ab12.json.gz'],
    ['log', '111122223333_CloudTrail_us-east-1_20240305T1015Z_Ab12.json'],
    ['insights-log', '111122223333_CloudTrail-Insight_us-east-1_20240305T1015Z_Ab12.json.gz'],
    ['insights-log', 'CloudTrail-Insight/111122223333_CloudTrail_us-east-1_20240305T1015Z_Ab12.json.gz'],
    ['network-activity-log', '111122223333_CloudTrail-NetworkActivity_us-east-1_20240305T1015Z_Ab12.json.gz'],
    ['backfill-digest', digest('us-east-1', 't_us-east-1_20240305T101500Z_backfill')],
  ])('of a %s', (kind, name) => {
    expect(parseFileName(name)).toMatchObject({ kind, account: '111122223333', region: 'us-east-1' })
  })

  test.each([
    'events.json',
    '111122223333_CloudTrail_us-east-1_20241305T1015Z_Ab12.json.gz',
    '111122223333_CloudTrail_us-east-1_20240305T2515Z_Ab12.json.gz',
    '1111_CloudTrail_us-east-1_20240305T1015Z_Ab12.json.gz',
  ])('%s is none', (name) => {
    expect(parseFileName(name)).toBeNull()
  })

  test('has its base before the folder of digests', () => {
    expect(baseOfDigestKey('a/b/AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/x')).toBe(
      'a/b/AWSLogs/o-exampleorgid/111122223333',
    )
  })
})

describe('the place of a local file', () => {
  const key = (name: string) => `logs/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/03/05/${name}`
  const log = 'AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/log.json.gz'
  const placesOf = (paths: readonly string[], referenced: readonly string[] = []) =>
    new PlaceMap(
      paths.map((path) => ({ path, stated: `s3://bucket/${key(path.slice(path.lastIndexOf('/') + 1))}` })),
      new Map(referenced.map((place) => [place, place])),
    )

  test.each([
    ['the bucket', '/case/bucket/logs', `/case/bucket/logs/${log}`],
    ['below the bucket', '/case/logs', `/case/logs/${log}`],
    ['below the prefix', '/other', `/other/${log}`],
  ])('is known from a folder that begins at %s', (_, folder, path) => {
    const places = placesOf([`${folder}/${key('one.json.gz').slice('logs/'.length)}`])
    expect(places.placeOf(path)).toBe(`s3://bucket/logs/${log}`)
  })

  test('is known from a deeper folder', () => {
    const places = placesOf(['/case/CloudTrail-Digest/us-east-1/2024/03/05/one.json.gz'])
    expect(places.placeOf('/case/CloudTrail/us-east-1/x.json.gz')).toBe(
      's3://bucket/logs/AWSLogs/111122223333/CloudTrail/us-east-1/x.json.gz',
    )
  })

  test('is unknown in a flat folder and outside of the tree', () => {
    expect(placesOf(['/flat/one.json.gz']).placeOf('/flat/log.json.gz')).toBeNull()
    expect(placesOf([`/case/${key('one.json.gz')}`]).placeOf('/elsewhere/log.json.gz')).toBeNull()
    expect(placesOf([`/case/bucket/${key('one.json.gz')}`]).placeOf('/case/log.json.gz')).toBeNull()
  })

  test('is that of the object with .gz for a file unpacked by hand, if a digest names that', () => {
    const uri = `s3://bucket/logs/${log}`
    const places = placesOf([`/case/${key('one.json.gz')}`], [uri])
    expect(places.placeOf(`/case/logs/${log.slice(0, -3)}`)).toBe(uri)
  })

  test('is not moved by one digest that lies', () => {
    const honest = ['one.json.gz', 'two.json.gz'].map((name) => ({
      path: `/case/${key(name)}`,
      stated: `s3://bucket/${key(name)}`,
    }))
    const liar = { path: `/case/${key('three.json.gz')}`, stated: `s3://other/${key('three.json.gz')}` }
    const places = new PlaceMap([liar, ...honest], new Map())
    expect(places.placeOf(liar.path, liar.stated)).toBe(`s3://bucket/${key('three.json.gz')}`)
  })
})
