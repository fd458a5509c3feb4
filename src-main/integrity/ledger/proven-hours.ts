import { hourMs } from '../../../src-shared/base/time.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { Steps } from '../../runtime/steps.ts'
import { merge } from '../verdicts/timeline.ts'
import { isSound, stateOfListed } from './ledger.ts'
import type { RowEvidence } from './row.ts'

/** Hours of delivery of an account and Region, as hours since 1970, ascending. */
export interface ProvenHours {
  readonly account: string
  readonly region: string
  readonly hours: Int32Array
}

/**
 * The hours that proven digests of some trail cover wholly, and of which every log file that these list is there and valid.
 * Unlike the state of the ledger, files and digests that are not proven take no hour away: whoever can add files must not
 * be able to make it unknown what happened.
 */
export function* provenHoursSteps(
  rows: readonly RowEvidence[],
  report: IntegrityReport,
): Steps<readonly ProvenHours[]> {
  const places = new Map<string, { readonly account: string; readonly region: string; hours: readonly number[] }>()
  for (const evidence of rows) {
    const { account, region } = evidence.row
    const key = `${account} ${region}`
    const place = places.get(key) ?? { account, region, hours: [] }
    places.set(key, place)
    const hours = hoursOf(evidence, report)
    place.hours = place.hours.length === 0 ? hours : [...new Set([...place.hours, ...hours])].sort((a, b) => a - b)
    yield
  }
  return [...places.values()].map(({ hours, ...place }) => ({ ...place, hours: Int32Array.from(hours) }))
}

function hoursOf(evidence: RowEvidence, report: IntegrityReport): readonly number[] {
  const lacking = hoursLacking(evidence, report)
  const hours: number[] = []
  for (const { from, to } of merge(evidence.windows.filter(({ uri }) => isProven(report, uri))))
    for (let hour = Math.ceil(from / hourMs); hour < Math.floor(to / hourMs); hour++)
      if (!lacking.has(hour)) hours.push(hour)
  return hours
}

/** Hours of log files that proven digests list and that are not there as these state. */
function hoursLacking({ logs }: RowEvidence, report: IntegrityReport): ReadonlySet<number> {
  const lacking = logs.filter(
    (log) =>
      log.listedBy !== null && isProven(report, log.listedBy.uri) && stateOfListed(log, report) !== 'proven-complete',
  )
  return new Set(lacking.map(({ hour }) => hour / hourMs))
}

function isProven({ digests }: IntegrityReport, uri: RowEvidence['windows'][number]['uri']): boolean {
  const verdict = digests.get(uri)
  return verdict !== undefined && isSound(verdict)
}
