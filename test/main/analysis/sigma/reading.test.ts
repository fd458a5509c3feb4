import { describe, expect, test } from 'vitest'
import { readPlaceholders } from '../../../../src-main/analysis/sigma/read/placeholders.ts'
import { mostNodes } from '../../../../src-main/analysis/sigma/read/yaml.ts'
import { call } from '../rules/rule-case.ts'
import { rulesOf, ruleText, runOver } from './a-run.ts'

const one = { selection: { eventName: 'CreateUser' }, condition: 'selection' }
const head = 'title: A rule\nlogsource: {product: aws, service: cloudtrail}\n'
const yaml = (detection: string) => `${head}detection:\n${detection}`

const reasons = async (text: string) => (await rulesOf({ 'a.yml': text })).refused.map(({ reason }) => reason)

describe('a rule', () => {
  test('says who wrote it, under which licence, and how grave it is', async () => {
    const { rules } = await rulesOf({
      'iam/users.yml': ruleText(one, {
        id: '6f3f6f2e-0000-4000-8000-000000000001',
        author: 'A. Author',
        license: 'MIT',
        level: 'critical',
        description: 'Users are made.',
        falsepositives: ['Onboarding'],
        tags: ['attack.t1136.003'],
      }),
    })
    expect(rules[0]!.about).toMatchObject({
      file: 'iam/users.yml',
      key: '6f3f6f2e-0000-4000-8000-000000000001',
      author: 'A. Author',
      license: 'MIT',
      severity: 'high',
      falsePositives: ['Onboarding'],
    })
  })

  test('that is not run is named with its file, its line and the reason', async () => {
    const good = ruleText(one, { title: 'Good' })
    const { rules, refused } = await rulesOf({
      'a.yml': [good, yaml('  one:\n    eventName|soundex: x\n  condition: one')],
    })
    expect(rules.map(({ about }) => about.title)).toEqual(['Good'])
    expect(refused).toEqual([
      { file: 'a.yml', line: 7, title: 'A rule', reason: '“soundex” is no modifier of Sigma', isForOtherLogs: false },
    ])
  })

  test.each([
    ['  one: {eventName: x}\n  condition: one and', 'its condition ends too early'],
    ['  one: {eventName: x}\n  condition: (one', 'its condition lacks a “)”'],
    ['  one: {eventName: x}\n  condition: two', 'its condition names “two”, which it does not define'],
    ['  one: {eventName: x}\n  condition: 1 of two*', 'its condition asks for “of two*”, and nothing has such a name'],
    ['  one: {eventName: x}\n  condition: 3 of them', 'its condition asks for “3 of”: Sigma has 1, any and all'],
    ['  one: {eventName: x}\n  condition: one one', '“one” is not expected in its condition'],
    [
      '  one: {eventName: x}\n  condition: one | count() > 3',
      'its condition counts behind “|”, which Sigma has replaced by correlations',
    ],
    [
      '  one: {eventName: x}\n  timeframe: 5m\n  condition: one',
      'its timeframe belongs to counts behind “|”, which Sigma has replaced by correlations',
    ],
    ['  one: {eventName: x}', 'it has no condition'],
    ['  one: {}\n  condition: one', 'a search identifier is empty'],
    ['  one: {eventName: []}\n  condition: one', '“eventName” has no value'],
    ['  one: {eventName: {a: 1}}\n  condition: one', '“eventName” takes texts, not a map in a list'],
    ['  one: {eventName|base64: x}\n  condition: one', 'the modifier “base64” is not supported'],
    ['  one: {eventName|contains|re: x}\n  condition: one', 'the modifiers contains and re do not go together'],
    ['  one: {eventName|i: x}\n  condition: one', 'the modifiers i, m and s belong to re'],
    ['  one: {eventName|exists: perhaps}\n  condition: one', 'exists takes true or false, not “perhaps”'],
    ['  one: {eventName|gt: many}\n  condition: one', 'gt takes a number, not “many”'],
    ['  one: {eventName|contains: null}\n  condition: one', 'null goes with no modifier'],
    [
      "  one: {eventName|expand: '%names%'}\n  condition: one",
      'the placeholder %names% has no values: a file of placeholders may name them',
    ],
  ])('is refused: %s', async (detection, reason) => {
    expect(await reasons(yaml(detection))).toEqual([reason])
  })

  test.each([
    ['title: x\ndetection: {one: {a: b}, condition: one}', 'it has no logsource'],
    [ruleText(one, { logsource: { product: 'azure', service: 'auditlogs' } }), 'it is for other logs: azure auditlogs'],
    ['- a list', 'it is no map, as a rule is'],
    ['title: x', 'it has neither a detection nor a correlation'],
    ['', 'the file holds no rule'],
    ['# nothing but a comment', 'the file holds no rule'],
    [ruleText(one, { filter: {} }), 'filters of other rules are not supported'],
    [ruleText(one, { action: 'global' }), 'its “action” joins documents, which Sigma has given up'],
    ['title: x\ntitle: y', '“title” stands there twice'],
    ['title: *nothing', 'nothing is named &nothing'],
  ])('is refused: %s', async (text, reason) => {
    expect(await reasons(text)).toEqual([reason])
  })

  test('with a regular expression that cannot be matched in bounded time is refused', async () => {
    const [reason] = await reasons(ruleText({ one: { eventName: null, 'userAgent|re': '(?=x)y' }, condition: 'one' }))
    expect(reason).toMatch(/^“\(\?-i\)\(\?=x\)y” is no regular expression: .*none looks ahead or behind$/)
  })

  test('that would take another to run for years is run at once', async () => {
    const read = await rulesOf({ 'a.yml': ruleText({ one: { 'userAgent|re': '^(a+)+$' }, condition: 'one' }) })
    await runOver(read, [call('iam', 'X', { userAgent: `${'a'.repeat(50_000)}!` })], ({ runs }) => {
      expect(runs.map(({ events }) => events)).toEqual([0])
    })
  })

  test('is read once, however many files have it', async () => {
    const text = ruleText(one, { id: 'a' })
    const { rules, refused } = await rulesOf({ 'a.yml': text, 'b.yml': text })
    expect(rules).toHaveLength(1)
    expect(refused.map(({ file, reason }) => [file, reason])).toEqual([
      ['b.yml', 'a rule with its id was read from a.yml'],
    ])
  })
})

describe('YAML', () => {
  test('of aliases of aliases is refused', async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`)
    expect(await reasons(['l0: &l0 [x, x]', ...levels].join('\n'))).toEqual([
      `it has more than ${mostNodes.toLocaleString('en')} values, aliases written out`,
    ])
  })

  test('whose alias lies within what it names is refused', async () => {
    expect(await reasons('a: &a [*a]')).toEqual(['it is nested more than 32 deep'])
  })

  test('that is nested without end is refused', async () => {
    expect(await reasons('['.repeat(100_000))).toHaveLength(1)
    expect(await reasons(`a: ${'{a: '.repeat(40)}1${'}'.repeat(40)}`)).toEqual(['it is nested more than 32 deep'])
  })

  test('that is too long, or no YAML, is refused with its line', async () => {
    const { refused } = await rulesOf({ 'a.yml': [`a: ${'x'.repeat(300_000)}`, 'b: [1', 'c: "\n'] })
    expect(refused.map(({ line, reason }) => [line, reason.slice(0, 30)])).toEqual([
      [1, 'it has more than 262,144 chara'],
      [4, 'it is no YAML: Flow sequence i'],
      [6, 'it is no YAML: Missing closing'],
    ])
  })

  test('of ten thousand rules in one file is read, and of one more it is told', async () => {
    const text = ruleText(one)
    const { rules, refused } = await rulesOf({ 'a.yml': Array(10_001).fill(text) })
    expect([rules.length, refused.map(({ reason }) => reason)]).toEqual([10_000, ['there are more than 10,000 rules']])
  }, 30_000)

  test('keeps numbers as they are written', async () => {
    const detection = '  one: {requestParameters.n: 0123, eventVersion: 1.10}\n  condition: one'
    const record = call('iam', 'X', { eventVersion: '1.10', requestParameters: { n: '0123' } })
    await runOver(await rulesOf({ 'a.yml': yaml(detection) }), [record], ({ runs }) => expect(runs[0]!.events).toBe(1))
  })
})

describe('a placeholder', () => {
  test('stands for each of its values', async () => {
    const placeholders = readPlaceholders('offices: [203.0.113.7, 198.51.100.*]\nteam: anna')
    if (!placeholders.ok) throw new Error(placeholders.message)
    const detection = { one: { 'sourceIPAddress|expand': '%offices%' }, two: { 'userAgent|expand': '\\%%team%' }, condition: 'one or two' } // biome-ignore format: a line
    const records = ['203.0.113.7', '198.51.100.9', '192.0.2.1'].map((sourceIPAddress) => call('s3', 'GetObject', { sourceIPAddress })) // biome-ignore format: a line
    const read = await rulesOf({ 'a.yml': ruleText(detection) }, placeholders.value)
    await runOver(
      read,
      [...records, call('s3', 'X', { sourceIPAddress: '192.0.2.1', userAgent: '%anna' })],
      ({ runs }) => expect(runs[0]!.events).toBe(3),
    )
  })

  test('of a file that holds none is told with the line', () => {
    expect(readPlaceholders('a: 1\nb: [{c: 1}]')).toMatchObject({
      ok: false,
      message: 'line 2: the values of “b” are no texts',
    })
  })
})

test('a dash or a slash stands for any of them behind windash', async () => {
  const read = await rulesOf({
    'a.yml': ruleText({ one: { 'userAgent|contains|windash': ' -enc' }, condition: 'one' }),
  })
  const agents = ['tool -enc', 'tool /ENC', 'tool –enc', 'tool +enc'].map((userAgent) => call('s3', 'X', { userAgent }))
  await runOver(read, agents, ({ runs, query }) => {
    expect(runs[0]!.events).toBe(3)
    expect(query.count(runs[0]!.findings[0]!.finding.filter)).toBe(3)
  })
})
