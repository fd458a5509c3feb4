import { isObject, type ParsedRecord } from './record-values.ts'

/** What a record of CloudTrail Insights tells beside its columns; null where the record does not. Rates are events a minute. */
export interface InsightDetails {
  readonly errorCode: string | null
  /** Management or Data; older records do not tell it and are of management events. */
  readonly category: 'Management' | 'Data'
  readonly baseline: number | null
  readonly rate: number | null
  /** Minutes. */
  readonly duration: number | null
  readonly baselineDuration: number | null
  readonly attributions: readonly Attribution[]
}

/** The values of one attribute that took most part, then and before. */
export interface Attribution {
  readonly attribute: string
  readonly insight: readonly AttributedRate[]
  readonly baseline: readonly AttributedRate[]
}
export interface AttributedRate {
  /** Null where AWS writes the text “null”, for events without one. */
  readonly value: string | null
  readonly rate: number
}

/**
 * Source: CloudTrail user guide, "CloudTrail record contents for Insights events for trails" (insightDetails,
 * insightContext, statistics, attributions).
 */
export function insightDetails(record: ParsedRecord | null): InsightDetails {
  const details = objectAt(record, 'insightDetails')
  const context = objectAt(details, 'insightContext')
  const statistics = objectAt(context, 'statistics')
  const { errorCode = null, sourceEventCategory } = details
  const attributions = Array.isArray(context.attributions) ? context.attributions.filter(isObject) : []
  return {
    errorCode: typeof errorCode === 'string' ? errorCode : null,
    category: sourceEventCategory === 'Data' ? 'Data' : 'Management',
    baseline: numberIn(objectAt(statistics, 'baseline').average),
    rate: numberIn(objectAt(statistics, 'insight').average),
    duration: numberIn(statistics.insightDuration),
    baselineDuration: numberIn(statistics.baselineDuration),
    attributions: attributions.map((each) => ({
      attribute: String(each.attribute),
      insight: ratesIn(each.insight),
      baseline: ratesIn(each.baseline),
    })),
  }
}

const nothing: ParsedRecord = {}
const objectAt = (value: ParsedRecord | null, name: string): ParsedRecord => {
  const held = value?.[name]
  return isObject(held) ? held : nothing
}

const numberIn = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null

const ratesIn = (value: unknown): readonly AttributedRate[] =>
  (Array.isArray(value) ? value.filter(isObject) : []).flatMap(({ value: of, average }) => {
    const rate = numberIn(average)
    return rate === null ? [] : [{ value: typeof of === 'string' && of !== 'null' ? of : null, rate }]
  })
