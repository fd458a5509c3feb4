import { useQuery } from '../../ask/use-query.ts'
import { questionTab } from '../../panels/sql/question-tab.ts'
import { useCase } from '../../state/case.ts'
import { chooseSection } from '../../state/layout.ts'
import { openTab } from '../../state/sql-tabs.ts'
import type { Command } from '../../widgets/command-list.tsx'

/** Questions of the library; none until something is looked for. */
export function useQuestionCommands(text: string): readonly Command[] {
  const hasCase = useCase((state) => state.summary !== null)
  const query = useQuery('questions', undefined, hasCase)
  if (!hasCase || query.state !== 'ready' || text.trim() === '') return []
  return query.value.map((question) => ({
    id: `question ${question.id}`,
    group: 'Questions',
    icon: 'sql',
    label: question.question,
    note: question.title,
    run: () => {
      openTab(questionTab(question))
      chooseSection('sql')
    },
  }))
}
