import type { SourceFile, Unparsed } from '../model/event.ts'
import type { SeenPlaces } from '../model/trail-place.ts'
import { answers, type Call } from './call.ts'

/** The files of the case, and what in them is no event. */
export const sourcesCalls = {
  sources: {
    answeredBy: 'case',
    takes: { kind: 'fileKind?', problemsOnly: 'flag', text: 'text', offset: 'offset', limit: 'limit' },
    needs: ['events'],
    answers: answers<SourcesPage>(),
  },
  unparsed: {
    answeredBy: 'case',
    takes: { offset: 'offset', limit: 'limit' },
    needs: ['events'],
    answers: answers<readonly Unparsed[]>(),
  },
  /** Where its log files lie in S3: what the tables of Athena and Trino are made of. */
  trailPlaces: {
    answeredBy: 'case',
    takes: null,
    needs: ['events'],
    answers: answers<SeenPlaces>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export interface SourcesPage {
  readonly total: number
  readonly files: readonly SourceFile[]
  /** How many files of each form lie under `other`. */
  readonly otherForms: readonly { readonly form: string; readonly files: number }[]
}
