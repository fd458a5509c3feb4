import { expect, test } from 'vitest'
import { greatCircleKm } from '../../../src-main/analysis/rules/impossible-travel.ts'
import { lookupsFor } from '../../fixtures/lookups.ts'
import { detectIn, theRule } from './rules/a-detection.ts'
import { behaviourCases } from './rules/cases-behaviour.ts'
import { sqlCases } from './rules/cases-sql.ts'
import { asLogs, call, times } from './rules/rule-case.ts'

const sentences = async (rule: string, records: Parameters<typeof asLogs>[0], lookups = lookupsFor({})) =>
  (await detectIn([theRule(rule)], asLogs(records), lookups)).findings.map(({ sentence }) => sentence)

test('distances are those of great circles', () => {
  const [berlin, recife] = [{ latitude: 52.52, longitude: 13.405 }, { latitude: -8.05, longitude: -34.9 }] // biome-ignore format: places
  expect(greatCircleKm(berlin, recife)).toBeCloseTo(8_158, -2)
  expect(greatCircleKm({ latitude: 0, longitude: 179 }, { latitude: 0, longitude: -179 })).toBeCloseTo(222.4, 0)
})

test('travel is told with distance and time, and leaves out addresses of AWS and of trusted networks', async () => {
  const { hit, lookups } = behaviourCases['impossible-travel']!
  const [told] = await sentences('impossible-travel', hit, lookups)
  expect(told).toMatch(
    /198\.51\.100\.20 \(Berlin, DE\) at 2024-03-05T09:00:00Z and from 203\.0\.113\.77 \(Recife, BR\)/,
  )
  expect(told).toMatch(/8,\d{3} km in 60 minutes, faster than 1,000 km\/h\. Places nearer than 500 km/)
  const berlin = { latitude: 52.52, longitude: 13.405 }
  const recife = { latitude: -8.05, longitude: -34.9 }
  for (const standing of [{ isAws: true }, { trusted: 'Office' }, { vpn: 'Corporate' }])
    expect(
      await sentences(
        'impossible-travel',
        hit,
        lookupsFor({ '198.51.100.20': berlin, '203.0.113.77': { ...recife, ...standing } }),
      ),
    ).toEqual([])
  expect(await sentences('impossible-travel', hit)).toEqual([])
})

test('a trusted network quiets rules about networks, which say so where they speak of others', async () => {
  const { hit } = sqlCases['caller-identity-from-new-address']!
  const logs = asLogs(hit)
  const used = [...new Set(logs.flatMap(({ records }) => records.map((record) => String(record.sourceIPAddress))))]
  const trustedAll = lookupsFor(Object.fromEntries(used.map((address) => [address, { trusted: 'Office' }])))
  expect(await sentences('caller-identity-from-new-address', hit)).not.toEqual([])
  expect(await sentences('caller-identity-from-new-address', hit, trustedAll)).toEqual([])
  const other = lookupsFor({ '192.0.2.250': { trusted: 'Office' } })
  const [told] = await sentences('caller-identity-from-new-address', hit, other)
  expect(told).toMatch(/Addresses of trusted networks are left out: Office\.$/)
})

test('agents of a test are tools for attacks, and findings with known agents alone say so', async () => {
  const agent = (userAgent: string) => times(2, () => call('s3', 'ListBuckets', { userAgent }))
  const agents = [
    { kind: 'test-agent', pattern: 'redteam/*', name: 'Exercise 2024' },
    { kind: 'known-agent', pattern: 'S3 Browser', name: 'Archive desk' },
  ] as const
  const lookups = lookupsFor({}, { agents })
  expect(await sentences('offensive-tool', agent('RedTeam/2.0'))).toEqual([])
  expect(await sentences('offensive-tool', agent('RedTeam/2.0'), lookups)).toEqual([
    expect.stringMatching(/with agents that name Exercise 2024\.$/),
  ])
  expect(await sentences('offensive-tool', agent('S3 Browser 9'), lookups)).toEqual([
    expect.stringMatching(
      /S3 Browser\. All of these calls have an agent that a list of known agents names: Archive desk\.$/,
    ),
  ])
  const [mixed] = await sentences('offensive-tool', [...agent('S3 Browser 9'), ...agent('pacu')], lookups)
  expect(mixed).not.toMatch(/known agents/)
})
