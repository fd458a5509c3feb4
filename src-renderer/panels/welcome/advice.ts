import type { OpeningCode } from '../../state/open.ts'

/** Why nothing was opened: the call was refused, or its job failed, of which `nothing-found` found no evidence. */
export type WhyUnopened = OpeningCode | 'nothing-found' | 'failed'

/** What to do after opening was refused or failed; the reason itself stands in the banner above. */
export function adviceFor(why: WhyUnopened | null): string | null {
  switch (why) {
    case null:
      return null
    case 'nothing-found':
      return 'Choose the folder that holds the log files (.json.gz or .json), or a folder above it: all folders below are searched.'
    case 'unreadable':
      return 'Check that the folder is still there and that this account may read it, then open it again.'
    case 'busy':
      return 'Another case is being opened. Cancel it first, or wait for its end.'
    default:
      return 'Nothing was opened. Try again, or open a part of the folder to see which files are at fault.'
  }
}
