import type { SqlSide } from '../../../../src-shared/contract/case-view.ts'
import type { SchemaTable } from '../../../../src-shared/contract/index.ts'
import type { SqlDialect } from '../../../../src-shared/sql/dialect.ts'
import type { Query } from '../../../ask/use-query.ts'
import { setSqlSide, useLayout } from '../../../state/layout.ts'
import { Tabs } from '../../../widgets/tabs.tsx'
import { HistoryList } from './history.tsx'
import { LibraryList } from './library.tsx'
import type { OpenQuery } from './query-entry.tsx'
import { SavedList } from './saved.tsx'
import { SchemaList } from './schema-list.tsx'

interface SidePaneProps {
  readonly schema: Query<readonly SchemaTable[]>
  /** Of the query beside it. */
  readonly dialect: SqlDialect
  /** Puts a name into the query. */
  readonly onInsert: (name: string) => void
  readonly onOpen: OpenQuery
}

const tabs = [
  { id: 'library', label: 'Library' },
  { id: 'saved', label: 'Saved' },
  { id: 'history', label: 'History' },
  { id: 'schema', label: 'Schema' },
] as const satisfies readonly { readonly id: SqlSide; readonly label: string }[]

/** What queries are made from: questions, earlier queries, names. */
export function SidePane({ schema, dialect, onInsert, onOpen }: SidePaneProps) {
  const selected = useLayout((state) => state.sqlSide)
  return (
    <aside className="sql-side" aria-label="Side pane">
      <Tabs label="Side pane" tabs={tabs} selected={selected} onSelect={setSqlSide}>
        {selected === 'library' && <LibraryList onOpen={onOpen} />}
        {selected === 'saved' && <SavedList onOpen={onOpen} />}
        {selected === 'history' && <HistoryList onOpen={onOpen} />}
        {selected === 'schema' && <SchemaList schema={schema} dialect={dialect} onInsert={onInsert} />}
      </Tabs>
    </aside>
  )
}
