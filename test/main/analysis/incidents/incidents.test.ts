import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { longestSequence } from '../../../../src-main/analysis/incidents/score.ts'
import type { IncidentStep } from '../../../../src-shared/contract/incidents.ts'
import type { Tactic } from '../../../../src-shared/model/attack.ts'
import { incidentsOver } from '../../../fixtures/incidents.ts'
import { ingestFolder } from '../../../fixtures/ingested.ts'
import { type CloudTrailRecord, identities } from '../../../fixtures/records.ts'
import { allRules, detectIn, detectOver } from '../rules/a-detection.ts'
import { anna, asLogs, at, ben, call, calls, production, refused } from '../rules/rule-case.ts'

const here = (path: string) => join(import.meta.dirname, '../../../..', path)

async function incidentsIn(records: readonly CloudTrailRecord[]) {
  const { findings, snapshot } = await detectIn(allRules, asLogs(records))
  return incidentsOver(findings, snapshot)
}

async function incidentsOfFolder(folder: string) {
  const { snapshot } = await ingestFolder(folder)
  return incidentsOver(detectOver(allRules, snapshot), snapshot)
}

const strange = { sourceIPAddress: '203.0.113.77' }
const stopped = call('cloudtrail', 'StopLogging', { ...strange, ...at(10) })
const keyForBen = call('iam', 'CreateAccessKey', {
  ...strange,
  ...at(5),
  requestParameters: { userName: 'ben' },
  responseElements: { accessKey: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'ben' } },
})

test('what one actor did within a day is one story, in the order of time, with exactly its events', async () => {
  const { incidents, query } = await incidentsIn([keyForBen, stopped, ...calls('ec2', 'DescribeInstances DescribeVpcs')])
  expect(incidents).toHaveLength(1)
  const [story] = incidents
  expect(story!.steps.map(({ title }) => title)).toEqual(['Access key created for another user', 'Logging stopped or narrowed'])
  expect(story!.actors).toEqual(['arn:aws:iam::111122223333:user/anna'])
  expect(story!.addresses).toEqual(['203.0.113.77'])
  expect(story!.title).toBe('user/anna: 2 findings, from Persistence to Defense Evasion')
  expect(story!.events).toBe(2)
  expect(query.count(story!.filter)).toBe(2)
}) // biome-ignore format: one line an expectation

test('a day of silence parts two stories of one actor', async () => {
  const later = { ...stopped, ...at(10 + 60 * 25) }
  const { incidents } = await incidentsIn([keyForBen, { ...later, eventName: 'DeleteTrail' }])
  expect(incidents.map(({ steps }) => steps.length)).toEqual([1, 1])
})

test('a key that somebody issued acts on in their story', async () => {
  const byBen = call('cloudtrail', 'StopLogging', { ...at(30), userIdentity: ben })
  const { incidents } = await incidentsIn([keyForBen, byBen])
  expect(incidents).toHaveLength(1)
  expect(incidents[0]!.steps).toHaveLength(2)
})

test('an address that hardly anybody uses joins its actors, the office does not', async () => {
  const carla = identities.user(production, 'carla', 'AKIACARLACARLAEXAMPL')
  const usual = [anna, carla].flatMap((userIdentity) => calls('ec2', 'DescribeInstances DescribeVpcs', { userIdentity }))
  const byCarla = (from: CloudTrailRecord) => call('iam', 'DeleteVirtualMFADevice', { ...from, ...at(40), userIdentity: carla })
  const alsoByCarla = (from: CloudTrailRecord) => call('cloudtrail', 'DeleteTrail', { ...from, ...at(41), userIdentity: carla })
  const joined = await incidentsIn([...usual, stopped, byCarla(strange), { ...alsoByCarla({}), ...at(42) }])
  expect(joined.incidents.map(({ actors }) => actors.length)).toEqual([2])
  const apart = await incidentsIn([...usual, { ...stopped, sourceIPAddress: usual[0]!.sourceIPAddress }, byCarla({}), alsoByCarla({})])
  expect(apart.incidents.map(({ actors }) => actors.length)).toEqual([1, 1])
}) // biome-ignore format: one line a call

test('items of a checklist, and what is neither grave nor told by two rules, are no incident', async () => {
  const { incidents } = await incidentsIn([
    ...calls('ec2', 'CreateSecurityGroup DeleteSecurityGroup'),
    call('sts', 'GetFederationToken', { userIdentity: ben }),
  ])
  expect(incidents).toEqual([])
})

test('what only failed is told as attempted', async () => {
  const { incidents } = await incidentsIn([
    { ...stopped, ...refused },
    { ...keyForBen, ...refused, responseElements: null },
  ])
  expect(incidents[0]!.paragraph).toContain('No call of them succeeded.')
  expect(incidents[0]!.steps.map(({ isAttempt }) => isAttempt)).toEqual([true, true])
})

test('tactics count as far as they follow in the order of an attack', () => {
  const step = (...tactics: Tactic[]): IncidentStep => ({
    finding: 'f', title: 'T', severity: 'low', firstSeen: null, lastSeen: null, events: 1, tactics, isAttempt: false,
  }) // biome-ignore format: facts of no matter
  expect(longestSequence([])).toBe(1)
  expect(longestSequence([step('Persistence'), step('Discovery'), step('Impact')])).toBe(3)
  expect(longestSequence([step('Impact'), step('Discovery'), step('Persistence')])).toBe(1)
  expect(longestSequence([step('Initial Access', 'Persistence'), step('Persistence')])).toBe(2)
})

test('the sample case: the first incident is the intruder’s, and every filter shows exactly the events', async () => {
  const { incidents, query } = await incidentsOfFolder(here('resources/sample-case'))
  expect(incidents.map(({ filter }) => query.count(filter))).toEqual(incidents.map(({ events }) => events))
  expect(incidents[0]!.addresses).toContain('203.0.113.77')
})

const sans = here('../shared/data/real/sans-504-slice')
// Runs where the sets of real data are; nothing of them is in the repository.
if (existsSync(sans))
  test('the slice of SANS: the first incident is of the user whose key was stolen, from one address', async () => {
    const { incidents } = await incidentsOfFolder(sans)
    expect(incidents[0]!.actors[0]).toMatch(/user\/jmerckle$/)
    expect(incidents[0]!.addresses).toHaveLength(1)
  })
