import { expect, test } from 'vitest'
import { trailPlacesOf } from '../../../../src-main/case/views/trail-places.ts'
import type { SourceFile } from '../../../../src-shared/model/event.ts'
import type { ObjectUri } from '../../../../src-shared/model/integrity.ts'

const aFile = (name: string, change: Partial<SourceFile> = {}): SourceFile => ({
  path: `/evidence/${name}`,
  member: null,
  root: '/evidence',
  name,
  kind: 'log',
  form: 'log',
  uri: null,
  bytes: 5,
  inflatedBytes: null,
  sha256: null,
  records: 1,
  events: 1,
  duplicates: 0,
  unparsed: 0,
  problems: [],
  notes: [],
  unread: null,
  status: null,
  firstEventTime: null,
  lastEventTime: null,
  ...change,
})
const log = (account: string, region: string, day: string) =>
  `AWSLogs/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${day.replaceAll('/', '')}T1005Z_abcdefgh.json.gz`
const uri = (text: string) => ({ uri: text as ObjectUri })

test('accounts, Regions and days of each place, the bucket where a digest or a manifest tells it', () => {
  const first = log('111122223333', 'us-east-1', '2024/03/05')
  const second = log('444455556666', 'eu-west-1', '2024/03/07')
  const ofOrganization = log('111122223333', 'us-east-1', '2024/03/06').replace('AWSLogs/', 'AWSLogs/o-exampleorgid/')
  const insight = second.replaceAll('CloudTrail', 'CloudTrail-Insight')
  const places = trailPlacesOf([
    aFile(first, uri(`s3://trail-logs/prefix/${first}`)),
    aFile(second, uri(`s3://trail-logs/prefix/${second}`)),
    aFile(insight, { kind: 'insights-log', ...uri(`s3://trail-logs/prefix/${insight}`) }),
    aFile(ofOrganization, uri(`file:${ofOrganization}`)),
  ])
  expect(places).toEqual({
    unplaced: 0,
    places: [
      {
        location: 's3://trail-logs/prefix/AWSLogs/',
        organization: null,
        accounts: ['111122223333', '444455556666'],
        families: ['CloudTrail', 'CloudTrail-Insight'],
        regions: ['eu-west-1', 'us-east-1'],
        days: { first: '2024-03-05', last: '2024-03-07' },
        files: 3,
      },
      {
        location: null,
        organization: 'o-exampleorgid',
        accounts: ['111122223333'],
        families: ['CloudTrail'],
        regions: ['us-east-1'],
        days: { first: '2024-03-06', last: '2024-03-06' },
        files: 1,
      },
    ],
  })
})

test('a file out of its folders is placed by its name, and one without is counted', () => {
  const name = '111122223333_CloudTrail_us-east-1_20240305T2355Z_abcdefgh.json.gz'
  const { places, unplaced } = trailPlacesOf([aFile(`copies/${name}`), aFile('copies/renamed.json.gz')])
  expect(places).toMatchObject([{ location: null, accounts: ['111122223333'], days: { last: '2024-03-05' } }])
  expect(unplaced).toBe(1)
})

test('a digest tells a Region and a day of which the case has no log file', () => {
  const logFile = log('111122223333', 'us-east-1', '2024/03/05')
  const digest =
    'AWSLogs/111122223333/CloudTrail-Digest/ap-south-1/2024/03/06/111122223333_CloudTrail-Digest_ap-south-1_management-events_us-east-1_20240306T101500Z.json.gz'
  const { places, unplaced } = trailPlacesOf([
    aFile(logFile, uri(`s3://trail-logs/${logFile}`)),
    aFile(digest, { kind: 'digest', ...uri(`s3://trail-logs/${digest}`) }),
    aFile('renamed-digest.json.gz', { kind: 'digest' }),
  ])
  expect(places).toMatchObject([
    {
      families: ['CloudTrail'],
      regions: ['ap-south-1', 'us-east-1'],
      days: { first: '2024-03-05', last: '2024-03-06' },
      files: 1,
    },
  ])
  expect(unplaced).toBe(0)
})
