import { fail, type Result } from '../../../src-shared/base/result.ts'
import { ruleQuery } from '../../../src-shared/sql/remote/rule-query.ts'
import { ofCaseOnly } from '../../../src-shared/words/remote.ts'
import { allRules } from './detect.ts'
import { ruleTexts } from './sql-rules.ts'

/** The events of a rule as a query of Athena and Trino, by the rule's id. */
export function remoteRule(id: string): Result<string, 'no-rule' | 'query'> {
  const text = ruleTexts.get(id)
  if (text !== undefined) return ruleQuery(text)
  const isKnown = allRules.some(({ about }) => about.rule === id)
  return isKnown ? fail('query', ofCaseOnly(id)) : fail('no-rule', `There is no rule ${id}`)
}
