import { ok } from '../../../src-shared/base/result.ts'
import type { sqlCalls } from '../../../src-shared/contract/sql.ts'
import { namedEvents } from '../../columns/named-events.ts'
import { whenReadable } from '../when-readable.ts'
import type { Answers } from './form.ts'

export const sqlAnswers: Answers<keyof typeof sqlCalls> = {
  runSql: (opened, query) => opened.database.runSql(query, whenReadable(opened, query.shown)),
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
