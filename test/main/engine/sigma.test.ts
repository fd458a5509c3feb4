import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SigmaRun } from '../../../src-shared/contract/sigma.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, type CloudTrailRecord, identities } from '../../fixtures/records.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const anna = identities.user('111122223333', 'anna')
const records: readonly CloudTrailRecord[] = [
  aRecord({ eventID: id(1), eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', userIdentity: anna, requestParameters: { userName: 'eve', tags: [{ key: 'team', value: 'red' }] } }),
  aRecord({ eventID: id(2), eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', userIdentity: anna, requestParameters: { userName: 'bob' } }),
  aRecord({ eventID: id(3), eventSource: 's3.amazonaws.com', eventName: 'GetObject', sourceIPAddress: '203.0.113.7' }),
] // biome-ignore format: a list

const source = 'logsource: {product: aws, service: cloudtrail}'
const tagged = `title: A user with a tag is made
id: rule-tagged
author: A. Author
license: MIT
level: high
tags: [attack.t1098]
${source}
detection:
  made: {eventSource: iam.amazonaws.com, eventName: createuser}
  tag: {requestParameters.tags.value: RED}
  condition: made and tag
`
const offices = `title: From elsewhere
id: rule-offices
${source}
detection:
  selection: {sourceIPAddress|expand: '%offices%'}
  condition: selection
`
const azure = `title: Azure
logsource: {product: azure}
detection: {selection: {a: b}, condition: selection}
`

let folder: string
let engine: Engine
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  engine = startEngine()
})
afterEach(async () => {
  await engine.dispose()
  rmSync(folder, { recursive: true, force: true })
})

/** Writes the trail and the files of rules, and opens the trail. */
async function opened(files: Readonly<Record<string, string>>): Promise<string> {
  const trail = join(folder, 'trail.json')
  writeFileSync(trail, JSON.stringify({ Records: records }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  await open(engine, trail)
  return folder
}

describe('the rules of a folder', () => {
  test('are run over the open case; each file that is not run says why, and each finding whose rule it is', async () => {
    const path = await opened({ 'tagged.yml': tagged, 'azure.yaml': azure, 'broken.yml': 'title: [', 'notes.txt': 'x', 'offices.yml': offices }) // biome-ignore format: a line
    const { rules, refused, findings } = valueIn(await engine.sigma({ path, placeholders: null }))
    expect(rules.map(({ title, events, author }) => [title, events, author])).toEqual([
      ['A user with a tag is made', 1, 'A. Author'],
    ])
    expect(refused.map(({ file, isForOtherLogs }) => [file, isForOtherLogs])).toEqual([
      ['azure.yaml', true],
      ['broken.yml', false],
      ['offices.yml', false],
    ])
    expect(findings).toMatchObject([
      {
        rule: 'sigma:rule-tagged',
        severity: 'high',
        events: 1,
        techniques: ['T1098'],
        sigma: { file: 'tagged.yml', license: 'MIT' },
        sentence: '1 event of arn:aws:iam::111122223333:user/anna matches this rule: CreateUser 1.',
      },
    ])
    const shown = valueIn(await engine.events({ filter: findings[0]!.filter, sort: { column: 'eventTime', descending: false }, columns: ['eventID'], offset: 0, limit: 10 })) // biome-ignore format: a line
    expect(shown.lines.map(({ values }) => values.eventID)).toEqual([id(1)])
  })

  test('take values of placeholders from a file', async () => {
    const path = await opened({ 'offices.yml': offices, 'values.txt': 'offices: [203.0.113.*]' })
    const { rules } = valueIn(await engine.sigma({ path, placeholders: join(folder, 'values.txt') }))
    expect(rules.map(({ events }) => events)).toEqual([1])
    expect(await engine.sigma({ path, placeholders: join(folder, 'trail.json') })).toMatchObject({ ok: false, code: 'no-placeholders' }) // biome-ignore format: a line
  })

  test('that is not there, or that holds none, is told', async () => {
    const path = await opened({})
    expect(await engine.sigma({ path, placeholders: null })).toMatchObject({ ok: false, code: 'no-rules' })
    const absent = join(path, 'absent')
    expect(await engine.sigma({ path: absent, placeholders: null })).toMatchObject({ message: `${absent} does not exist.` }) // biome-ignore format: a line
  })

  test('are a job that is cancelled like any other', async () => {
    const path = await opened({ 'tagged.yml': tagged })
    engine.onJob(({ id, kind, state }) => {
      if (kind === 'sigma' && state === 'running') void engine.cancelJob({ jobId: id })
    })
    const answer = await engine.sigma({ path, placeholders: null })
    expect(answer).toMatchObject({ ok: false, code: 'cancelled' })
    expect(engine.jobs().filter(({ kind }) => kind === 'sigma')).toMatchObject([{ state: 'cancelled' }])
  })
})

test('what rules of Sigma find takes part in incidents, in filters and in SQL, until they are left', async () => {
  const path = await opened({ 'tagged.yml': tagged })
  const incidents = async () => valueIn(await engine.incidents(undefined))
  const told = async (sql: string, dialect: 'sqlite' | 'athena') =>
    valueIn(await engine.runSql({ sql, dialect, limit: 10 })).rows
  const inSql = (dialect: 'sqlite' | 'athena') =>
    told('SELECT i.name, i.severity, e.eventName FROM incidents i JOIN incident_events x ON x.incident = i.id JOIN events e ON e.id = x.event', dialect) // biome-ignore format: a query
  expect(await incidents()).toEqual([])
  expect(await inSql('sqlite')).toEqual([])
  valueIn(await engine.sigma({ path, placeholders: null }))
  const [story] = await incidents()
  expect(story).toMatchObject({ severity: 'high', events: 2, steps: [{ title: 'A user with a tag is made' }, { title: 'User created' }] }) // biome-ignore format: a line
  const { total } = valueIn(await engine.events({ filter: story!.filter, sort: { column: 'eventTime', descending: false }, columns: ['incident'], offset: 0, limit: 10 })) // biome-ignore format: a line
  expect(total).toBe(2)
  expect(await inSql('sqlite')).toEqual(Array(2).fill([story!.id, 'high', 'CreateUser']))
  expect(await inSql('athena')).toEqual(Array(2).fill([story!.id, 'high', 'CreateUser']))
  expect(valueIn(await engine.findingsOf({ filter: story!.filter })).map(({ id }) => id)).toEqual(
    expect.arrayContaining(story!.steps.map(({ finding }) => finding)),
  )
  valueIn(await engine.leaveSigma(undefined))
  expect(await incidents()).toEqual([])
  expect(await inSql('sqlite')).toEqual([])
  expect(await inSql('athena')).toEqual([])
})

test('why a rule does not match an event is told condition by condition, with what the event has', async () => {
  const path = await opened({ 'tagged.yml': tagged })
  expect(await engine.sigmaWhy({ rule: 'sigma:rule-tagged', row: 0 })).toMatchObject({ ok: false, code: 'no-rules' })
  await engine.sigma({ path, placeholders: null })
  const [told] = valueIn(await engine.sigmaWhy({ rule: 'sigma:rule-tagged', row: 1 }))
  expect(told!.why).toEqual({
    kind: 'all',
    name: null,
    holds: false,
    parts: [
      {
        kind: 'all',
        name: 'made',
        holds: true,
        parts: [
          { kind: 'leaf', holds: true, written: 'eventSource: iam.amazonaws.com', values: ['iam.amazonaws.com'] },
          { kind: 'leaf', holds: true, written: 'eventName: createuser', values: ['CreateUser'] },
        ],
      },
      {
        kind: 'all',
        name: 'tag',
        holds: false,
        parts: [{ kind: 'leaf', holds: false, written: 'requestParameters.tags.value: RED', values: [] }],
      },
    ],
  })
})

/** Rules of SigmaHQ are theirs and do not lie here: a folder `rules/cloud/aws/cloudtrail` of theirs, where there is one. */
const theirs = process.env.TRAILPROOF_SIGMA_RULES
const real = join(import.meta.dirname, '../../../../shared/data/real')
const factsFile = join(real, 'facts.json')

describe('rules of SigmaHQ', () => {
  if (theirs === undefined || !existsSync(factsFile)) {
    test('TRAILPROOF_SIGMA_RULES or ../shared/data/real is absent: nothing to compare with', () =>
      expect(theirs === undefined || !existsSync(factsFile)).toBe(true))
    return
  }
  const { sets } = JSON.parse(readFileSync(factsFile, 'utf8')) as {
    sets: Record<string, { sigma_hits: Record<string, readonly [records: number, events: number]> }>
  }
  let shared: Engine
  beforeAll(() => {
    shared = startEngine()
  })
  afterAll(() => shared.dispose())

  test.each(Object.keys(sets))('%s: each hits the events that an independent script counts', async (name) => {
    await open(shared, join(real, name))
    const run: SigmaRun = valueIn(await shared.sigma({ path: theirs, placeholders: null }))
    expect([run.rules.length, run.refused]).toEqual([57, []])
    const hits = run.rules.flatMap(({ file, events }) => (events > 0 ? [[file, events] as const] : []))
    const expected = Object.entries(sets[name]!.sigma_hits).map(([file, [, events]]) => [file, events] as const)
    expect(Object.fromEntries(hits)).toEqual(Object.fromEntries(expected))
    for (const { filter, events, rule } of run.findings) {
      const asked = {
        filter,
        sort: { column: 'eventTime', descending: false },
        columns: [],
        offset: 0,
        limit: 1,
      } as const
      expect([rule, valueIn(await shared.events(asked)).total]).toEqual([rule, events])
    }
  })
})
