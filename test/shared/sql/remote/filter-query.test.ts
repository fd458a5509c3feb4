import { expect, test } from 'vitest'
import { textColumns } from '../../../../src-shared/filter/columns.ts'
import { readFilter } from '../../../../src-shared/filter/text.ts'
import { filterQuery } from '../../../../src-shared/sql/remote/filter-query.ts'

function conditions(text: string): string {
  const read = readFilter(text)
  if (!read.ok) throw new Error(read.message)
  const query = filterQuery(read.value.filter)
  if (!query.ok) return query.message
  return /\nWHERE ([\s\S]*)\nORDER BY/.exec(query.value)?.[1] ?? ''
}

test.each([
  ['', ''],
  ['eventName=ConsoleLogin', `((coalesce("eventName" IN ('ConsoleLogin'), false)))`],
  ['eventName!=A,B', `(NOT (coalesce("eventName" IN ('A', 'B'), false)))`],
  ['userName~"O\'Brien"', `((coalesce(strpos(lower("userName"), 'o''brien') > 0, false)))`],
  ['readOnly=false isError=true', `((coalesce("readOnly" IN (false), false)) AND (coalesce("isError" IN (true), false)))`],
  ['requestParametersBytes>=100', `(coalesce("requestParametersBytes" >= 100, false))`],
  ['eventName=Get*_\\*', `((coalesce(lower("eventName") LIKE 'get%\\_*' ESCAPE '\\', false)))`],
  ['userAgent!=~^aws', `(NOT (coalesce(regexp_like("userAgent", '(?i)^aws'), false)))`],
  ['errorCode!=*', `("errorCode" IS NULL)`],
  [
    'sourceIPAddress=192.0.2.1,10.0.0.0/8',
    `((coalesce("sourceIPAddress" IN ('192.0.2.1', '10.0.0.0/8'), false) OR coalesce(contains('10.0.0.0/8', try_cast("sourceIPAddress" AS ipaddress)), false)))`,
  ],
  [
    'time=2024-03-05T10:00:00Z..2024-03-06 NOT eventName^=Get',
    `"eventTime" >= TIMESTAMP '2024-03-05 10:00:00.000'\n  AND "eventTime" < TIMESTAMP '2024-03-06 00:00:00.000'\n  AND (NOT (coalesce(starts_with(lower("eventName"), 'get'), false)))`,
  ],
  [
    'requestParameters."a.b"[0].c!=*',
    `(coalesce(json_extract_scalar("requestParameters", '$["a.b"][0].c'), nullif(json_format(json_extract("requestParameters", '$["a.b"][0].c')), 'null')) IS NULL)`,
  ],
  ['resources~arn', `((coalesce(strpos(lower("resourcesJson"), 'arn') > 0, false)))`],
  ['userIdentity.arn=*', `("userIdentityArn" IS NOT NULL)`],
])('%s', (text, sql) => {
  expect(conditions(text)).toBe(sql)
}) // biome-ignore format: a table

test('free text is looked for where it is looked for here', () => {
  const sql = conditions('"some text"')
  expect(sql.match(/strpos\(lower\("\w+"\), 'some text'\)/g)).toHaveLength(textColumns.length)
  expect(sql).toContain(`coalesce("eventID" IN ('some text'), false)`)
})

test('what only a case knows is refused by name', () => {
  for (const [text, column] of [
    ['logVerdict=verified', 'logVerdict'],
    ['record~secret', 'record'],
    ['target~x', 'target'],
    ['mfa=no', 'mfa'],
  ] as const)
    expect(conditions(text)).toContain(`“${column}” is known to a case only`)
})

test('a path into no column of the view is refused by name', () => {
  for (const path of ['$.tlsDetails.x', '$.eventCategory.x', '$."userIdentity.arn"'])
    expect(conditions(`${path}=*`)).toContain(`“${path}” is a path into no column of the view events`)
})

test('an address of IPv4 lies in no block of IPv6', () => {
  expect(conditions('sourceIPAddress=::/0')).toContain(
    `(coalesce(contains('::/0', try_cast("sourceIPAddress" AS ipaddress)), false) AND strpos("sourceIPAddress", ':') > 0)`,
  )
})
