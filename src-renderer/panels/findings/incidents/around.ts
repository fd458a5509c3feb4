import { hourMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import { type Condition, type Filter, filterOf, group } from '../../../../src-shared/filter/model.ts'
import { isServiceName } from '../../../../src-shared/what/caller.ts'
import type { HoursAround } from '../../../state/findings.ts'

/** A filter has no more of each. The first have most events. */
const mostValues = 50

/**
 * Its events, what its actors did, and what was done from its addresses, from so many hours before it to as many after it. Null where
 * no event of it has a time.
 */
export function eventsAround(
  { id, actors, addresses, firstSeen, lastSeen }: Incident,
  hours: HoursAround,
): Filter | null {
  if (firstSeen === null || lastSeen === null) return null
  const given = (column: FilterColumn, values: readonly string[]): readonly Condition[] =>
    values.length === 0 ? [] : [{ column, operator: 'is', values: values.slice(0, mostValues) }]
  const people = actors.filter((actor) => !isServiceName(actor))
  const any = [
    ...given('incident', [id]),
    // An actor is where a chain of sessions begins, or a principal without a session.
    ...given('origin', people),
    ...given('sessionIssuerArn', people.filter(isRole)),
    ...given(
      'userIdentityArn',
      people.filter((actor) => actor.startsWith('arn:') && !isRole(actor)),
    ),
    ...given(
      'sourceIPAddress',
      addresses.filter((address) => !isServiceName(address)),
    ),
  ]
  const [from, until] = [firstSeen - hours * hourMs, lastSeen + hours * hourMs + 1]
  return filterOf([group('any', any)], { from: from as UtcMs, until: until as UtcMs })
}

const isRole = (arn: string): boolean => /^arn:[^:]*:iam::[^:]*:role\//.test(arn)
