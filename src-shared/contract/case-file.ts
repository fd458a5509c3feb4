import type { JobId } from '../model/job.ts'
import { answers, type Call } from './call.ts'
import type { KeptView } from './case-view.ts'

/** The case in one file: what was read, and what the analyst makes of it. It is opened as folders are, by `openCase`. */
export const caseFileCalls = {
  /**
   * Saves the open case in a new file, which must not lie under an opened path. From then on it is the case file of the
   * case. The job ends as failed where nothing could be written.
   */
  saveCase: {
    answeredBy: 'case',
    takes: { file: 'path' },
    needs: ['verdicts'],
    answers: answers<JobId, 'busy' | 'evidence' | 'not-whole'>(),
  },
  /** What the analyst made of the case, by part: texts that only who keeps them understands. */
  caseWork: {
    answeredBy: 'case',
    takes: null,
    needs: ['events'],
    answers: answers<Readonly<Record<string, string>>, 'no-case-file'>(),
  },
  /** The lines of its examiner log, in their order. */
  caseLog: {
    answeredBy: 'case',
    takes: null,
    needs: ['events'],
    answers: answers<readonly string[], 'no-case-file'>(),
  },
  /** Appends a line, if `of` is the case file of the open case. It is on the disk when this is answered. */
  appendCaseLog: {
    answeredBy: 'case',
    takes: { of: 'path', line: 'workText' },
    needs: ['events'],
    answers: answers<void, 'no-case-file' | 'not-written'>(),
  },
  /** Replaces a part, if `of` is the case file of the open case. It is on the disk when this is answered. */
  keepCaseWork: {
    answeredBy: 'case',
    takes: { of: 'path', part: 'workPart', value: 'workText' },
    needs: ['events'],
    answers: answers<void, 'no-case-file' | 'not-written'>(),
  },
} as const satisfies Readonly<Record<string, Call>>

/** How the analyst looks at a case is kept in its case file, and with the window where it has none. */
export const caseViewCalls = {
  caseView: { answeredBy: 'host', takes: null, answers: answers<KeptView, 'no-case-file'>() },
  /** Replaces the parts that are given, if `of` is the case file of the open case. They are on the disk when this is answered. */
  keepCaseView: {
    answeredBy: 'host',
    takes: { of: 'path', view: 'caseView' },
    answers: answers<void, 'no-case-file' | 'not-written'>(),
  },
} as const satisfies Readonly<Record<string, Call>>
