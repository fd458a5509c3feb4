import type { Events } from './snapshot.ts'
import type { TextData } from './text-data.ts'

/** 2 for events whose call failed, 1 for all others: a flag that is never null. Made when it is first asked for. */
export function failedCalls({ events, columns }: Pick<Events, 'events' | 'columns'>): Uint8Array {
  const made = madeOf.get(columns) ?? failedCallsOf(events, columns)
  madeOf.set(columns, made)
  return made
}

/** The columns outlive the snapshots that are made of them. */
const madeOf = new WeakMap<Events['columns'], Uint8Array>()

/**
 * The one definition of a failed call. Services write errorCode, errorMessage or both (CloudTrail user guide, "CloudTrail
 * record contents"); failed sign-ins have no errorCode, and those of IAM Identity Center neither of the two.
 */
function failedCallsOf(events: number, columns: Events['columns']): Uint8Array {
  const [errorCode, errorMessage, consoleLogin, signInResult] = [
    columns.errorCode, columns.errorMessage, columns.consoleLogin, columns.signInResult,
  ] as TextData[] // biome-ignore format: a list
  const failed = new Uint8Array(events).fill(1)
  for (const { codes } of [errorCode!, errorMessage!])
    for (let row = 0; row < events; row++) if (codes[row] !== 0) failed[row] = 2
  for (const { codes, dictionary } of [consoleLogin!, signInResult!]) {
    const isFailure = dictionary.map((text) => text.toLowerCase() === 'failure')
    if (!isFailure.includes(true)) continue
    for (let row = 0; row < events; row++) if (isFailure[codes[row]!]) failed[row] = 2
  }
  return failed
}
