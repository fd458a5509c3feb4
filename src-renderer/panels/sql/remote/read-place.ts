import { fail, ok, type Result } from '../../../../src-shared/base/result.ts'
import { isDay } from '../../../../src-shared/base/time.ts'
import { regionForm } from '../../../../src-shared/model/acquisition.ts'
import type { RemotePlace } from '../../../../src-shared/model/remote.ts'
import type { DaySpan } from '../../../../src-shared/model/trail-place.ts'
import type { RemoteEngine } from '../../../../src-shared/sql/ddl/ddl.ts'
import { readTrinoServer } from '../../../../src-shared/words/remote-place.ts'
import type { TypedConnections } from '../../../state/remote.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Where the fields lead, or a sentence about the first that cannot be read. */
export function readPlace(
  engine: RemoteEngine,
  { trino, athena }: TypedConnections,
): Result<RemotePlace, 'unreadable'> {
  if (engine === 'trino') {
    if (trino.server.trim() === '') return fail('unreadable', 'No server of Trino is named.')
    const endpoint = readTrinoServer(trino.server)
    if (!endpoint.ok) return fail('unreadable', `The server ${endpoint.message}.`)
    const user = orNull(trino.user) ?? 'trailproof'
    return ok({ engine, endpoint: endpoint.value, user, catalog: orNull(trino.catalog), schema: orNull(trino.schema) })
  }
  const region = orNull(athena.region)
  if (region !== null && !regionForm.test(region)) return fail('unreadable', 'The Region is a code such as us-east-1.')
  const endpoint = orNull(athena.endpoint)
  const read = endpoint === null ? ok(null) : readTrinoServer(endpoint)
  if (!read.ok) return fail('unreadable', `The endpoint ${read.message}.`)
  return ok({
    engine,
    region,
    endpoint: read.value,
    workgroup: orNull(athena.workgroup) ?? 'primary',
    database: orNull(athena.database),
    catalog: orNull(athena.catalog),
    profile: orNull(athena.profile),
    outputLocation: orNull(athena.outputLocation),
  })
}

/** Null: all days that the tables name. */
export function readDays({ first, last }: TypedConnections['days']): Result<DaySpan | null, 'unreadable'> {
  if (first.trim() === '' && last.trim() === '') return ok(null)
  const days = { first: orNull(first) ?? '0001-01-01', last: orNull(last) ?? '9999-12-31' }
  const wrong = [days.first, days.last].find((day) => !isDay(day))
  if (wrong !== undefined) return fail('unreadable', `“${wrong}” is no day such as 2024-03-05.`)
  return days.first > days.last ? fail('unreadable', 'The first day is later than the last.') : ok(days)
}
