import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runFindings } from '../../../../src-main/hosts/cli/findings.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Finding, Rule } from '../../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import type { JudgedSummary, SigmaRun } from '../../../../src-shared/contract/index.ts'
import { everything, filterOf } from '../../../../src-shared/filter/model.ts'
import type { EventLine } from '../../../../src-shared/model/event.ts'
import { incidentsMean } from '../../../../src-shared/words/incidents.ts'
import { anAnomaly, someAnomalies } from '../../../fixtures/anomalies.ts'
import { aSummary, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aRule } from '../../../fixtures/findings.ts'
import { aTerminal } from './a-terminal.ts'

const named = (rule: string, severity: Rule['severity']): Rule =>
  aRule({ rule, severity, title: `Title of ${rule}`, why: `Why ${rule} matters.`, benignCauses: `Harmless: ${rule}.` })
const rules = [named('root-used', 'high'), named('key-made', 'medium'), named('new-network', 'info')]
const parts = { loadReference: async () => ({ rules }), whyNotWritten: () => null }
const ten = Date.parse('2024-03-05T10:00:00Z') as UtcMs

const rootUsed: Finding = {
  ...rules[0]!,
  techniques: ['T1078.004'],
  id: 'root-used:root',
  sentence: 'Root made 2 calls.',
  firstSeen: ten,
  lastSeen: (ten + 60_000) as UtcMs,
  events: 2,
  filter: filterOf([{ column: 'userIdentityType', operator: 'is', values: ['Root'] }]),
}
const newNetwork: Finding = {
  ...rules[2]!,
  id: 'new-network:203.0.113.9',
  sentence: '=HYPERLINK("x") came from a new network.\u001b[2J',
  firstSeen: null,
  lastSeen: null,
  events: 9,
  filter: everything,
}
const stopped: Finding = { ...newNetwork, ...rules[0]!, id: 'root-used:failed', hasFailed: true }

const findings = async (
  args: readonly string[],
  found: readonly Finding[],
  summary = aSummary(),
  answers: Parameters<typeof createFakeEngine>[0] = {},
) => {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine({ findings: async () => ok(found), ...answers }, summary)
  const code = await runFindings(['trail', ...args], io, async () => engine, parts)
  return { code, isDisposed: engine.isDisposed(), ...kept }
}
const notReadWhole: Partial<JudgedSummary> = {
  notRead: { ...aSummary().notRead, files: { ...aSummary().notRead.files, damaged: 1 } },
}

test('the gravest comes first, each with its time, its events, why and benign explanations; silent rules are named', async () => {
  const { code, out, err, isDisposed } = await findings([], [newNetwork, rootUsed])
  expect(out.split('\n')).toEqual([
    '2 findings from 2 of 3 rules.',
    'Findings report what was observed. Each lists benign explanations; intent is yours to judge.',
    '',
    'Detections: 2 findings',
    '',
    'high   Title of root-used',
    '       Root made 2 calls.',
    '       Seen                 2024-03-05T10:00:00Z to 2024-03-05T10:01:00Z',
    '       Events               2 events: userIdentityType=Root',
    '       Why it matters       Why root-used matters.',
    '       Benign explanations  Harmless: root-used.',
    '       Look at next         Everything else.',
    '       ATT&CK               T1078.004 Valid Accounts: Cloud Accounts',
    '       Rule                 root-used',
    '',
    'info   Title of new-network',
    '       =HYPERLINK("x") came from a new network.\\u001b[2J',
    '       Seen                 at no known time',
    '       Events               9 events: every event of the case',
    '       Why it matters       Why new-network matters.',
    '       Benign explanations  Harmless: new-network.',
    '       Look at next         Everything else.',
    '       Rule                 new-network',
    '',
    '1 rule found nothing:',
    '  medium key-made: Title of key-made',
    '',
  ])
  expect({ code, err, isDisposed }).toEqual({ code: 0, err: '', isDisposed: true })
})

test('where no rule found anything, that and no more is said, with the rules that looked', async () => {
  const { code, out } = await findings([], [])
  expect(code).toBe(0)
  expect(out).toContain('All 3 rules that ran found nothing.\nThat says only that no event meets their conditions')
  for (const { rule } of rules) expect(out).toContain(rule)
})

test('--severity leaves lower ones out, and says how many', async () => {
  const { out } = await findings(['--severity', 'medium'], [newNetwork, rootUsed])
  expect(out).toContain('1 finding from 1 of 2 rules.\n')
  expect(out).toContain('1 finding of lower severity: --severity info lists all.\n')
  expect(out).not.toContain('new-network')
})

test('--json says the same to programs, and what was not read', async () => {
  const { out, err } = await findings(['--json'], [newNetwork, rootUsed], aSummary(notReadWhole))
  expect(JSON.parse(out)).toMatchObject({
    notRead: { files: { damaged: 1 } },
    findings: [
      {
        rule: 'root-used',
        severity: 'high',
        firstSeen: '2024-03-05T10:00:00Z',
        events: 2,
        filter: 'userIdentityType=Root',
      },
      { rule: 'new-network', severity: 'info', firstSeen: null, hasFailed: false, filter: '' },
    ],
    findingsOfLowerSeverity: 0,
    rulesThatFoundNothing: [{ rule: 'key-made', severity: 'medium' }],
  })
  expect(err).toMatch(/^trailproof findings: Not read, or not read whole: 1 file is damaged/)
})

const story: Incident = {
  id: 'root 2024-03-05T10:00:00Z',
  title: 'root: 1 finding, Initial Access',
  paragraph: 'root is behind 2 events.',
  severity: 'high',
  actors: ['root'],
  addresses: ['203.0.113.9'],
  accounts: [],
  sessions: [],
  firstSeen: ten,
  lastSeen: ten,
  steps: [
    { finding: rootUsed.id, title: rootUsed.title, severity: 'high', firstSeen: ten, lastSeen: ten, events: 2, tactics: ['Initial Access'], isAttempt: false },
  ],
  events: 2,
  proven: 0,
  filter: rootUsed.filter,
  score: { severity: 10, rarity: 1, sequence: 1, proof: 1 },
} // biome-ignore format: one line a step
const withStory = { incidents: async () => ok([story]) }

test('incidents come first, with their steps; --severity leaves out those that are less grave', async () => {
  const { out } = await findings([], [rootUsed], aSummary(), withStory)
  expect(out.split('\n').slice(2, 9)).toEqual([
    '',
    `1 incident. ${incidentsMean}`,
    '',
    'high   root: 1 finding, Initial Access',
    '       root is behind 2 events.',
    '       2024-03-05T10:00:00Z  Title of root-used',
    '       2 events: userIdentityType=Root',
  ])
  const medium = { incidents: async () => ok([{ ...story, severity: 'medium' as const }]) }
  expect((await findings(['--severity', 'high'], [rootUsed], aSummary(), medium)).out).not.toContain('incident')
})

test('--format markdown is a document in which the evidence is text: no link, no image, no HTML', async () => {
  const crafted = { ...newNetwork, sentence: '![x](http://198.51.100.1/a) <img src=x> `a`', title: '# T' }
  const { out } = await findings(['--format', 'markdown'], [rootUsed, crafted], aSummary(notReadWhole), withStory)
  expect(out).toContain('# Findings\n\n2 findings from 2 of 3 rules.')
  expect(out).toContain('## Incidents')
  expect(out).toContain(
    '### root: 1 finding, Initial Access (high)\n\nroot is behind 2 events.\n\n- 2024-03-05T10:00:00Z: ',
  )
  expect(out).toContain('- **Events**: 2 events: `userIdentityType=Root`')
  expect(out).toContain('1 file is damaged')
  expect(out).toContain(String.raw`\!\[x\](http://198.51.100.1/a) \<img src=x\> ${'\\`a\\`'}`)
  expect(out).toContain(String.raw`### \# T (info)`)
})

test('--format sarif is SARIF 2.1.0: rules that ran, a result for each finding, its first events as locations', async () => {
  const place: EventLine = { row: 0 as EventLine['row'], values: { sourceFile: 'a b/log.json.gz', eventID: 'c0ffee00-0000-4000-8000-000000000001' } }
  const events = { events: async () => ok({ total: 2, lines: [place] }) }
  const { out } = await findings(['--format', 'sarif'], [rootUsed, stopped], aSummary(), events)
  const { version, runs } = JSON.parse(out)
  expect(version).toBe('2.1.0')
  const [{ tool, results }] = runs
  expect(tool.driver.name).toBe('Trailproof')
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['root-used', 'key-made', 'new-network'])
  expect(results[0]).toMatchObject({
    ruleId: 'root-used',
    level: 'error',
    message: { text: 'Root made 2 calls.' },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'a%20b/log.json.gz' } },
        logicalLocations: [{ name: 'c0ffee00-0000-4000-8000-000000000001' }],
      },
    ],
    properties: { filter: 'userIdentityType=Root', firstSeen: '2024-03-05T10:00:00Z' },
  })
  expect(results[1]).toMatchObject({ locations: [], properties: { hasFailed: true } })
}) // biome-ignore format: one line a place

test('a cell of the CSV is no formula', async () => {
  const { out } = await findings(['--format', 'csv'], [newNetwork])
  expect(out.split('\r\n')[1]).toMatch(/^info,Title of new-network,"'=HYPERLINK/)
})

test.each([
  ['a finding that is as grave', ['high'], [rootUsed], aSummary(), 1],
  ['a graver one', ['low'], [rootUsed], aSummary(), 1],
  ['only lesser ones', ['high'], [newNetwork], aSummary(), 0],
  ['none', ['info'], [], aSummary(), 0],
  ['a rule that stopped', ['high'], [stopped], aSummary(), 2],
  ['none, and a file that was not read whole', ['high'], [], aSummary(notReadWhole), 2],
  ['none in a part of the case', ['high'], [], aSummary({ partial: true, partialReason: 'Stopped' }), 2],
])('--fail-on: %s', async (_, level, found, summary, code) => {
  expect((await findings(['--fail-on', ...level], found, summary)).code).toBe(code)
})

test('rules that could not be run are told', async () => {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine({ findings: async () => fail('layer-missing', 'The rules were cancelled.') })
  expect(await runFindings(['trail'], io, async () => engine, parts)).toBe(1)
  expect(kept.err).toBe('trailproof findings: The rules were cancelled.\n')
})

test('an interrupt does not wait for the rules', async () => {
  const { io, kept, ctrlC } = aTerminal()
  const engine = createFakeEngine({
    findings: () => {
      ctrlC()
      return new Promise(() => {})
    },
  })
  expect(await runFindings(['trail'], io, async () => engine, parts)).toBe(130)
  expect({ out: kept.out, isDisposed: engine.isDisposed() }).toEqual({ out: '', isDisposed: true })
})

test.each([
  [['trail', '--severity', 'critical'], '--severity takes high, medium, low, info, not “critical”'],
  [['trail', '--fail-on', ''], '--fail-on needs one of high, medium, low, info'],
  [[], 'A folder or a file is needed'],
])('wrong usage %j', async (args, sentence) => {
  const { io, kept } = aTerminal()
  const never = async () => createFakeEngine()
  expect(await runFindings(args, io, never, parts)).toBe(64)
  expect(kept.err).toContain(sentence)
})

describe('rules of Sigma', () => {
  const origin = {
    file: 'iam/users.yml',
    author: 'A. Author',
    license: 'MIT',
    id: 'id-1',
    tags: ['attack.persistence'],
  }
  const hit: Finding = { ...rootUsed, rule: 'sigma:id-1', title: 'User made', sigma: origin }
  const ran = { ...origin, rule: 'sigma:id-1', title: 'User made', severity: 'high', isCorrelation: false, events: 2, unread: 0, isOnlyPart: false } as const // biome-ignore format: a line
  const run: SigmaRun = {
    folder: '/rules',
    rules: [ran, { ...ran, rule: 'sigma:id-2', title: 'Quiet', events: 0 }],
    refused: [
      { file: 'a.yml', line: 3, title: 'Old', reason: 'it has no condition', isForOtherLogs: false },
      { file: 'b.yml', line: 5, title: 'Azure', reason: 'it is for other logs: azure', isForOtherLogs: true },
    ],
    findings: [hit],
    tookMs: 3,
  }
  const asked: unknown[] = []
  const sigma = async (input: unknown) => {
    asked.push(input)
    return ok(run)
  }

  test('are run beside the others, and those that are not run are named', async () => {
    const { out, code } = await findings(['--rules', '/rules', '--placeholders', '/values.yml'], [], aSummary(), {
      sigma,
    })
    expect(asked).toEqual([{ path: '/rules', placeholders: '/values.yml' }])
    expect(code).toBe(0)
    expect(out).toContain('1 finding from 1 of 5 rules.')
    expect(out).toContain('Sigma rule iam/users.yml, by A. Author, licence MIT, id-1, tags attack.persistence')
    expect(out).toContain(
      [
        '2 Sigma rules of /rules ran, and 1 of them hit events. 2 were not run.',
        '  1 rule is for other logs than those of CloudTrail.',
        '  a.yml, line 3 (Old): it has no condition',
      ].join('\n'),
    )
  })

  test('are in JSON with the events of each', async () => {
    const { out } = await findings(['--rules', '/rules', '--json'], [], aSummary(), { sigma })
    const { sigma: told, findings: found } = JSON.parse(out)
    expect(told).toEqual({ folder: '/rules', rules: run.rules, refused: run.refused })
    expect(found).toMatchObject([{ rule: 'sigma:id-1', sigma: origin }])
  })

  test('that cannot be read are told, and the command ends with 1', async () => {
    const failing = async () => fail('no-rules', '/rules does not exist.')
    const { code, err } = await findings(['--rules', '/rules'], [], aSummary(), { sigma: failing })
    expect([code, err]).toEqual([1, expect.stringContaining('/rules does not exist.')])
  })

  test('count for --fail-on', async () => {
    expect((await findings(['--rules', '/rules', '--fail-on', 'high'], [], aSummary(), { sigma })).code).toBe(1)
  })

  test('are needed for placeholders', async () => {
    expect((await findings(['--placeholders', '/values.yml'], [])).code).toBe(64)
  })
})

describe('anomalies', () => {
  const asked: number[] = []
  const anomalies = async ({ sensitivity }: { readonly sensitivity: number }) => {
    asked.push(sensitivity)
    return ok(someAnomalies(sensitivity, [anAnomaly()]))
  }

  test('are told only where they are asked for, in every format', async () => {
    expect((await findings([], [rootUsed], aSummary(), { anomalies })).out).not.toContain('anomal')
    for (const format of ['table', 'markdown', 'csv', 'json', 'sarif']) {
      const { out, code } = await findings(['--anomalies', '--format', format], [rootUsed], aSummary(), { anomalies })
      expect(code).toBe(0)
      expect(out).toContain('CreateUser of iam.amazonaws.com')
      expect(out).toContain('Trailproof, not by CloudTrail Insights')
      expect(out).toContain('eventName=CreateUser')
    }
  })

  test('say what was expected, what that rests on, and how much is proven', async () => {
    const { out } = await findings(['--anomalies'], [], aSummary(), { anomalies })
    expect(out).toContain(
      '60 events where 0.23 are expected and at most 17 usual: the chance of so many is about 1 in 10^14.',
    )
    expect(out).toContain('the same hour of 5 earlier weeks, learned from verified log files only')
    expect(out).toContain('12 of 60 events in verified log files')
    expect(out).toContain(
      '9 counts from 2024-03-05T10:00:00Z on are judged. 3 counts with too little history before them are not.',
    )
  })

  test('are asked for at the sensitivity that is given, from 0 to 100', async () => {
    asked.length = 0
    await findings(['--anomalies'], [], aSummary(), { anomalies })
    await findings(['--anomalies', '--sensitivity', '90'], [], aSummary(), { anomalies })
    expect(asked).toEqual([50, 90])
    for (const args of [
      ['--anomalies', '--sensitivity', '101'],
      ['--anomalies', '--sensitivity', 'much'],
      ['--sensitivity', '50'],
    ])
      expect((await findings(args, [])).code).toBe(64)
  })
})

test('--out has a file written with what was asked for, and prints nothing of it', async () => {
  const asked: unknown[] = []
  const answers: Parameters<typeof createFakeEngine>[0] = {
    exportFindings: async (query) => {
      asked.push(query)
      return fail('exists', 'out.csv exists already.')
    },
  }
  const args = [
    '--out', 'out.csv', '--format', 'csv', '--severity', 'medium', '--anomalies', '--sensitivity', '70', '--redact', 'k.key',
  ] // biome-ignore format: arguments
  const { code, out, err } = await findings(args, [rootUsed], aSummary(), answers)
  expect(asked).toEqual([
    {
      format: 'csv',
      file: resolve('out.csv'),
      replaces: false,
      least: 'medium',
      anomaliesAt: 70,
      redactionKey: resolve('k.key'),
    },
  ])
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'trailproof findings: out.csv exists already.\n' })
  const toCsv = ['--out', 'out.csv', '--format', 'csv']
  for (const wrong of [
    ['--force'],
    ['--out', 'out.txt'],
    ['--out', '', '--format', 'csv'],
    ['--redact', 'k'],
    [...toCsv, '--redact', ''],
  ])
    expect((await findings(wrong, [])).code).toBe(64)
})

test('the key of a redaction may not lie in the evidence, either', async () => {
  const { io, kept } = aTerminal()
  const args = ['trail', '--out', 'out.csv', '--format', 'csv', '--redact', 'trail/k.key']
  const whyNotWritten = (file: string) => (file === resolve('trail/k.key') ? `${file} lies in the evidence.` : null)
  const code = await runFindings(args, io, async () => createFakeEngine({}, aSummary()), { ...parts, whyNotWritten })
  expect({ code, err: kept.err }).toEqual({
    code: 1,
    err: `trailproof findings: ${resolve('trail/k.key')} lies in the evidence.\n`,
  })
})
