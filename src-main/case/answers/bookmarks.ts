import { fail, ok } from '../../../src-shared/base/result.ts'
import type { bookmarksCalls } from '../../../src-shared/contract/bookmarks.ts'
import type { Answer, CaseCallName } from '../../../src-shared/contract/index.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { refOf } from '../../columns/event-ref.ts'
import type { Case } from '../case.ts'
import type { Answers } from './form.ts'

/** The bookmarks themselves are kept by the host. */
export const bookmarksAnswers: Answers<keyof typeof bookmarksCalls & CaseCallName> = {
  eventRefs: (opened, { rows }) => refs(opened, rows),
  markKept: (opened, { lists }) => ok(opened.markKept(lists)),
}

function refs({ snapshot }: Case, rows: readonly Row[]): Answer<'eventRefs'> {
  const beyond = rows.find((row) => row >= snapshot.events)
  if (beyond !== undefined) return fail('no-such-event', `There is no event ${beyond}: the case has ${snapshot.events}`)
  return ok(rows.map((row) => refOf(snapshot, row)))
}
