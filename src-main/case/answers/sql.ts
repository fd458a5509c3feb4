import { ok } from '../../../src-shared/base/result.ts'
import type { sqlCalls } from '../../../src-shared/contract/sql.ts'
import { namedEvents } from '../../columns/named-events.ts'
import type { Answers } from './form.ts'

export const sqlAnswers: Answers<keyof typeof sqlCalls> = {
  runSql: ({ database, layers }, query) => database.runSql(query, (parts) => layers.whenStored(parts)),
  cancelSql: async ({ database }, { id }) => {
    await database.cancel(id)
    return ok(undefined)
  },
  namedEvents: ({ snapshot }, { eventIDs }) => ok(namedEvents(snapshot, new Set(eventIDs))),
}
