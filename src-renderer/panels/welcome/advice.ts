import { openingAdvice } from '../../../src-shared/words/opening.ts'
import type { OpeningCode } from '../../state/open.ts'

/** Why nothing was opened: the call was refused, or its job failed, of which `nothing-found` found no evidence. */
export type WhyUnopened = OpeningCode | 'nothing-found' | 'failed'

/** What to do after opening was refused or failed; the reason itself stands in the banner above. */
export function adviceFor(why: WhyUnopened | null): string | null {
  switch (why) {
    case null:
      return null
    case 'nothing-found':
      return openingAdvice.nothingFound
    case 'unreadable':
      return openingAdvice.unreadable
    case 'busy':
      return openingAdvice.busy
    default:
      return openingAdvice.other
  }
}
