import type { Reference } from '../src-shared/contract/index.ts'
import { ruleList } from './analysis/rules/detect.ts'
import { remoteRule } from './analysis/rules/remote-rule.ts'
import { catalogue } from './questions/catalogue.ts'
import { dashboards } from './questions/dashboards.ts'
import { inWords } from './questions/in-words/in-words.ts'
import { schemaTables } from './store/schema.ts'

/** The build's own tables, rules and questions. A module by itself: it reads every SQL file, so hosts load it late. */
export const reference: Reference = {
  rules: ruleList(),
  schema: schemaTables(),
  questions: catalogue.map(({ columns: _, ...question }) => question),
  dashboards,
  inWords,
  ruleQuery: remoteRule,
}
