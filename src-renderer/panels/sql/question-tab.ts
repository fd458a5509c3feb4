import type { Question } from '../../../src-shared/contract/index.ts'
import type { QueryTab } from '../../state/sql-tabs.ts'

/** A question of the library as a tab of its own. */
export const questionTab = ({
  id,
  title,
  sql,
  dialect,
}: Question): Pick<QueryTab, 'name' | 'text' | 'question' | 'dialect'> => ({
  name: title,
  text: `${sql.trimEnd()}\n`,
  question: id,
  dialect,
})
