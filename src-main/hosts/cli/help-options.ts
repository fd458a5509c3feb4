/** What many commands take, with its text in a column. */

export const foldersAt = (column: number) =>
  `${'FOLDER…'.padEnd(column)}folders, files and archives with CloudTrail log files, digests, public keys, in any layout`
export const keysAt = (
  column: number,
) => `${'--keys FILE'.padEnd(column)}a public key list from elsewhere; may be given several times. Then no key that is found
  ${''.padEnd(column)}below the folders proves anything
  ${'--trust-keys-in-evidence'}
  ${''.padEnd(column)}keys found below the folders count like keys that were given; without it they prove nothing for sure`
export const enrichAt = (column: number) => {
  const indent = `\n  ${''.padEnd(column)}`
  return [
    '--enrich FILE',
    'looks addresses up in a file of yours; may be given several times: a MaxMind DB (.mmdb) of countries, cities or',
    "AS numbers, AWS's ip-ranges.json, or a list with lines such as 203.0.113.0/24,Office or 111122223333,Prod, and",
    'before them network, vpn, test-agent, known-agent or account where their form does not tell. Fills the columns',
    'country, city, asn, owner and accountName; no verdict rests on it',
  ].join(indent)
}
export const helpAt = (column: number) => `${'--help'.padEnd(column)}this text`
