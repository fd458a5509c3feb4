import { queryWords } from '../statements.ts'
import type { Select } from './selects.ts'
import { caseTables } from './tables.ts'
import type { Text } from './text.ts'

/** Tables of other logs that are often kept beside CloudTrail's. */
const otherLogs: readonly (readonly [name: RegExp, what: string])[] = [
  [/vpc_?flow|flow_?logs?\b/i, 'VPC flow logs'],
  [/s3_?access|access_logs?_db|mybucket_logs/i, 'S3 server access logs'],
  [/\b(?:alb|elb|nlb)_?/i, 'load balancer logs'],
  [/cloudfront/i, 'CloudFront logs'],
  [/\bwaf_?/i, 'AWS WAF logs'],
  [/route53|dns_?query|r53|\bdns_?logs?/i, 'DNS query logs'],
  [/guardduty/i, 'GuardDuty findings'],
  [/amazon_security_lake|security_lake|ocsf/i, 'Security Lake (OCSF)'],
]

/** Parts of a case that are no tables: by such a name nobody calls a table of CloudTrail's logs. */
const notTables: Readonly<Record<string, string>> = {
  keys: 'Public keys are no table: Integrity and `trailproof verify` tell of them.',
  digests: "Digests are rows of files: SELECT … FROM files WHERE kind = 'digest'.",
}

/** Statements that read nothing, by their first word. */
const statements: Readonly<Record<string, string>> = {
  create: 'It makes a table, and the case has its tables already: run the SELECT that goes with it. `trailproof ddl` prints such statements for Athena and Trino.',
  alter: 'It changes a table, and nothing is changed here.',
  msck: 'It loads partitions, and a case has none to load: every event is read.',
  drop: 'It removes a table, and nothing is removed here.',
  insert: 'It writes rows, and evidence is never written: run its SELECT.',
  unload: 'It writes files: run its SELECT and export the result.',
  show: 'It lists tables or partitions: the schema beside the editor has the tables of the case.',
  describe: 'It shows the columns of a table: the schema beside the editor has them.',
  desc: 'It shows the columns of a table: the schema beside the editor has them.',
  use: 'It chooses a database, and there is one.',
  prepare: 'It names a query for later: run the query itself.',
  execute: 'It runs a named query: run the query itself.',
} // biome-ignore format: a table

/** Why a text is no query of CloudTrail events, a sentence or two; null where it may be one. */
export function foreignStatement(text: Text): string | null {
  const word = text.tokens[0]?.text ?? ''
  if (queryWords.some((known) => text.is(0, known)) || text.is(0, '(')) return null
  const known = statements[word.toLowerCase()]
  return known === undefined ? null : `${word.toUpperCase()} is refused: only queries run here. ${known}`
}

/** Functions that SQLite has, or the case adds to it, and Trino has not. DuckDB has some of them, with another meaning. */
export const sqliteFunctions: readonly string[] = [
  'field', 'in_cidr', 'regexp', 'strftime', 'datetime', 'julianday', 'unixepoch', 'json_each', 'json_tree', 'iif', 'group_concat', 'instr',
  'glob', 'total', 'printf', 'ifnull', 'hex', 'json_group_array',
] // biome-ignore format: a list

/** The first call of a function of SQLite; -1 where there is none. */
export const sqliteCall = (text: Text): number =>
  text.tokens.findIndex((_, at) => sqliteFunctions.includes(text.call(at)?.name ?? ''))

/** The table of the case whose name is the plural of a name: nobody calls a table of CloudTrail's logs `finding`. */
const tableMeantBy = (name: string): string | null =>
  Object.hasOwn(caseTables, name)
    ? null
    : (Object.keys(caseTables).find((table) => table === `${name}s` || table === name.replace(/y$/, 'ies')) ?? null)

/** The same of the tables that a query names, and of the functions of other engines. */
export function foreignTables(text: Text, selects: readonly Select[]): string | null {
  for (let at = 0; at < text.length; at++) {
    if (text.is(at, 'p_occurs_since', 'p_any_ip_addresses') || (text.is(at, 'lateral') && text.is(at + 1, 'flatten')))
      return 'The query is written for Snowflake, with the schema of Panther: write it for Athena or Lake, or take the question from the library.'
  }
  for (const { sources } of selects) {
    for (const { kind, name } of sources) {
      if (kind !== 'table') continue
      const own = notTables[name.toLowerCase()]
      if (own !== undefined) return own
      const meant = tableMeantBy(name.toLowerCase())
      if (meant !== null) return `There is no table ${name}. Did you mean ${meant}?`
      const what = otherLogs.find(([form]) => form.test(name))?.[1]
      if (what !== undefined)
        return `${name} is a table of ${what}, and a case has events of CloudTrail: it cannot be answered here.`
      if (/^aws_cloudtrail_log$/i.test(name))
        return `${name} is the table of Tailpipe, whose columns have other names: write the query for Athena, over cloudtrail_logs.`
    }
  }
  return null
}
