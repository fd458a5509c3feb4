import type { Condition } from '../../../src-shared/filter/model.ts'
import type { AnomalyFacts, AnomalyKind } from '../../../src-shared/model/anomaly.ts'
import { codedColumn } from '../../columns/coded-column.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import { textColumn } from '../columns.ts'
import { is } from '../conditions.ts'
import type { Principals } from '../principals.ts'

/** What one series counts. Codes are of the columns' dictionaries. */
export interface SeriesName
  extends Pick<AnomalyFacts, 'kind' | 'account' | 'region' | 'eventSource' | 'eventName' | 'errorCode' | 'principal'> {
  /** Number of its account and Region; null where it is of a principal. */
  readonly place: number | null
  /** They select its events and no other. */
  readonly conditions: readonly Condition[]
}

/** Categories whose events are no management calls (CloudTrail record contents, eventCategory). */
const notManagement = ['Data', 'Insight', 'NetworkActivity', 'Aggregated']
/** One event of these tells of many calls, or of none. */
const noCalls = ['Insight', 'Aggregated']

/** Names of series, and the conditions that select their events. */
export class SeriesNames {
  readonly #conditions: Readonly<Record<AnomalyKind, readonly Condition[]>>

  constructor(
    private readonly snapshot: Snapshot,
    private readonly principals: Principals,
    hidesData: boolean,
  ) {
    const management = [
      ...this.#without(notManagement),
      ...(hidesData ? [{ column: 'managementEvent', operator: 'isNot', values: ['false'] } as const] : []),
    ]
    const calls = this.#without(noCalls)
    this.#conditions = {
      calls: [...management, is('readOnly', 'false')],
      errors: [...management, is('isError', 'true')],
      'principal-calls': calls,
      'principal-errors': [...calls, is('isError', 'true')],
    }
  }

  /** Of an operation in a place, by codes; of a code of error where the series counts errors. */
  operation(place: number, codes: { account: number; region: number; source: number; name: number }, error: number | null): SeriesName {
    const kind = error === null ? 'calls' : 'errors'
    const [account, region] = [this.#text('recipientAccountId', codes.account), this.#text('awsRegion', codes.region)]
    const [eventSource, eventName] = [this.#text('eventSource', codes.source), this.#text('eventName', codes.name)]
    const errorCode = error === null ? null : this.#text('errorCode', error)
    const conditions = [
      is('recipientAccountId', account), is('awsRegion', region), is('eventSource', eventSource), is('eventName', eventName),
      ...(error === null ? [] : [is('errorCode', errorCode)]),
      ...this.#conditions[kind],
    ]
    return { kind, place, account, region, eventSource, eventName, errorCode, principal: null, conditions }
  } // biome-ignore format: one line a fact

  /** `actor`: a code of `origin`, or behind these one of the principals. */
  principal(kind: 'principal-calls' | 'principal-errors', actor: number, origins: readonly string[]): SeriesName {
    const isOrigin = actor < origins.length
    const code = actor - origins.length
    const who = isOrigin ? [is('origin', origins[actor]!)] : this.principals.conditions[code]!
    const conditions = [...who, ...(isOrigin || origins.length === 1 ? [] : [is('origin', null)]), ...this.#conditions[kind]]
    const principal = isOrigin ? origins[actor]! : this.principals.names[code]!
    return { kind, place: null, account: null, region: null, eventSource: null, eventName: null, errorCode: null, principal, conditions }
  } // biome-ignore format: one line a fact

  #text(column: 'recipientAccountId' | 'awsRegion' | 'eventSource' | 'eventName' | 'errorCode', code: number) {
    return code === 0 ? null : textColumn(this.snapshot, column).dictionary[code]!
  }

  /** Only of categories that the case has. */
  #without(categories: readonly string[]): readonly Condition[] {
    const { dictionary } = textColumn(this.snapshot, 'eventCategory')
    const values = categories.filter((category) => dictionary.includes(category, 1))
    return values.length === 0 ? [] : [{ column: 'eventCategory', operator: 'isNot', values }]
  }
}

/** Whether an event counts, by the code of its category. */
export function countedCategories(snapshot: Snapshot): { readonly management: Uint8Array; readonly calls: Uint8Array } {
  const { dictionary } = textColumn(snapshot, 'eventCategory')
  const not = (categories: readonly string[]) =>
    Uint8Array.from(dictionary, (category, code) => (code > 0 && categories.includes(category) ? 0 : 1))
  return { management: not(notManagement), calls: not(noCalls) }
}

/** Origins of events by code; of a case without sessions none is known. */
export const originsOf = (snapshot: Snapshot) => codedColumn(snapshot, 'origin')!
