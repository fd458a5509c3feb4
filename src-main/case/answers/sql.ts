import { ok } from '../../../src-shared/base/result.ts'
import type { Answer, In } from '../../../src-shared/contract/index.ts'
import type { sqlCalls } from '../../../src-shared/contract/sql.ts'
import { namedEvents } from '../../columns/named-events.ts'
import type { Case } from '../case.ts'
import { lookupNotes } from '../lookup-notes.ts'
import { whenReadable } from '../when-readable.ts'
import type { Answers } from './form.ts'

export const sqlAnswers: Answers<keyof typeof sqlCalls> = {
  runSql,
  warmSql: async ({ database }) => {
    await database.warm()
    return ok(undefined)
  },
  cancelSql: async ({ database }, { id }) => {
    await database.cancel(id)
    return ok(undefined)
  },
  namedEvents: ({ snapshot }, { eventIDs }) => ok(namedEvents(snapshot, new Set(eventIDs))),
}

async function runSql(opened: Case, query: In<'runSql'>): Promise<Answer<'runSql'>> {
  const { whenThere, notes } = lookupNotes(query.sql, () => opened.snapshot, whenReadable(opened, query.shown))
  const answer = await opened.database.runSql(query, whenThere)
  return answer.ok ? ok({ ...answer.value, notes: [...answer.value.notes, ...notes()] }) : answer
}
