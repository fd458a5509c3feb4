import type { RecognisedCase } from '../model/bookmark.ts'
import type { Examiner, LogState, ShownLogLine } from '../model/examiner-log.ts'
import { answers, type Call } from './call.ts'

/**
 * The examiner log of the open case: what was done, by whom, with which version. The host keeps it with what the program
 * remembers, not in evidence, and finds it again by what the case holds.
 */
export const examinerCalls = {
  /** A page of the lines that hold the text in any case of letters, by their numbers. */
  examinerLog: {
    answeredBy: 'host',
    takes: { text: 'text', descending: 'flag', offset: 'offset', limit: 'limit' },
    answers: answers<ExaminerLogPage, 'no-case'>(),
  },
  /** The whole log as one text. */
  examinerLogText: { answeredBy: 'host', takes: { form: 'logForm' }, answers: answers<string, 'no-case'>() },
  /** Lines that are written from now on have this name. */
  nameExaminer: { answeredBy: 'host', takes: { name: 'examinerName' }, answers: answers<Examiner>() },
  /** The window shows the events of this filter now. */
  filterShown: { answeredBy: 'host', takes: { filter: 'filter' }, answers: answers<void>() },
  /** Which of these belong to the open case, as bookmarks do; nothing is marked. */
  recogniseCase: {
    answeredBy: 'case',
    takes: { known: 'knownCases' },
    needs: ['events'],
    answers: answers<RecognisedCase>(),
  },
  /** The end of the log of the open case, which exports repeat in their manifests, and the file of the log. */
  tellLogHead: { answeredBy: 'case', takes: { head: 'logHead', log: 'path' }, needs: [], answers: answers<void>() },
} as const satisfies Readonly<Record<string, Call>>

export interface ExaminerLogPage {
  readonly examiner: Examiner
  readonly total: number
  readonly lines: readonly ShownLogLine[]
  /** Held against the head when the case was opened. */
  readonly state: LogState
  /** Why lines are not kept, a sentence; null where they are. */
  readonly notKept: string | null
  /** The file of the log, outside of evidence. */
  readonly file: string
}
