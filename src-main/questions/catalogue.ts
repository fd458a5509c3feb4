import { readHeader } from '../../src-shared/sql/header.ts'
import accessKeysByFirstUse from './library/access-keys-by-first-use.sql?raw'
import consoleLogins from './library/console-logins.sql?raw'
import deletes from './library/deletes.sql?raw'
import duplicates from './library/duplicates.sql?raw'
import errorsByApi from './library/errors-by-api.sql?raw'
import eventsByVerdict from './library/events-by-verdict.sql?raw'
import eventsPerHour from './library/events-per-hour.sql?raw'
import loggingChanged from './library/logging-changed.sql?raw'
import objectsRead from './library/objects-read.sql?raw'
import rightsGiven from './library/rights-given.sql?raw'
import rolesAssumed from './library/roles-assumed.sql?raw'
import topPrincipals from './library/top-principals.sql?raw'

/** A ready-made question, to be run as it is or to be changed. Nothing in it needs filling in. */
export interface CatalogueQuery {
  readonly id: string
  readonly title: string
  readonly question: string
  /** The text of the file, header included: it explains the columns. */
  readonly sql: string
  /** Columns of the result, in order. */
  readonly columns: readonly string[]
}

const files = {
  'top-principals': topPrincipals,
  'errors-by-api': errorsByApi,
  'events-per-hour': eventsPerHour,
  'console-logins': consoleLogins,
  'access-keys-by-first-use': accessKeysByFirstUse,
  'roles-assumed': rolesAssumed,
  'objects-read': objectsRead,
  deletes,
  'rights-given': rightsGiven,
  'logging-changed': loggingChanged,
  'events-by-verdict': eventsByVerdict,
  duplicates,
}

export const catalogue: readonly CatalogueQuery[] = Object.entries(files).map(([id, sql]) => {
  const header = readHeader(id, sql, ['title', 'question', 'parameters', 'columns'])
  return { id, title: header.title, question: header.question, sql, columns: header.columns.split(/,\s*/) }
})
