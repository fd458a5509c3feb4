import { expect, test } from 'vitest'
import { runRules } from '../../../src-main/engine/run-rules.ts'
import { ThreadDeath } from '../../../src-main/runtime/thread-death.ts'
import { aRule } from '../../fixtures/findings.ts'

const rules = Array.from({ length: 6 }, (_, n) => aRule({ rule: `rule-${n}`, title: `T${n}` }))

/** The rules that ran, and what came of all of them. `deadly`: rules whose thread dies. */
async function ran(deadly: readonly number[]) {
  const asked: number[] = []
  const run = async (rule: number) => {
    asked.push(rule)
    if (deadly.includes(rule)) throw new ThreadDeath(new Error('out of memory'))
    return { findings: [], tookMs: 1 }
  }
  const runs = []
  for await (const each of runRules(rules, 1_234, run)) runs.push(each)
  return { asked, findings: runs.flatMap(({ findings }) => findings), runs: runs.length }
}

test('a thread that dies takes one rule along, which is named as not known', async () => {
  const { asked, findings, runs } = await ran([1])
  expect([asked, runs]).toEqual([[0, 1, 2, 3, 4, 5], 6])
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({ id: 'rule-1:failed', title: 'Rule failed: T1', events: 1_234 })
  expect(findings[0]!.sentence).toBe(
    'The rule stopped, and whether it finds anything among the 1,234 events of the case is not known: out of memory',
  )
})

test('where thread after thread dies, no more are started, and every rule that did not run is named', async () => {
  const { asked, findings } = await ran([0, 2, 3])
  expect(asked).toEqual([0, 1, 2, 3])
  expect(findings.map(({ rule }) => rule)).toEqual(['rule-0', 'rule-2', 'rule-3', 'rule-4', 'rule-5'])
})

test('a case that is closed ends them', async () => {
  const closed = new Error('The case was closed.')
  const run = async () => Promise.reject(closed)
  await expect(runRules(rules, 1, run).next()).rejects.toBe(closed)
})
