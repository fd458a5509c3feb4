import { useState } from 'react'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import { type SigmaOrigin, sigmaOrigin } from '../../../../src-shared/words/sigma.ts'
import { WhyDialog } from '../../../parts/sigma/why-dialog.tsx'
import { Button } from '../../../widgets/button.tsx'

interface SigmaRuleProps {
  readonly finding: Finding
  readonly origin: SigmaOrigin
}

/** Whose rule a finding is of, as the rule says, and why it matches the first of its events. */
export function SigmaRule({ finding: { rule, title, filter, events }, origin }: SigmaRuleProps) {
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      {sigmaOrigin(origin)}{' '}
      <Button look="link" disabled={events === 0} onClick={() => setAsked(true)}>
        Why it matches
      </Button>
      {isAsked && <WhyDialog rule={rule} title={title} filter={filter} onClose={() => setAsked(false)} />}
    </>
  )
}
