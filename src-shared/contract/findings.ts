import type { Finding } from '../model/finding.ts'
import { answers, type Call } from './call.ts'

export const findingsCalls = {
  /** What the rules found, once all have run. */
  findings: { answeredBy: 'case', takes: null, needs: ['findings'], answers: answers<readonly Finding[]>() },
} as const satisfies Readonly<Record<string, Call>>
