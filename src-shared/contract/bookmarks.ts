import type { CaseBookmark, KeptMarks } from '../model/bookmark.ts'
import type { EventRef } from '../model/event.ts'
import { answers, type Call } from './call.ts'

/**
 * What the analyst keeps of the open case, with notes. The host keeps bookmarks with what the program remembers, not in
 * evidence, and finds them again by what the case holds: it may have been moved, renamed or added to.
 */
export const bookmarksCalls = {
  /** In the order in which they were kept. */
  bookmarks: { answeredBy: 'host', takes: null, answers: answers<readonly CaseBookmark[], 'no-case' | 'unreadable'>() },
  /** One of the same thing stays, with this note, these tags and this decision. Answers with all of them. */
  keepBookmark: {
    answeredBy: 'host',
    takes: { of: 'bookmarked', note: 'text', tags: 'tags', decision: 'decision' },
    answers: answers<readonly CaseBookmark[], 'no-case' | 'not-written' | 'too-many'>(),
  },
  /** Answers with the others. */
  removeBookmark: {
    answeredBy: 'host',
    takes: { of: 'bookmarked' },
    answers: answers<readonly CaseBookmark[], 'no-case' | 'not-written'>(),
  },
  /** What these events are called beyond this opening, in their order; null where the source of one has no hash. */
  eventRefs: {
    answeredBy: 'case',
    takes: { rows: 'rows' },
    needs: ['events'],
    answers: answers<readonly (EventRef | null)[], 'no-such-event'>(),
  },
  /** From now on the events of the lists that belong to the case, and no others, are `bookmarked`. */
  markKept: {
    answeredBy: 'case',
    takes: { lists: 'keptLists' },
    needs: ['events'],
    answers: answers<KeptMarks>(),
  },
} as const satisfies Readonly<Record<string, Call>>
