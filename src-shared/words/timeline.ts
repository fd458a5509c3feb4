import { formatCount, formatCounted } from '../base/count.ts'
import type { ConditionColumn, NamedColumn } from '../filter/columns.ts'
import type { DeedField } from '../model/deed-fields.ts'
import { type ProofClass, type ProofOverTime, proofClasses } from '../model/proof-over-time.ts'
import type { Severity } from '../model/severity.ts'

/** What the parts of bars have in common, by the column that tells them apart; in the order in which it is offered. */
export const stackNames = {
  isError: 'outcome',
  logVerdict: 'verdict',
  eventSource: 'service',
  eventName: 'operation',
  target: 'target',
  actor: 'actor',
  origin: 'origin',
  readOnly: 'reads and writes',
  awsRegion: 'Region',
  recipientAccountId: 'account',
  sourceIPAddress: 'address',
} as const satisfies Readonly<Partial<Record<NamedColumn | DeedField, string>>>

/** A column is called by itself where it has no other name. */
export const stackName = (column: ConditionColumn): string =>
  column in stackNames ? stackNames[column as keyof typeof stackNames] : column

const partNames: Readonly<Partial<Record<ConditionColumn, Readonly<Record<string, string>>>>> = {
  isError: { true: 'failed', false: 'not failed' },
  readOnly: { true: 'reads', false: 'writes' },
}

/** A part of the bars by its value, as the legend names it. */
export const stackPartName = (column: ConditionColumn, value: string): string =>
  partNames[column]?.[value] ?? (column === 'eventSource' ? value.replace(/\.amazonaws\.com$/, '') : value)

/** The part of events that have none of the values named. */
export const stackOthersName = (values: number): string => formatCounted(values, 'other value')
export const stackAbsentName = (column: ConditionColumn): string => `no ${column}`

interface Marks {
  readonly findings: number
  readonly bookmarks: number
  /** Null without findings. */
  readonly worst: Severity | null
}

/** `3 findings, the gravest high, and 1 bookmark` */
export function marksWords({ findings, bookmarks, worst }: Marks): string {
  const gravest = worst === null ? '' : findings === 1 ? `, ${worst}` : `, the gravest ${worst}`
  return [
    ...(findings === 0 ? [] : [`${formatCounted(findings, 'finding')}${gravest}`]),
    ...(bookmarks === 0 ? [] : [formatCounted(bookmarks, 'bookmark')]),
  ].join(' and ')
}

/** How well a time is proven, in a few words. */
export const proofClassNames: Readonly<Record<ProofClass, string>> = {
  proven: 'proven',
  none: 'no logs',
  unproven: 'not proven',
  missing: 'gap or missing files',
  altered: 'altered files',
}

/** What the strip below the bars shows, a sentence for each class. */
export const proofClassDocs: Readonly<Record<ProofClass, string>> = {
  proven: 'Proven digests cover this time, and every log file that they list is there and valid.',
  none: 'No digest or log file covers this time: that nothing is shown does not mean that nothing happened.',
  unproven: 'Log files or digests tell of this time, and nothing proves them.',
  missing: 'The chain of digests has a gap, or digests or log files are missing.',
  altered: 'A digest or a log file is invalid.',
}

/** Where no row of the ledger is counted. */
export const proofUnknown = 'Proof of this time unknown'
export const proofUnknownDoc =
  'No digest and no log file of the accounts and Regions shown tells a time of delivery, so that nothing is known of the hours.'

/** The picture in two sentences, for whoever does not see it. */
export const barsWords = (bars: {
  readonly events: number
  readonly count: number
  readonly length: string
  readonly most: number
  /** When the highest bar begins, as it is written elsewhere. */
  readonly highest: string
}): string =>
  `${formatCounted(bars.events, 'event')} in ${formatCounted(bars.count, 'bar')} of ${bars.length}${
    bars.most === 0 ? '' : `, ${formatCount(bars.most)} at most, from ${bars.highest}`
  }. Options has all counts as a table.`

/** Of one bar: `proven`, or `80% proven, 20% no logs` of the time of all rows. Empty where no row is counted. */
export function proofWords({ rows, width, times }: ProofOverTime, bucket: number): string {
  const whole = rows * width
  const told = [...proofClasses].reverse().filter((proof) => times[proof][bucket]! > 0)
  if (whole === 0 || told.length === 0) return ''
  if (told.length === 1) return proofClassNames[told[0]!]
  return told.map((proof) => `${shareOf(times[proof][bucket]!, whole)} ${proofClassNames[proof]}`).join(', ')
}

/** A part is never rounded to nothing or to all. */
const shareOf = (part: number, whole: number): string => {
  const percent = Math.round((100 * part) / whole)
  return percent < 1 ? '<1%' : percent > 99 ? '>99%' : `${percent}%`
}
