import { dayMs } from '../../../src-shared/base/time.ts'
import { attestedConsole, fromConsole } from '../../../src-shared/what/caller.ts'
import { toldColumn } from '../../columns/told-columns.ts'
import { textColumn, timesOf } from '../columns.ts'
import { networkOf } from '../network.ts'
import { isInfrastructureCode } from './agents.ts'
import type { DetectionCase } from './rule.ts'

/** How well it is known that the console or infrastructure code made a call, which ask for everything as an intruder does. */
export const claimed = 1
export const borneOut = 2

/**
 * Per row one of these, or 0. An agent is what the caller says, so that it alone bears nothing out. CloudTrail itself says of some
 * calls that the console made them (user guide, "sessionCredentialFromConsole"). Otherwise the baseline has to bear the
 * claim out: the console made other calls with the access key, or the principal has claimed the same from this network on an
 * earlier day.
 */
export function claimsOf({ snapshot, principals, baseline }: DetectionCase): Uint8Array {
  const { times, timed } = timesOf(snapshot)
  const agents = textColumn(snapshot, 'userAgent')
  const isCode = agents.dictionary.map(isInfrastructureCode)
  const inConsole = toldColumn(snapshot, fromConsole)
  const attested = toldColumn(snapshot, attestedConsole)
  const yes = { inConsole: inConsole.dictionary.indexOf('yes'), attested: attested.dictionary.indexOf('yes') }
  const keys = textColumn(snapshot, 'accessKeyId')
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const networks = numbersOf(addresses.dictionary.map(networkOf))

  const consoleKeys = new Uint8Array(keys.dictionary.length)
  for (let row = 0; row < snapshot.events; row++)
    if (attested.codes[row] === yes.attested && keys.codes[row] !== 0 && baseline.has(row))
      consoleKeys[keys.codes[row]!] = 1

  const claims = new Uint8Array(snapshot.events)
  /** Of each principal, network and claim the first day. */
  const since = new Map<number, number>()
  for (let row = 0; row < timed; row++) {
    const isConsole = inConsole.codes[row] === yes.inConsole
    if (!isConsole && !isCode[agents.codes[row]!]) continue
    const claim =
      (principals.codes[row]! * addresses.dictionary.length + networks[addresses.codes[row]!]!) * 2 + Number(isConsole)
    const day = Math.floor(times[row]! / dayMs)
    const first = since.get(claim)
    if (first === undefined && baseline.has(row)) since.set(claim, day)
    const isKnown = first !== undefined && first < day
    const isOfConsole = isConsole && (attested.codes[row] === yes.attested || consoleKeys[keys.codes[row]!] === 1)
    claims[row] = isKnown || isOfConsole ? borneOut : claimed
  }
  return claims
}

/** Equal texts have one number. */
function numbersOf(texts: readonly (string | null)[]): readonly number[] {
  const numbers = new Map<string | null, number>()
  return texts.map((text) => {
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  })
}
