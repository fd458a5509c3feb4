import { useState } from 'react'
import type { SchemaTable } from '../../../../src-shared/contract/index.ts'
import type { SqlDialect } from '../../../../src-shared/sql/dialect.ts'
import { problemOf } from '../../../ask/problem-of.ts'
import type { Query } from '../../../ask/use-query.ts'
import { Empty, Loading } from '../../../widgets/empty.tsx'
import { Icon } from '../../../widgets/icon.tsx'
import { Problem } from '../../../widgets/problem.tsx'
import { SearchInput } from '../../../widgets/search-input.tsx'
import { insertOf } from '../editor/completion.ts'
import { tablesOfDialect } from './dialect-tables.ts'

interface SchemaListProps {
  readonly schema: Query<readonly SchemaTable[]>
  readonly dialect: SqlDialect
  readonly onInsert: (name: string) => void
}

/** Tables, columns and functions of the dialect of the query with what they mean; a press puts the name into the query. */
export function SchemaList({ schema, dialect, onInsert }: SchemaListProps) {
  const [search, setSearch] = useState('')
  if (schema.state === 'loading' || schema.state === 'waiting') return <Loading text="Reading the schema…" />
  if (schema.state === 'failed') return <Problem {...problemOf(schema.failure)} onRetry={schema.again} />
  const shown = matching(tablesOfDialect(schema.value, dialect), search.trim().toLowerCase())
  return (
    <section className="sql-schema" aria-label="Schema">
      <div className="panel-head">
        <SearchInput label="Search the schema" value={search} onChange={setSearch} />
      </div>
      <div className="sql-tables">
        {shown.length === 0 && <Empty text={`No table, column or function is named “${search}”.`} />}
        {shown.map((table, at) => (
          <TableEntry key={table.name} table={table} opened={at === 0 || search !== ''} onInsert={onInsert} />
        ))}
      </div>
    </section>
  )
}

interface TableEntryProps {
  readonly table: SchemaTable
  readonly opened: boolean
  readonly onInsert: (name: string) => void
}

function TableEntry({ table, opened, onInsert }: TableEntryProps) {
  const [toggled, setToggled] = useState(false)
  const isOpen = opened !== toggled
  const { name, doc, columns, functions = [] } = table
  return (
    <>
      <button
        type="button"
        className="sql-table"
        aria-expanded={isOpen}
        title={doc}
        onClick={() => setToggled((before) => !before)}
      >
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} />
        <span className="mono">{name}</span>
        <span className="muted">
          {columns.length > 0 ? `${columns.length} columns` : `${functions.length} functions`}
        </span>
      </button>
      {isOpen && (
        <ul>
          {doc !== '' && <li className="sql-doc">{doc}</li>}
          {columns.map((column) => (
            <Name key={column.name} name={column.name} detail={column.type} doc={column.doc} onInsert={onInsert} />
          ))}
          {functions.map(({ signature, doc: meaning }) => (
            <Name
              key={signature}
              name={signature}
              detail="function"
              doc={meaning}
              onInsert={() => onInsert(insertOf(signature))}
            />
          ))}
        </ul>
      )}
    </>
  )
}

interface NameProps {
  readonly name: string
  readonly detail: string
  readonly doc: string
  readonly onInsert: (name: string) => void
}

const Name = ({ name, detail, doc, onInsert }: NameProps) => (
  <li>
    <button type="button" className="sql-name" title={`${name} (${detail})\n${doc}`} onClick={() => onInsert(name)}>
      <span className="mono">{name}</span>
      <span className="muted">{detail}</span>
      <span className="spoken">{doc}</span>
    </button>
  </li>
)

/** Whole tables whose name holds the text, else what of them does. Meanings are searched too. */
function matching(schema: readonly SchemaTable[], text: string): readonly SchemaTable[] {
  if (text === '') return schema
  const holds = (...parts: readonly string[]) => parts.some((part) => part.toLowerCase().includes(text))
  return schema.flatMap((table) => {
    if (holds(table.name)) return [table]
    const columns = table.columns.filter(({ name, doc }) => holds(name, doc))
    const functions = (table.functions ?? []).filter(({ signature, doc }) => holds(signature, doc))
    return columns.length + functions.length === 0 ? [] : [{ ...table, columns, functions }]
  })
}
