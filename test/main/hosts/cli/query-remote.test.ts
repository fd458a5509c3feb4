import { afterEach, expect, test, vi } from 'vitest'
import { type RemoteParts, runRemoteQuery } from '../../../../src-main/hosts/cli/query-remote.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { RemoteAnswer, RemoteListener, RemoteQuery } from '../../../../src-shared/model/remote.ts'
import { aQuestion } from '../../../fixtures/a-question.ts'
import { aTerminal } from './a-terminal.ts'

afterEach(() => vi.unstubAllEnvs())

const columns = [
  { name: 'eventName', type: 'varchar' },
  { name: 'n', type: 'bigint' },
]
const answer: RemoteAnswer = {
  by: 'Amazon Athena, workgroup primary, eu-west-1',
  queryId: 'q-1',
  columns,
  rows: 2,
  isCut: false,
  scannedBytes: 2_000_000_000,
  elapsedMs: 1_500,
  resultLocation: 's3://results/q-1.csv',
}
type Asked = { query: RemoteQuery; place: object }

async function query(args: readonly string[], ask?: RemoteParts['athena']) {
  const { io, kept } = aTerminal()
  const asked: Asked[] = []
  const answers = async (query: RemoteQuery, place: object, listener: RemoteListener) => {
    asked.push({ query, place })
    await listener.onRows(columns, [['GetObject', 3]])
    await listener.onRows(columns, [[null, 1]])
    return ok(answer)
  }
  const loadReference = async () => ({
    questions: [
      { ...aQuestion, id: 'calls', sql: 'SELECT eventName FROM events WHERE userIdentityArn = :principal' },
      { ...aQuestion, id: 'files', sql: 'SELECT path FROM files' },
    ],
    ruleQuery: (rule: string) =>
      rule === 'root' ? ok('SELECT 1 FROM events') : fail('no-rule', `There is no rule ${rule}`),
  })
  const parts = { trino: answers, athena: ask ?? answers, loadReference }
  return { code: await runRemoteQuery(args, io, parts), asked, ...kept }
}

const onTrino = ['--on', 'trino', '--server', 'https://trino.example.com/']
const sql = ['--sql', 'SELECT eventName, count(*) n FROM events GROUP BY 1']

test('rows come in the formats of other queries, marked as another engine’s', async () => {
  const json = await query(['--on', 'athena', ...sql, '--json'])
  expect(json.code).toBe(0)
  expect(JSON.parse(json.out)).toEqual({
    answeredBy: 'Amazon Athena',
    verified: false,
    rows: [
      { eventName: 'GetObject', n: 3 },
      { eventName: null, n: 1 },
    ],
  })
  const csv = await query([...onTrino, ...sql, '--format', 'csv'])
  expect(csv.out).toBe('eventName,n\r\nGetObject,3\r\n,1\r\n')
})

test('what was scanned and what it costs is told, that nothing is verified, and how it would be', async () => {
  const { err } = await query(['--on', 'athena', ...sql])
  expect(err).toContain('not verified: 2 rows, 2,000 MB read in 1.5 s, about 0.010 USD at 5 USD a TB (query q-1)')
  expect(err).toContain('s3://results/q-1.csv')
  expect(err).toContain('trailproof fetch --files')
})

test('a text may begin with a comment', async () => {
  const { asked } = await query([...onTrino, '--sql', '-- who\nSELECT 1'])
  expect(asked[0]?.query.sql).toBe('-- who\nSELECT 1')
})

test('a question of the library, a rule and a filter with a path are sent with their values in place', async () => {
  const sentFor = async (...args: string[]) => (await query([...onTrino, ...args])).asked[0]!.query.sql
  expect(await sentFor('--question', 'calls', '--param', "principal=O'Brien")).toContain("= 'O''Brien'")
  expect(await sentFor('--rule', 'root')).toBe('SELECT 1 FROM events')
  expect(await sentFor('--filter', 'requestParameters.roleName=a')).toContain(
    `json_extract_scalar("requestParameters", '$.roleName')`,
  )
  expect(await sentFor('--sql', "SELECT ARRAY[:x], :y LIMIT :n", '--param', 'x=1', '--param', 'y=2', '--param', 'n=3')).toBe("SELECT ARRAY['1'], '2' LIMIT 3") // biome-ignore format: one thing
})

test('what would be sent is printed, and no engine is asked', async () => {
  const printed = await query(['--on', 'trino', '--rule', 'root', '--from', '2024-03-05', '--print'])
  expect(printed).toMatchObject({ code: 0, asked: [] })
  expect(printed.out).toMatch(/^WITH event_records AS [\s\S]*\nSELECT 1 FROM events\n$/)
})

test('beside an answer it is said what the tables read, since no engine says what it did not look at', async () => {
  const { asked, err } = await query(['--on', 'athena', ...sql], async ({ sql }, _, { onRows }) => {
    if (sql.endsWith('cloudtrail_files'))
      await onRows([{ name: 'createtab_stmt', type: 'string' }], [
        ["LOCATION"], ["  's3://logs/AWSLogs/'"], ["  'projection.account.values'='111122223333,444455556666',"],
        ["  'projection.family.values'='CloudTrail',"], ["  'projection.region.values'='eu-west-1',"],
        ["  'projection.day.range'='2024/03/05,2024/03/07',"],
      ]) // biome-ignore format: lines
    return sql.endsWith('files_2') ? fail('not-there', 'Table does not exist') : ok(answer)
  })
  expect(asked).toEqual([])
  expect(err).toContain('cloudtrail_files: Below s3://logs/AWSLogs/ only 2 accounts (111122223333, 444455556666)')
  expect((await query(['--on', 'athena', '--sql', 'SELECT 1'])).err).not.toContain('the tables read')
  expect((await query(['--on', 'athena', ...sql])).err).toContain(
    'accounts, Regions and days the tables read is not known',
  )
})

test('days narrow what is sent', async () => {
  const { asked } = await query([...onTrino, ...sql, '--from', '2024-03-05', '--limit', '7'])
  expect(asked[0]?.query.limit).toBe(7)
  expect(asked[0]?.query.sql).toContain(`"day" BETWEEN '2024/03/05' AND '9999/12/31'`)
})

test('the names of a server come from the command line and its secrets from the environment', async () => {
  vi.stubEnv('TRINO_PASSWORD', 'secret')
  const { asked } = await query([...onTrino, ...sql, '--user', 'anna', '--catalog', 'hive', '--schema', 'security'])
  expect(asked[0]?.place).toEqual({
    endpoint: 'https://trino.example.com',
    user: 'anna',
    secret: { password: 'secret' },
    catalog: 'hive',
    schema: 'security',
  })
  const plain = await query(['--on', 'trino', '--server', 'http://trino.example.com', ...sql])
  expect(plain).toMatchObject({ code: 64, asked: [] })
  expect(plain.err).toContain('over https only')
})

test.each([
  [['--on', 'snowflake', ...sql], 'athena, trino'],
  [['--on', 'trino', ...sql], '--server is needed'],
  [['--on', 'trino', '--server', 'trino.example.com:8080', ...sql], '--server takes an address'],
  [['--on', 'athena', '--server', 'https://trino.example.com', ...sql], '--server is of trino'],
  [[...onTrino, '--workgroup', 'primary', ...sql], '--workgroup is of athena'],
  [[...onTrino, 'folder', ...sql], 'no folder is opened'],
  [[...onTrino, '--sql', 'DELETE FROM events'], 'DELETE is refused'],
  [onTrino, 'One of --sql, --file, --filter, --question and --rule'],
  [[...onTrino, '--question', 'no-such'], 'no question no-such'],
  [[...onTrino, '--question', 'files'], '“files” is known to a case only'],
  [[...onTrino, '--rule', 'no-such'], 'no rule no-such'],
  [[...onTrino, '--question', 'calls'], 'principal has no value'],
  [[...onTrino, ...sql, '--param', 'who=x'], 'no parameter who'],
  [[...onTrino, '--filter', 'logVerdict=verified'], '“logVerdict” is known to a case only'],
] as const)('%j is wrong usage, and nothing is sent', async (args, said) => {
  const { code, err, asked } = await query(args)
  expect({ code, asked }).toEqual({ code: 64, asked: [] })
  expect(err).toContain(said)
})

test.each([
  ['unreachable', 66],
  ['denied', 66],
  ['query', 1],
  ['failed', 1],
  ['interrupted', 130],
] as const)('a query that is %s ends with %i, and says why', async (code, expected) => {
  const refused = await query(['--on', 'athena', ...sql, '--json'], async (_, _place, { onRows }) => {
    await onRows(columns, [['GetObject', 3]])
    return fail(code, 'line 1:8: the engine said so')
  })
  expect(refused.code).toBe(expected)
  expect(refused.err).toContain('line 1:8: the engine said so')
  if (code !== 'interrupted') expect(refused.err).toContain('Rows written before that: 1')
})

test('an estimate runs nothing but the plan', async () => {
  const plan = JSON.stringify({
    inputTableColumnInfos: [
      {
        table: { catalog: 'hive', schemaTable: { schema: 'default', table: 'cloudtrail_files' } },
        estimate: { outputSizeInBytes: 5_000_000 },
      },
    ],
  })
  const sent: string[] = []
  const { code, out } = await query(['--on', 'athena', ...sql, '--estimate'], async ({ sql }, _, { onRows }) => {
    sent.push(sql)
    await onRows([{ name: 'Query Plan', type: 'varchar' }], [[plan]])
    return ok(answer)
  })
  expect(code).toBe(0)
  expect(sent).toEqual([expect.stringMatching(/^EXPLAIN \(TYPE IO, FORMAT JSON\)\nSELECT/)])
  expect(out).toContain('hive.default.cloudtrail_files: would look into folders that are not known before; about 5 MB.')
})
