import { useState } from 'react'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import { findingBehind } from '../../../src-shared/words/findings.ts'
import { SearchedCard } from '../../parts/value-card.tsx'

/** Of a finding about many principals: each of them with its events, once it is unfolded. */
export function Behind({ finding: { filter } }: { readonly finding: Finding }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="finding-behind" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{findingBehind}</summary>
      {isOpen && <SearchedCard title="Principals" column="actor" within={filter} search="" />}
    </details>
  )
}

/** It is about no principal of its own: its sentence names the first ones at most. */
export const isAboutMany = ({ id, rule, isRest }: Finding): boolean => isRest === true || id === `${rule}:the case`
