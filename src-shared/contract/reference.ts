import type { Column } from '../model/columns.ts'
import { answers, type Call } from './call.ts'
import type { Rule } from './findings.ts'

/** What there is to ask and to look for: the same for every case, and known without one. */
export const referenceCalls = {
  /** Every rule, the gravest first. */
  rules: { answeredBy: 'host', takes: null, answers: answers<Reference['rules']>() },
  /** Tables, columns and functions of the database that SQL runs on. */
  schema: { answeredBy: 'host', takes: null, answers: answers<Reference['schema']>() },
  /** Questions to begin with, each to be changed. */
  exampleQueries: { answeredBy: 'host', takes: null, answers: answers<Reference['exampleQueries']>() },
} as const satisfies Readonly<Record<string, Call>>

export interface Reference {
  readonly rules: readonly Rule[]
  readonly schema: readonly SchemaTable[]
  readonly exampleQueries: readonly ExampleQuery[]
}

export interface SchemaTable {
  readonly name: string
  readonly doc: string
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly doc: string
    readonly group?: Column['group']
  }[]
  readonly functions?: readonly { readonly signature: string; readonly doc: string }[]
}

export interface ExampleQuery {
  readonly title: string
  readonly question: string
  readonly sql: string
}
