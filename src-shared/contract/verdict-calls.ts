import type { Filter, FilterColumn } from '../filter/filter.ts'
import type { CallName } from './index.ts'

/** Answered only when files are judged: with verdicts, proofs and coverage, or with what is made of them. */
const fromVerdicts: ReadonlySet<CallName> = new Set<CallName>([
  'integrity', 'integrityObjects', 'ledger', 'ledgerCell', 'coverage', 'explanations', 'eventProof', 'findings',
  'exportEvents',
]) // biome-ignore format: a list

interface Question {
  readonly filter: Filter
  readonly column?: FilterColumn
  readonly sort?: { readonly column: FilterColumn }
}

/** Whether verdicts decide which events a question is about, of which values it asks or in which order. */
export const asksForVerdicts = ({ filter, column, sort }: Question): boolean =>
  [column, sort?.column, ...filter.conditions.map((condition) => condition.column)].includes('logVerdict')

/** Whether a call has no answer while files are still being judged. */
export const waitsForVerdicts = (name: CallName, input: unknown): boolean =>
  fromVerdicts.has(name) || (isQuestion(input) && asksForVerdicts(input))

const isQuestion = (input: unknown): input is Question =>
  typeof input === 'object' && input !== null && 'filter' in input
