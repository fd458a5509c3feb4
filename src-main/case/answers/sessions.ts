import { ok } from '../../../src-shared/base/result.ts'
import type { sessionsCalls } from '../../../src-shared/contract/sessions.ts'
import type { Case } from '../case.ts'
import { SessionViews } from '../views/session-views.ts'
import type { Answers } from './form.ts'

export const sessionsAnswers: Answers<keyof typeof sessionsCalls> = {
  sessions: (opened, { text, order, descending, offset, limit }) =>
    ok(viewsOf(opened).page({ text, order, descending }, offset, limit)),
  session: (opened, { name }) => ok(viewsOf(opened).chain(name)),
}

const madeOf = new WeakMap<Case['snapshot'], SessionViews>()

function viewsOf({ snapshot }: Case): SessionViews {
  const views = madeOf.get(snapshot) ?? new SessionViews(snapshot)
  madeOf.set(snapshot, views)
  return views
}
