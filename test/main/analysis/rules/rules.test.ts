import { expect, test } from 'vitest'
import { allRules, ruleList } from '../../../../src-main/analysis/rules/detect.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import { formatUtc } from '../../../../src-shared/base/time.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import { csv, expectGolden } from '../../../golden/golden.ts'
import { type Detected, detectIn, theRule } from './a-detection.ts'
import { behaviourCases } from './cases-behaviour.ts'
import { cisCases } from './cases-cis.ts'
import { columnCases } from './cases-columns.ts'
import { defenceCases } from './cases-defence.ts'
import { executionCases } from './cases-execution.ts'
import { impactCases } from './cases-impact.ts'
import { persistenceCases } from './cases-persistence.ts'
import { privilegeCases } from './cases-privileges.ts'
import { sqlCases } from './cases-sql.ts'
import { asLogs, type RuleCase } from './rule-case.ts'

const cases: Readonly<Record<string, RuleCase>> = {
  ...cisCases,
  ...sqlCases,
  ...persistenceCases,
  ...privilegeCases,
  ...columnCases,
  ...behaviourCases,
  ...executionCases,
  ...defenceCases,
  ...impactCases,
}

const heading = ['id', 'events', 'firstSeen', 'lastSeen', 'sentence', 'filter']
const findingsCsv = ({ findings }: Detected) =>
  csv(
    heading,
    findings.map(({ id, events, firstSeen, lastSeen, sentence, filter }) => [
      id,
      events,
      firstSeen === null ? null : formatUtc(firstSeen),
      lastSeen === null ? null : formatUtc(lastSeen),
      sentence,
      formatFilter(filter),
    ]),
  )

test('every rule has a case in which it speaks and one in which it does not', () => {
  expect(Object.keys(cases).sort()).toEqual(allRules.map(({ about }) => about.rule).sort())
})

test.each(Object.entries(cases))(
  '%s says what it sees, and its filter shows just that',
  async (id, { hit, lookups }) => {
    const detected = await detectIn([theRule(id)], asLogs(hit), lookups)
    const query = new ColumnQuery(detected.snapshot)
    expectGolden(`rules/${id}.csv`, findingsCsv(detected))
    expect(detected.findings.length).toBeGreaterThan(0)
    expect(detected.findings.map(({ filter }) => query.count(filter))).toEqual(
      detected.findings.map(({ events }) => events),
    )
    expect(detected.findings.map(({ title }) => title)).toEqual(detected.findings.map(() => theRule(id).about.title))
  },
)

test.each(Object.entries(cases))('%s is silent about what only looks like it', async (id, { miss, lookups }) => {
  expect(findingsCsv(await detectIn([theRule(id)], asLogs(miss), lookups))).toBe(csv(heading, []))
})

test.each(ruleList())('$rule explains itself', ({ title, why, benignCauses, next }) => {
  expect(title).toMatch(/^[A-Z].*[^.]$/)
  expect(why).toMatch(/^[A-Z].*[^ ]$/)
  expect(benignCauses).toMatch(/^[A-Z].*\.$/)
  expect(next).toMatch(/^[A-Z].*\.$/)
})

test('ids are unique, and the gravest rules come first', () => {
  const rules = ruleList()
  expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length)
  const order = ['high', 'medium', 'low', 'info']
  const ranks = rules.map(({ severity }) => order.indexOf(severity))
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
})
