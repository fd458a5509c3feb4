import type { Question } from '../../src-shared/contract/index.ts'
import { readHeader } from '../../src-shared/sql/header.ts'

export interface CatalogueQuestion extends Question {
  /** Of the result, in order. */
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
export const catalogue: readonly CatalogueQuestion[] = Object.entries(files)
  .map(([path, sql]) => readQuestion(path.slice('./library/'.length, -'.sql'.length), sql))
  .sort((a, b) => a.place - b.place)
  .map(({ place: _, ...question }) => question)

function readQuestion(id: string, sql: string): CatalogueQuestion & { readonly place: number } {
  const { place, title, question, columns } = readHeader(id, sql, fields)
  return {
    id,
    place: Number(place),
    group: 'time',
    title,
    question,
    why: '',
    dialect: 'sqlite',
    parameters: [],
    next: [],
    sql,
    columns: columns.split(/,\s*/),
  }
}
