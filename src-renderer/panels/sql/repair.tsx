import { useMemo } from 'react'
import { type Change, repairOf } from '../../../src-shared/sql/dialects/repair.ts'
import { Button } from '../../widgets/button.tsx'

interface RepairProposalProps {
  /** The text that failed. */
  readonly sql: string
  /** Puts the repaired text in its place; it is not run. */
  readonly onApply: (repaired: string) => void
}

/** What may have been meant by a text that is no query, with every change visible; nothing where no slip is found. */
export function RepairProposal({ sql, onApply }: RepairProposalProps) {
  const repair = useMemo(() => repairOf(sql), [sql])
  if (repair === null) return null
  return (
    <section className="sql-repair" aria-label="Proposed repair">
      <div className="sql-repair-head">
        <p>Perhaps this is meant. Nothing runs until you run it.</p>
        <Button onClick={() => onApply(repair.sql)}>Apply</Button>
      </div>
      <ul>
        {repair.changes.map(({ from, because }) => (
          <li key={`${from} ${because}`}>{because}</li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by the keyboard */}
      <pre tabIndex={0}>
        {piecesOf(sql, repair.changes).map(({ key, kept, removed, added }) => (
          <span key={key}>
            {kept}
            {removed !== '' && <del>{removed}</del>}
            {added !== '' && <ins>{added}</ins>}
          </span>
        ))}
      </pre>
    </section>
  )
}

interface Piece {
  readonly key: number
  /** As it was. */
  readonly kept: string
  readonly removed: string
  /** In place of what is removed. */
  readonly added: string
}

/** The text as a chain of what stays and what is changed behind it. */
function piecesOf(sql: string, changes: readonly Change[]): readonly Piece[] {
  let at = 0
  const pieces = changes.map(({ from, until, text }) => {
    const piece = { key: at, kept: sql.slice(at, from), removed: sql.slice(from, until), added: text }
    at = Math.max(at, until)
    return piece
  })
  return [...pieces, { key: sql.length + 1, kept: sql.slice(at), removed: '', added: '' }]
}
