import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { runExport } from '../../../../src-main/hosts/cli/export.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { ExportQuery } from '../../../../src-shared/contract/index.ts'
import { filterColumns } from '../../../../src-shared/filter/columns.ts'
import { type LookupColumn, lookupColumns } from '../../../../src-shared/model/enrichment.ts'
import { aJob, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aTerminal } from './a-terminal.ts'

const good = ['trail', '--filter', 'eventName=ConsoleLogin', '--format', 'csv', '--out', 'logins.csv']

const exported = async (args: readonly string[]) => {
  const { io, kept } = aTerminal()
  let asked: ExportQuery | null = null
  const engine = createFakeEngine({
    exportEvents: async (query) => {
      asked = query
      engine.pushJob(aJob({ kind: 'export', message: 'Written' }))
      return ok(aJob().id)
    },
  })
  return {
    code: await runExport(
      args,
      io,
      async () => engine,
      () => null,
    ),
    asked: asked as ExportQuery | null,
    ...kept,
  }
}

test('--columns takes columns of events and paths of the record, and refuses what is neither', async () => {
  const columns = ['eventTime', 'requestParameters.bucketName', 'resourcesJson', '$.myField']
  expect((await exported([...good, '--columns', columns.join(', ')])).asked?.columns).toEqual(columns)
  const { code, asked, err } = await exported([...good, '--columns', 'eventTime,requestParamters'])
  expect({ code, asked }).toEqual({ code: 64, asked: null })
  expect(err).toContain('--columns: there is no column “requestParamters”, and a path of the record begins with')
})

test('the filter, the format and the file reach the engine', async () => {
  expect(await exported(good)).toEqual({
    code: 0,
    asked: {
      filter: {
        range: null,
        where: { all: [{ column: 'eventName', operator: 'is', values: ['ConsoleLogin'] }] },
      },
      sort: { column: 'eventTime', descending: false },
      format: 'csv',
      columns: filterColumns.filter((column) => !lookupColumns.includes(column as LookupColumn)),
      file: resolve('logins.csv'),
      replaces: false,
    },
    out: 'Written\n',
    err: '',
  })
})

test('a file is replaced and identifiers are redacted when that is said', async () => {
  const { asked } = await exported([...good, '--force', '--redact', 'keys/my.key'])
  expect(asked).toMatchObject({ replaces: true, redactionKey: resolve('keys/my.key') })
})

test('chosen columns keep their order', async () => {
  expect((await exported([...good, '--columns', 'eventTime, userName'])).asked?.columns).toEqual([
    'eventTime',
    'userName',
  ])
})

test('the order is that of one column, up or down', async () => {
  const sorted = await exported([...good, '--sort', 'eventName', '--descending'])
  expect(sorted.asked?.sort).toEqual({ column: 'eventName', descending: true })
})

test('--json tells a program where the files lie', async () => {
  expect(JSON.parse((await exported([...good, '--json'])).out)).toEqual({
    file: resolve('logins.csv'),
    manifest: `${resolve('logins.csv')}.manifest.json`,
    events: 9,
    message: 'Written',
  })
})

test.each([
  [['trail', '--format', 'csv', '--out', 'x'], '--filter is needed'],
  [['trail', '--filter', '', '--format', 'csv'], '--out is needed'],
  [['trail', '--filter', '', '--out', 'x'], '--format needs one of csv, ndjson, json'],
  [['trail', '--filter', 'nothing=1', '--format', 'csv', '--out', 'x'], 'There is no column “nothing” to filter by'],
  [['trail', '--filter', 'record=1', '--format', 'csv', '--out', 'x'], '“record” is searched for what it contains'],
  [['trail', '--filter', 'record~""', '--format', 'csv', '--out', 'x'], '“record~” needs a text to look for'],
  [[...good, '--sort', 'nothing'], '--sort takes '],
  [[...good, '--columns', 'eventTime,nothing'], '--columns: there is no column “nothing”'],
])('%j is a usage error', async (args, sentence) => {
  const { code, err } = await exported(args)
  expect(code).toBe(64)
  expect(err).toContain(sentence)
})

test('a file that cannot be written is named', async () => {
  const { io, kept } = aTerminal()
  const message = 'Nothing was written: logins.csv or its manifest exists already. Choose another name.'
  const engine = createFakeEngine({
    exportEvents: async () => {
      const job = aJob({ kind: 'export', state: 'failed', message })
      engine.pushJob(job)
      return ok(job.id)
    },
  })
  expect(
    await runExport(
      good,
      io,
      async () => engine,
      () => null,
    ),
  ).toBe(1)
  expect(kept.err).toBe(`trailproof export: ${message}\n`)
})

test('a second export at a time is refused', async () => {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine({ exportEvents: async () => fail('busy', 'Another export is running') })
  expect(
    await runExport(
      good,
      io,
      async () => engine,
      () => null,
    ),
  ).toBe(1)
  expect(kept.err).toBe('trailproof export: Another export is running\n')
})

test('Ctrl-C cancels the job and waits for its end, so that no half file stays', async () => {
  const { io, kept, ctrlC } = aTerminal()
  const job = aJob({ kind: 'export' })
  const engine = createFakeEngine({
    exportEvents: async () => {
      queueMicrotask(ctrlC)
      return ok(job.id)
    },
    cancelJob: async () => {
      engine.pushJob({ ...job, state: 'cancelled' })
      return ok(undefined)
    },
  })
  expect(
    await runExport(
      good,
      io,
      async () => engine,
      () => null,
    ),
  ).toBe(130)
  expect(kept).toEqual({ out: '', err: '' })
})

test('a place in the evidence is refused before anything is opened', async () => {
  const { io, kept } = aTerminal()
  const start = async () => {
    throw new Error('must not start')
  }
  const refuse = (file: string, folders: readonly string[]) => `${file} lies under ${folders[0]}`
  expect(await runExport(good, io, start, refuse)).toBe(1)
  expect(kept).toEqual({ out: '', err: `trailproof export: ${resolve('logins.csv')} lies under trail\n` })
})
