import { useQuery } from '../../../ask/use-query.ts'
import { openTab } from '../../../state/sql-tabs.ts'
import { Button } from '../../../widgets/button.tsx'
import { questionTab } from '../question-tab.ts'

/** What the library would look at after this question; each opens a tab. */
export function NextQuestions({ question: id }: { readonly question: string | null }) {
  const questions = useQuery('questions', undefined, id !== null)
  if (questions.state !== 'ready') return null
  const next = questions.value.find((question) => question.id === id)?.next ?? []
  const those = next.flatMap((each) => questions.value.find((question) => question.id === each) ?? [])
  if (those.length === 0) return null
  return (
    <nav className="sql-next" aria-label="What to look at next">
      <span className="muted">Next</span>
      {those.map((question) => (
        <Button
          key={question.id}
          look="quiet"
          icon="arrowRight"
          title={question.question}
          onClick={() => openTab(questionTab(question))}
        >
          {question.title}
        </Button>
      ))}
    </nav>
  )
}
