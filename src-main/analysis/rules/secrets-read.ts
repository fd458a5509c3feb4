import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { byAwsService } from '../../../src-shared/what/caller.ts'
import { toldFlag } from '../../columns/told-columns.ts'
import { textColumn, timesOf } from '../columns.ts'
import { is } from '../conditions.ts'
import { SessionDeeds } from './busiest-sessions.ts'
import { readCalls } from './calls.ts'
import type { DetectionCase, Hit } from './rule.ts'
import secretReads from './standard/secret-reads.sql?raw'

/** Different secrets and parameters of one session within an hour. Published tools read 20 and 42 in seconds; an application needs few. */
const least = 10

const readers = readCalls(
  'secretsmanager.amazonaws.com: GetSecretValue, BatchGetSecretValue; ssm.amazonaws.com: GetParameter, GetParameters, GetParametersByPath',
)

/** Principals that read many different secrets within an hour, wherever it begins. Reads that AWS services make are left out. */
export function secretsRead(opened: DetectionCase): Hit[] {
  const ofService = toldFlag(opened.snapshot, byAwsService)
  const { times, timed } = timesOf(opened.snapshot)
  const ids = ofBusySessions(
    opened,
    opened.calls.idsOf(readers).filter((id) => id <= timed && ofService[id - 1] !== 2),
  )
  if (ids.length === 0) return []
  const numbers = new Map<string, number>()
  const deeds = new SessionDeeds(opened)
  const read = opened.sql.rows(secretReads, { id: 'number', names: 'text' }, { ids: JSON.stringify(ids) })
  for (const { id, names } of read)
    for (const name of namesIn(names)) {
      const known = nameOf(name)
      const number = numbers.get(known) ?? numbers.size
      numbers.set(known, number)
      deeds.add(id - 1, number, times[id - 1]!)
    }
  return deeds.hits({
    width: hourMs,
    least,
    sparesHabits: false,
    conditions: [is('byAwsService', 'false'), ...opened.calls.filterOf(readers)],
    sentence: (who, { kinds, first, last }, calls) =>
      `${who} asked for ${formatCounted(kinds, 'different secret or parameter', 'different secrets and parameters')} with ` +
      `${calls}, between ${formatUtc(first as UtcMs)} and ${formatUtc(last as UtcMs)}.`,
  })
}

/** Those of sessions that may have read so many: records of applications that ask for little need not be read. */
function ofBusySessions(opened: DetectionCase, ids: readonly number[]): readonly number[] {
  const names = textColumn(opened.snapshot, 'eventName')
  const takesMany = names.dictionary.map((name) => name === 'GetParameters' || name === 'BatchGetSecretValue')
  const { times } = timesOf(opened.snapshot)
  const deeds = new SessionDeeds(opened)
  for (const id of ids) {
    const most = takesMany[names.codes[id - 1]!] ? least : 1
    for (let n = 0; n < most; n++) deeds.add(id - 1, id * least + n, times[id - 1]!)
  }
  const busy = deeds.busy(hourMs, least)
  return ids.filter((id) => busy.has(deeds.whoOf(id - 1)))
}

/** What should be a list may be a text in a record that somebody else wrote. */
function namesIn(json: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(json)
    return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
  } catch {
    return [json]
  }
}

/** A secret is asked for by name or by ARN, which ends with six random characters (Secrets Manager API, GetSecretValue). */
const nameOf = (asked: string): string =>
  /^arn:[^:]*:secretsmanager:.*:secret:(.+?)(?:-[0-9A-Za-z]{6})?$/.exec(asked)?.[1] ?? asked
