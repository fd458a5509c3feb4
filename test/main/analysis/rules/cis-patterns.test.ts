import { describe, expect, test } from 'vitest'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import { pathsAsked } from '../../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../../src-shared/filter/model.ts'
import { cisAlarms } from '../../../../src-shared/filter/patterns/cis-alarms.ts'
import { readPattern } from '../../../../src-shared/filter/patterns/read-pattern.ts'
import { detectOver, theRule, withSnapshot } from './a-detection.ts'
import { cisCases } from './cases-cis.ts'
import { asLogs, call, type RuleCase, root, signIn } from './rule-case.ts'

function filterOf(pattern: string): Filter {
  const read = readPattern(pattern)
  if (read?.ok !== true) throw new Error(`${pattern} is not read`)
  return read.value.filter
}

/** Events that the pattern matches, and those of the rule's findings, which may overlap. */
const matched = (pattern: string, rule: string, records: RuleCase['hit']) =>
  withSnapshot(asLogs(records), (snapshot) => {
    const query = new ColumnQuery(snapshot)
    const rowsOf = (filter: Filter) => [...(query.select(filter) ?? Array(snapshot.events).keys())]
    const ofRule = detectOver([theRule(rule)], snapshot).flatMap(({ filter }) => rowsOf(filter))
    return { events: rowsOf(filterOf(pattern)), ofRule: [...new Set(ofRule)].sort((a, b) => a - b) }
  })

test('controls 4.1 to 4.15 are there, each once, and 14 of them are controls of Security Hub', () => {
  expect(cisAlarms.map(({ control }) => control)).toEqual(Array.from({ length: 15 }, (_, at) => `4.${at + 1}`))
  expect(new Set(cisAlarms.flatMap(({ securityHub }) => securityHub ?? [])).size).toBe(14)
})

describe.each(cisAlarms)('the pattern of CIS $control, $title', ({ pattern, rule }) => {
  test('matches what the rule of that control finds, and nothing where the rule finds nothing', async () => {
    const { hit, miss } = cisCases[rule]!
    const found = await matched(pattern, rule, hit)
    expect(found.events.length).toBeGreaterThan(0)
    expect(found.events).toEqual(found.ofRule)
    expect(await matched(pattern, rule, miss)).toEqual({ events: [], ofRule: [] })
  })

  test('asks for columns only, so that no record is read', () => {
    expect(pathsAsked(filterOf(pattern))).toEqual([])
    expect(pattern.length).toBeLessThanOrEqual(1_024)
  })
})

test('where the rule differs from the pattern, the difference is said and is one', async () => {
  const differing = cisAlarms.filter(({ differsFromRule }) => differsFromRule !== null)
  for (const { pattern, rule, differsFromRule } of differing) {
    const name = /eventName=(\w+)/.exec(pattern)![1]!
    const { events, ofRule } = await matched(pattern, rule, [call('elsewhere', name)])
    expect([differsFromRule, events, ofRule]).toEqual([expect.stringContaining('names no service'), [0], []])
  }
})

test('a pattern that names a service does not match a call of that name to another one', async () => {
  for (const { pattern, rule } of cisAlarms.filter(({ pattern }) => pattern.includes('$.eventSource='))) {
    const name = /eventName=(\w+)/.exec(pattern)![1]!
    expect(await matched(pattern, rule, [call('elsewhere', name)])).toEqual({ events: [], ofRule: [] })
  }
})

test('an absent field is unequal: a sign-in without MFAUsed, and a root call without eventType, match', async () => {
  const [, mfa, used] = cisAlarms
  expect((await matched(mfa!.pattern, mfa!.rule, [signIn('Success', undefined)])).events).toEqual([0])
  expect((await matched(used!.pattern, used!.rule, [call('iam', 'ListUsers', { userIdentity: root })])).events).toEqual(
    [0],
  )
})
