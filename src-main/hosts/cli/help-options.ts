/** What many commands take, with its text in a column. */

export const foldersAt = (column: number) =>
  `${'FOLDER…'.padEnd(column)}folders, files and archives with CloudTrail log files, digests, public keys, in any layout`
export const keysAt = (
  column: number,
) => `${'--keys FILE'.padEnd(column)}a public key list from elsewhere; may be given several times. Then no key that is found
  ${''.padEnd(column)}below the folders proves anything
  ${'--trust-keys-in-evidence'}
  ${''.padEnd(column)}keys found below the folders count like keys that were given; without it they prove nothing for sure`
export const helpAt = (column: number) => `${'--help'.padEnd(column)}this text`
