import { useState } from 'react'
import type { SigmaRefused, SigmaRuleRun, SigmaRun } from '../../../src-shared/contract/sigma.ts'
import {
  sigmaForOtherLogs,
  sigmaHeadline,
  sigmaOrigin,
  sigmaRefused,
  sigmaUnread,
} from '../../../src-shared/words/sigma.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'
import { SeverityBadge } from '../severity.tsx'
import { WhyDialog } from './why-dialog.tsx'

/** A collection has thousands; who looks for one types its name. */
const mostShown = 200

/** Every rule with what it hit, and every document that was not run, with the reason. */
export function RulesDialog({ run, onClose }: { readonly run: SigmaRun; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState<SigmaRuleRun | null>(null)
  const sought = text.toLowerCase()
  const isSought = (...texts: readonly (string | null)[]) => texts.some((each) => each?.toLowerCase().includes(sought))
  const rules = run.rules
    .filter(({ title, file, id }) => isSought(title, file, id))
    .toSorted((a, b) => b.events - a.events || (a.file < b.file ? -1 : 1))
  const refused = run.refused.filter(({ title, file, reason }) => isSought(title, file, reason))
  const others = refused.filter(({ isForOtherLogs }) => isForOtherLogs).length
  return (
    <Dialog title="Sigma rules" wide onClose={onClose}>
      <p>{sigmaHeadline(run)}</p>
      <SearchInput label="Rules" placeholder="title, file or reason" value={text} onChange={setText} />
      <Refused refused={refused.filter(({ isForOtherLogs }) => !isForOtherLogs)} />
      {others > 0 && <p className="muted">{sigmaForOtherLogs(others)}</p>}
      <ul className="sigma-rules">
        {rules.slice(0, mostShown).map((rule) => (
          <li key={rule.rule}>
            <SeverityBadge severity={rule.severity} />
            <span>
              <strong>{rule.title}</strong>
              <span className="muted">{sigmaOrigin(rule)}</span>
              {rule.unread > 0 && <span>{sigmaUnread(rule.unread)}</span>}
            </span>
            <span className="sigma-count">{formatCounted(rule.events, 'event')}</span>
            <Button look="quiet" onClick={() => setAsked(rule)}>
              Why…
            </Button>
          </li>
        ))}
      </ul>
      <More of={rules.length} what="rule" />
      {asked !== null && (
        <WhyDialog rule={asked.rule} title={asked.title} filter={null} onClose={() => setAsked(null)} />
      )}
    </Dialog>
  )
}

const Refused = ({ refused }: { readonly refused: readonly SigmaRefused[] }) => (
  <>
    <ul className="sigma-refused">
      {refused.slice(0, mostShown).map((each) => (
        <li key={`${each.file}:${each.line}`}>{sigmaRefused(each)}</li>
      ))}
    </ul>
    <More of={refused.length} what="refused rule" />
  </>
)

const More = ({ of, what }: { readonly of: number; readonly what: string }) =>
  of > mostShown && <p className="muted">{formatCounted(of - mostShown, `more ${what}`)}: type a part of the name.</p>
