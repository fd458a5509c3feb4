import type { Question, QuestionParameter } from '../../src-shared/contract/index.ts'
import { columnNames } from '../../src-shared/model/columns.ts'
import { type QuestionGroup, questionGroups } from '../../src-shared/model/question-group.ts'
import { readHeader } from '../../src-shared/sql/header.ts'

export interface CatalogueQuestion extends Question {
  /** Of the result, in order. */
  readonly columns: readonly string[]
}

/** Fields of the comment at the top of a question's file, in this order. `place` orders its group, from 1. */
const fields = ['group', 'place', 'title', 'question', 'why', 'parameters', 'next', 'columns'] as const

const files: Readonly<Record<string, string>> = import.meta.glob('./library/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const groups = Object.keys(questionGroups) as readonly QuestionGroup[]

/** One question, one file of library/. */
export const catalogue: readonly CatalogueQuestion[] = Object.entries(files)
  .map(([path, sql]) => readQuestion(path.slice('./library/'.length, -'.sql'.length), sql))
  .sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.place - b.place)
  .map(({ place: _, ...question }) => question)

function readQuestion(id: string, sql: string): CatalogueQuestion & { readonly place: number } {
  const { group, place, title, question, why, parameters, next, columns } = readHeader(id, sql, fields)
  const known = groups.find((name) => name === group)
  if (known === undefined) throw new Error(`${id}.sql names the group ${group}, which there is none of`)
  return {
    id,
    place: Number(place),
    group: known,
    title,
    question,
    why,
    dialect: 'athena',
    parameters: parameters === 'none' ? [] : listed(parameters).map((written) => readParameter(id, written)),
    next: listed(next),
    sql,
    columns: listed(columns),
  }
}

/** `name column example` */
function readParameter(id: string, written: string): QuestionParameter {
  const [name = '', column, example = ''] = written.split(' ')
  const of = columnNames.find((each) => each === column)
  if (of === undefined)
    throw new Error(`${id}.sql has a parameter ${name} of a column ${column}, which there is none of`)
  return { name, column: of, example }
}

function listed(text: string): readonly string[] {
  return text.split(/,\s*/)
}
