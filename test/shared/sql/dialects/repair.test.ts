import { expect, test } from 'vitest'
import { repairOf } from '../../../../src-shared/sql/dialects/repair.ts'

test.each([
  [
    'a clause that stands twice',
    "SELECT eventname FROM FROM logs WHERE eventname = 'x'",
    "SELECT eventname FROM logs WHERE eventname = 'x'",
  ],
  [
    'a sign in two parts',
    "SELECT eventname FROM logs WHERE eventtime < = '2024'",
    "SELECT eventname FROM logs WHERE eventtime <= '2024'",
  ],
  [
    'a clause glued to a name',
    'SELECT eventname FROM logs GROUP BY eventnameORDER BY 1 DESCLIMIT 10',
    'SELECT eventname FROM logs GROUP BY eventname ORDER BY 1 DESC LIMIT 10',
  ],
  [
    'a quote without its end',
    "SELECT eventname FROM logs WHERE eventname = 'x\nLIMIT 1",
    "SELECT eventname FROM logs WHERE eventname = 'x'\nLIMIT 1",
  ],
  [
    'a query that is pasted twice',
    "SELECT eventname FROM logs WHERE eventname = 'x'SELECT eventname FROM logs",
    "SELECT eventname FROM logs WHERE eventname = 'x'",
  ],
  [
    'an example behind the query',
    "select eventname from logs where eventname = 'x'example: select 1",
    "select eventname from logs where eventname = 'x'",
  ],
  [
    'conditions without WHERE',
    "select eventname from logs and year = '2024' and month = '1'",
    "select eventname from logs where year = '2024' and month = '1'",
  ],
  [
    'a list without a comma',
    "select eventname from logs where eventname in ('a'\n'b')",
    "select eventname from logs where eventname in ('a',\n'b')",
  ],
  [
    'a column that is misspelt',
    "select eventname from logs where evenname = 'x'",
    "select eventname from logs where eventname = 'x'",
  ],
  [
    'a count beside columns without GROUP BY',
    "select useridentity.arn, eventname as n, count(*) from logs where eventname = 'x' order by 2 desc",
    "select useridentity.arn, eventname as n, count(*) from logs where eventname = 'x'\nGROUP BY useridentity.arn, eventname order by 2 desc",
  ],
  [
    'a column that GROUP BY lacks',
    'SELECT userIdentity.userName, eventType, eventName FROM $EDS_ID GROUP BY userIdentity.arn, eventName ORDER BY eventName',
    'SELECT userIdentity.userName, eventType, eventName FROM $EDS_ID GROUP BY userIdentity.arn, eventName, userIdentity.userName, eventType ORDER BY eventName',
  ],
  [
    'several slips at once',
    "SELECT eventname FROM FROM logs WHERE evenname < = 'x'",
    "SELECT eventname FROM logs WHERE eventname <= 'x'",
  ],
])('%s is put right', (_, typed, meant) => {
  expect(repairOf(typed)?.sql).toBe(meant)
})

test('each change names the place in the text that was typed', () => {
  const typed = "SELECT eventname FROM FROM logs WHERE evenname < = 'x'"
  const { changes } = repairOf(typed)!
  expect(changes.map(({ from, until, text }) => [typed.slice(from, until), text])).toEqual([
    [' FROM', ''],
    ['evenname', 'eventname'],
    ['< =', '<='],
  ])
  expect(changes[0]!.because).toBe('FROM stands twice.')
})

test('changes that are made one by one make the proposal', () => {
  const typed = "select eventname from from logs and evenname in ('a' 'b') GROUP BY xORDER BY 1"
  const { sql, changes } = repairOf(typed)!
  const made = changes
    .toReversed()
    .reduce((text, { from, until, text: by }) => text.slice(0, from) + by + text.slice(until), typed)
  expect(made).toBe(sql)
})

test.each([
  'SELECT eventname FROM logs',
  'SELECT eventname, lower(awsregion), count(*) FROM logs GROUP BY 1, lower(awsregion)',
  'SELECT eventname, sum(1) OVER () FROM logs',
  'SELECT eventName, max(eventTime) FROM events',
  'SELECT srcaddr FROM vpc_flow_logs WHERE sourceaddress = 1',
  'MSCK REPAIR TABLE logs',
  '',
])('nothing is proposed for “%s”', (sql) => {
  expect(repairOf(sql)).toBeNull()
})
