/** What to do after opening was refused or failed; the reason itself stands in the banner above. */
export function adviceFor(code: string | null): string | null {
  switch (code) {
    case null:
      return null
    case 'nothing-to-open':
      return 'Choose the folder that holds the log files (.json.gz or .json), or a folder above it: all folders below are searched.'
    case 'unreadable':
      return 'Check that the folder is still there and that this account may read it, then open it again.'
    case 'busy':
      return 'Another case is being opened. Cancel it first, or wait for its end.'
    default:
      return 'Nothing was opened. Try again, or open a part of the folder to see which files are at fault.'
  }
}
