import { readHeader } from '../../src-shared/sql/header.ts'

/** A ready-made question, to be run as it is or to be changed. Nothing in it needs filling in. */
export interface CatalogueQuery {
  /** The name of its file. */
  readonly id: string
  readonly title: string
  readonly question: string
  /** The text of the file, header included: it explains the columns. */
  readonly sql: string
  /** Columns of the result, in order. */
  readonly columns: readonly string[]
}

/** Fields of the comment at the top of a question's file, in this order. `place` orders the list, from 1. */
const fields = ['place', 'title', 'question', 'columns'] as const

const files: Readonly<Record<string, string>> = import.meta.glob('./library/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** One question, one file of library/. */
export const catalogue: readonly CatalogueQuery[] = Object.entries(files)
  .map(([path, sql]) => readQuestion(path.slice('./library/'.length, -'.sql'.length), sql))
  .sort((a, b) => a.place - b.place)
  .map(({ place: _, ...question }) => question)

function readQuestion(id: string, sql: string): CatalogueQuery & { readonly place: number } {
  const { place, title, question, columns } = readHeader(id, sql, fields)
  return { id, place: Number(place), title, question, sql, columns: columns.split(/,\s*/) }
}
