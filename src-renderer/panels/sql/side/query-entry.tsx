import type { ReactNode } from 'react'
import type { QueryTab } from '../../../../src-shared/contract/case-view.ts'

/** Opens a query in a tab of its own. */
export type OpenQuery = (query: Pick<QueryTab, 'name' | 'text'> & Partial<QueryTab>) => void

interface QueryEntryProps {
  /** In the list; said aloud. */
  readonly title: string
  /** The query itself, on hover. */
  readonly sql: string
  readonly isCode?: boolean
  readonly note: ReactNode
  readonly onOpen: () => void
  /** Buttons at the end of the line. */
  readonly actions?: ReactNode
}

/** A query that can be opened, with a line about it. */
export const QueryEntry = ({ title, sql, isCode = false, note, onOpen, actions }: QueryEntryProps) => (
  <li className="sql-entry">
    <button type="button" title={sql} onClick={onOpen}>
      {isCode ? <code>{title}</code> : <span className="sql-entry-title">{title}</span>}
      <span className="sql-entry-note">{note}</span>
    </button>
    {actions}
  </li>
)
