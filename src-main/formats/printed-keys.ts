/** How the forms begin in which `aws cloudtrail list-public-keys` prints keys, beside JSON. */

export const yamlForm = /^(?:- )?PublicKeyList:/m

/**
 * Of `--output text`. Fields stand in the order of their names, which are not printed: Fingerprint, ValidityEndTime,
 * ValidityStartTime, Value. With `--query PublicKeyList`, no name of the list stands before them.
 */
export const textLine = /^(?:PUBLICKEYLIST\t)?([0-9a-f]{32})\t([^\t\r\n]+)\t([^\t\r\n]+)\t([A-Za-z0-9+/=]{64,})\r?$/m

/** A border between rows. */
export const tableLine = /^\|*\+[-+]{3,}\+\|*\r?$/m

/** `beginning`: of a text that is no JSON. */
export const isPrintedKeyList = (beginning: string): boolean =>
  (tableLine.test(beginning) && /\blist-public-keys\b|\bPublicKeyList\b/i.test(beginning)) ||
  textLine.test(beginning) ||
  yamlForm.test(beginning)
