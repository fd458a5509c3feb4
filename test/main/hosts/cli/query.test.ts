import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runQuery } from '../../../../src-main/hosts/cli/query.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Answer, Table } from '../../../../src-shared/contract/index.ts'
import { createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aTerminal } from './a-terminal.ts'

const table: Table = {
  columns: ['eventName', 'n', 'n'],
  rows: [
    ['ConsoleLogin', 12, null],
    ['', 3, 'NULL'],
    ['a "quoted", one\nand\u001b[31m red', 100, 'x'],
  ],
  engine: 'sqlite',
  notes: [],
  truncated: false,
  elapsedMs: 1,
}
const query = async (args: readonly string[], answer: Table = table) => {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine({ runSql: async () => ok(answer) })
  return { code: await runQuery(['trail', ...args], io, async () => engine), ...kept }
}

const nothingKnown = 'Coverage: No digest or log file covers an hour of the case.\n'

test('a table is aligned, tells NULL from text and obeys no control character', async () => {
  expect((await query(['--sql', 'SELECT 1'])).out).toBe(
    [
      'eventName                           n    n',
      '----------------------------------  ---  ----',
      'ConsoleLogin                         12  ␀',
      '                                      3  NULL',
      'a "quoted", one\\nand\\u001b[31m red  100  x',
      '',
    ].join('\n'),
  )
})

test('CSV is RFC 4180 and keeps NULL, empty and NULL-the-text apart', async () => {
  expect((await query(['--sql', 'SELECT 1', '--format', 'csv'])).out).toBe(
    'eventName,n,n\r\nConsoleLogin,12,\r\n"",3,NULL\r\n"a ""quoted"", one\nand\u001b[31m red",100,x\r\n',
  )
})

test.each([
  ['json', (text: string) => (JSON.parse(text) as { readonly rows: unknown }).rows],
  [
    'ndjson',
    (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
  ],
])('%s keeps columns of one name apart', async (format, parse) => {
  const { out } = await query(['--sql', 'SELECT 1', '--format', format])
  expect(parse(out)).toEqual([
    { eventName: 'ConsoleLogin', n: 12, n_2: null },
    { eventName: '', n: 3, n_2: 'NULL' },
    { eventName: 'a "quoted", one\nand\u001b[31m red', n: 100, n_2: 'x' },
  ])
})

test('no rows are an empty array', async () => {
  expect((await query(['--sql', 'SELECT 1', '--json'], { ...table, rows: [] })).out).toBe(
    '{"notRead":null,\n"rows":[]}\n',
  )
})

test('rows beyond the limit are not left out in silence', async () => {
  const { code, err } = await query(['--sql', 'SELECT 1', '--limit', '3'], { ...table, truncated: true })
  expect({ code, err }).toEqual({
    code: 0,
    err: `trailproof query: there are more than 3 rows; --limit asks for more\n${nothingKnown}`,
  })
})

test('people are told how much of what they asked is proven, programs get rows alone', async () => {
  const coverage = {
    from: 0 as UtcMs,
    until: 0 as UtcMs,
    hours: 1_200,
    provenHours: 1_100,
    provenShare: 1_100 / 1_200,
    unproven: [],
    unprovenEvents: 0,
  }
  const ask = async (unprovenTotal: number, ...args: string[]) => {
    const { io, kept } = aTerminal()
    const answers = { runSql: async () => ok(table), coverage: async () => ok({ ...coverage, unprovenTotal }) }
    await runQuery(['trail', '--sql', 'SELECT 1', ...args], io, async () => createFakeEngine(answers))
    return kept.err
  }
  expect([await ask(0), await ask(1), await ask(7), await ask(7, '--json')]).toEqual([
    'Coverage: 1,100 of 1,200 hours of delivery in the case are proven.\n',
    'Coverage: 1,100 of 1,200 hours of delivery in the case are proven. The view coverage lists the hours with their states.\n',
    'Coverage: 1,100 of 1,200 hours of delivery in the case are proven. The view coverage lists the hours with their states.\n',
    '',
  ])
  expect((await query(['--sql', 'SELECT 1'])).err).toBe(nothingKnown)
})

test('the SQL may lie in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-query-'))
  writeFileSync(join(folder, 'q.sql'), 'SELECT eventName FROM events')
  let seen = ''
  const engine = createFakeEngine({
    runSql: async ({ sql }) => {
      seen = sql
      return ok(table)
    },
  })
  await runQuery(['trail', '--sql-file', join(folder, 'q.sql')], aTerminal().io, async () => engine)
  rmSync(folder, { recursive: true })
  expect(seen).toBe('SELECT eventName FROM events')
})

test.skipIf(process.platform === 'win32')('a file of SQL that never ends is a usage error', async () => {
  const { io, kept } = aTerminal()
  expect(await runQuery(['trail', '--sql-file', '/dev/zero'], io, async () => createFakeEngine({}))).toBe(64)
  expect(kept.err).toContain('--file /dev/zero is longer than 1,000,000 bytes, which it may not be')
})

test('SQL that fails is said on stderr', async () => {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine({ runSql: async () => fail('sql-invalid', 'no such column: x') })
  expect(await runQuery(['trail', '--sql', 'SELECT x'], io, async () => engine)).toBe(1)
  expect(kept).toEqual({ out: '', err: 'trailproof query: no such column: x\n' })
})

test('Ctrl-C stops the query and writes nothing', async () => {
  const { io, kept, ctrlC } = aTerminal()
  const engine = createFakeEngine({
    runSql: () =>
      new Promise((resolve) => {
        io.signal.addEventListener('abort', () => resolve(fail('cancelled', 'Cancelled')))
        ctrlC()
      }),
  })
  expect(await runQuery(['trail', '--sql', 'SELECT 1'], io, async () => engine)).toBe(130)
  expect(engine.asked).toContain('cancelSql')
  expect(kept.out).toBe('')
  expect(engine.isDisposed()).toBe(true)
})

describe('rows of a long query', () => {
  const columns = ['n', 'n']
  const rows = [...Array(5).keys()].map((n) => [n, `${n}th`])
  type End = Answer<'runSql'>
  const whole: End = ok({ ...table, columns, rows, truncated: true })
  /** The query tells its first rows, then three more; what is written by then is kept, and then it ends so. */
  const ask = async (format: string, end: (ctrlC: () => void) => End) => {
    const { io, kept, ctrlC } = aTerminal()
    let before = ''
    const engine = createFakeEngine({
      runSql: async ({ id = '' }) => {
        engine.pushRows({ id, columns, from: 0, rows: rows.slice(0, 1) })
        engine.pushRows({ id, columns, from: 1, rows: rows.slice(1, 4) })
        await new Promise(setImmediate)
        before = kept.out
        return end(ctrlC)
      },
    })
    const code = await runQuery(
      ['trail', '--sql', 'SELECT 1', '--format', format, '--limit', '5'],
      io,
      async () => engine,
    )
    return { code, before, ...kept }
  }
  const first = {
    csv: 'n,n\r\n0,0th\r\n1,1th\r\n2,2th\r\n3,3th\r\n',
    ndjson: '{"n":0,"n_2":"0th"}\n{"n":1,"n_2":"1th"}\n{"n":2,"n_2":"2th"}\n{"n":3,"n_2":"3th"}\n',
  }
  const last = { csv: '4,4th\r\n', ndjson: '{"n":4,"n_2":"4th"}\n' }

  test.each(['csv', 'ndjson'] as const)('are written as %s before its end, each once', async (format) => {
    expect(await ask(format, () => whole)).toEqual({
      code: 0,
      before: first[format],
      out: first[format] + last[format],
      err: 'trailproof query: there are more than 5 rows; --limit asks for more\n',
    })
  })

  test('wait for its end in a table, which needs them all', async () => {
    const { before, out } = await ask('table', () => whole)
    expect(before).toBe('')
    expect(out).toContain('4th')
  })

  test('are one JSON text when it has ended, and none when it has not', async () => {
    const { before, out } = await ask('json', () => whole)
    expect(before).toContain('"0th"')
    expect(JSON.parse(out).rows).toHaveLength(5)
    const broken = await ask('json', () => fail('sql-invalid', 'The record cannot be read.'))
    expect(() => JSON.parse(broken.out)).toThrow()
  })

  test('that fails after them are said to be a part', async () => {
    const { code, out, err } = await ask('csv', () => fail('sql-invalid', 'The record cannot be read.'))
    expect({ code, out }).toEqual({ code: 1, out: first.csv })
    expect(err).toBe(
      'trailproof query: The record cannot be read.\nRows written before that: 4. They are not the whole answer.\n',
    )
  })

  test('stay written as whole lines on Ctrl-C', async () => {
    const { code, out } = await ask('ndjson', (ctrlC) => {
      ctrlC()
      return fail('cancelled', 'The query was cancelled.')
    })
    expect({ code, out }).toEqual({ code: 130, out: first.ndjson })
  })
})

test.each([
  [['--sql', 'a', '--sql-file', 'b'], 'Either --sql or --file is needed'],
  [[], 'Either --sql or --file is needed'],
  [['--sql', 'a', '--format', 'xml'], '--format takes table, csv, json, ndjson, parquet, not “xml”'],
  [['--sql', 'a', '--limit', '0'], '--limit takes a whole number from 1 to 100000000, not “0”'],
  [['--sql-file', '/nowhere/q.sql'], '--file cannot be read'],
])('%j is a usage error', async (args, sentence) => {
  const { code, err } = await query(args)
  expect(code).toBe(64)
  expect(err).toContain(sentence)
})

describe('the dialect', () => {
  const askedWith = async (args: readonly string[]) => {
    const { io, kept } = aTerminal()
    const asked: unknown[] = []
    const engine = createFakeEngine({
      runSql: async ({ sql, dialect, parameters }) => {
        asked.push({ sql, dialect, parameters })
        return ok(table)
      },
    })
    const code = await runQuery(['trail', ...args], io, async () => engine)
    return { code, asked: asked[0], err: kept.err }
  }

  test('is told by the text, and said where it is not SQLite’s', async () => {
    const own = await askedWith(['--sql', 'SELECT 1 FROM events'])
    expect(own.asked).toMatchObject({ dialect: 'sqlite' })
    expect(own.err).not.toContain('dialect')
    const lake = await askedWith(['--sql', 'SELECT eventName FROM $EDS_ID'])
    expect(lake.asked).toMatchObject({ dialect: 'lake' })
    expect(lake.err).toContain('The query is read in the dialect of Lake: ')
  })

  test('is what is asked for, with parameters', async () => {
    const args = [
      '--dialect',
      'athena',
      '--param',
      'day=2024-03-05',
      '--param',
      'who=a=b',
      '--sql',
      'SELECT :day, :who',
    ]
    expect(await askedWith(args)).toMatchObject({
      code: 0,
      asked: { sql: 'SELECT :day, :who', dialect: 'athena', parameters: { day: '2024-03-05', who: 'a=b' } },
    })
  })

  test('--sql may begin with a comment', async () => {
    const { asked } = await askedWith(['--sql', '-- who\nSELECT 1 FROM events', '--json'])
    expect(asked).toMatchObject({ sql: '-- who\nSELECT 1 FROM events' })
  })

  test.each([
    [['--dialect', 'mysql', '--sql', 'SELECT 1'], '--dialect takes sqlite, lake, athena, not “mysql”'],
    [['--param', 'day', '--sql', 'SELECT 1'], '--param takes NAME=VALUE, not “day”'],
    [['--param', 'a=1', '--param', 'a=2', '--sql', 'SELECT 1'], '--param gives a twice'],
    [['--sql'], '--sql'],
    [['--sql', 'SELECT 1', '--file', 'x.sql'], 'Either --sql or --file is needed'],
  ])('%j is a mistake of usage', async (args, message) => {
    const { code, err } = await askedWith(args)
    expect(code).toBe(64)
    expect(err).toContain(message)
  })
})
