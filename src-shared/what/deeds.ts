import type { DeedField } from '../model/deed-fields.ts'
import { conditionKeysOf, principalTagsOf, resourceTagsOf } from './context.ts'
import type { ParsedRecord } from './record-values.ts'
import { summaryOf } from './summary.ts'
import { targetOf, targetText } from './target.ts'

/** Null where the record does not tell it. */
export type TellDeed = (record: ParsedRecord) => string | null

/** How each field that tells what a call did is told from its record. */
export const tellDeed: Readonly<Record<DeedField, TellDeed>> = {
  target: (record) => {
    const target = targetOf(record)
    return target === null ? null : targetText(target)
  },
  summary: summaryOf,
  resourceTags: resourceTagsOf,
  principalTags: principalTagsOf,
  conditionKeys: conditionKeysOf,
}
