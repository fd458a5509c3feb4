import { type Bookmarked, type Decision, decisions } from '../../../src-shared/model/bookmark.ts'
import { decide, useBookmarkOf, writeNote } from '../../state/bookmarks.ts'
import { Button } from '../../widgets/button.tsx'

const verbs: Readonly<Record<Decision, string>> = { confirmed: 'Confirm', dismissed: 'Dismiss' }

/** Confirms or dismisses a finding, and asks why; the same button again takes it back. */
export function Decide({ id }: { readonly id: string }) {
  const of: Bookmarked = { kind: 'finding', id }
  const decided = useBookmarkOf(of)?.decision
  const choose = async (decision: Decision) => {
    if (decision === decided) return void (await decide(of, undefined))
    if (await decide(of, decision)) writeNote(of)
  }
  return (
    <span className="finding-decide">
      {decisions.map((decision) => (
        <Button key={decision} look="quiet" pressed={decision === decided} onClick={() => void choose(decision)}>
          {decision === decided ? capital(decision) : verbs[decision]}
        </Button>
      ))}
    </span>
  )
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
