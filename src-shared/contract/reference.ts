import type { Result } from '../base/result.ts'
import type { Filter } from '../filter/model.ts'
import type { Column, ColumnName } from '../model/columns.ts'
import type { ChartKind, DashboardId } from '../model/dashboard.ts'
import type { QuestionGroup } from '../model/question-group.ts'
import type { SqlDialect } from '../sql/dialect.ts'
import { answers, type Call } from './call.ts'
import type { Rule } from './findings.ts'

/** What there is to ask and to look for: the same for every case, and known without one. */
export const referenceCalls = {
  /** Every rule, the gravest first. */
  rules: { answeredBy: 'host', takes: null, answers: answers<Reference['rules']>() },
  /** Tables, columns and functions of the database that SQL runs on. */
  schema: { answeredBy: 'host', takes: null, answers: answers<Reference['schema']>() },
  /** The library of questions, by group and place. */
  questions: { answeredBy: 'host', takes: null, answers: answers<Reference['questions']>() },
  /** The dashboards of CloudTrail Lake, with the widgets of each in their order. */
  dashboards: { answeredBy: 'host', takes: null, answers: answers<Reference['dashboards']>() },
  /** A question in English as a query, to be looked at before it is run. */
  queryInWords: { answeredBy: 'host', takes: { text: 'text' }, answers: answers<InWords>() },
  /** The events of each rule that is a condition on single events, as a query of Athena and Trino. */
  ruleQueries: { answeredBy: 'host', takes: null, answers: answers<readonly RuleQuery[]>() },
} as const satisfies Readonly<Record<string, Call>>

export interface Reference {
  readonly rules: readonly Rule[]
  readonly schema: readonly SchemaTable[]
  readonly questions: readonly Question[]
  readonly dashboards: readonly Dashboard[]
  readonly inWords: (text: string) => InWords
  /** `query`: the rule is no condition on single events. */
  readonly ruleQuery: (rule: string) => Result<string, 'no-rule' | 'query'>
}

export interface RuleQuery {
  readonly rule: Rule
  readonly sql: string
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

/** A ready-made query of the library, to be run as it is or to be changed. */
export interface Question {
  readonly id: string
  readonly group: QuestionGroup
  readonly title: string
  readonly question: string
  /** Why an analyst asks it, and what to make of the answer. */
  readonly why: string
  readonly dialect: SqlDialect
  readonly parameters: readonly QuestionParameter[]
  /** What to look at next: ids of other questions. */
  readonly next: readonly string[]
  /** The text of its file, header included. */
  readonly sql: string
}

/** Widgets that are looked at together. */
export interface Dashboard {
  readonly id: DashboardId
  readonly title: string
  readonly widgets: readonly Widget[]
}

/** A query with a way to draw its answer. Its rows have a count `events`. */
export interface Widget {
  /** Unique among all widgets. */
  readonly id: string
  readonly title: string
  readonly chart: ChartKind
  /** What it is looked at for. */
  readonly why: string
  /** The events that it counts, among those of the filter: a row counts those of them that have its values. */
  readonly events: Filter
  readonly dialect: SqlDialect
  /** The text of its file, header included. Along time it has the parameter `unit`. */
  readonly sql: string
}

/** How a question in words was read. */
export interface InWords {
  /** Null where nothing was understood. */
  readonly sql: string | null
  readonly dialect: SqlDialect
  /** Words that the query does not rest on, in their order. */
  readonly notUnderstood: readonly string[]
  /** What else it rests on, each a sentence. */
  readonly said: readonly string[]
  /** Questions of the library about the same, the likeliest first: their ids. */
  readonly related: readonly string[]
}

/** `:name` in the text of a question. Values of `column` may be put in its place. */
export interface QuestionParameter {
  readonly name: string
  readonly column: ColumnName
  /** A value of the sample case. */
  readonly example: string
}
