import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { createEngine } from '../../../src-main/engine/thread.ts'
import { type WorkerName, workers } from '../../../src-main/runtime/workers.ts'
import { type Engine, noPrinting, open, valueIn, wasmPath, workersFolder } from '../../fixtures/engine.ts'
import { aRecord } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

/** As Node tells of a worker whose heap is full. */
const outOfMemory = `throw Object.assign(new Error('JS heap out of memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })`

/** An engine whose SQL threads run out of memory when they are asked what meets the condition. */
function aMortalEngine(condition: string): Engine {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const name of Object.keys(workers) as WorkerName[]) {
    const real = JSON.stringify(pathToFileURL(`${workersFolder}/${name}.js`).href)
    const mortal = [
      `import { parentPort } from 'node:worker_threads'`,
      'const on = parentPort.on.bind(parentPort)',
      'parentPort.on = (event, listener) => on(event, (asked) => (die(asked), listener(asked)))',
      `function die({ name, input }) { if (${condition}) ${outOfMemory} }`,
    ]
    writeFileSync(
      join(folder, `${name}.js`),
      [...(name === 'sql-worker' ? mortal : []), `await import(${real})`].join('\n'),
    )
  }
  engine = createEngine({ workersFolder: folder, wasmPath, version: '0.0.0-test', printPdf: noPrinting })
  return engine
}

let engine: Engine
afterEach(() => engine.dispose())

function aCase(): string {
  const folder = temporaryFolder()
  const records = [
    aRecord({ eventID: 'a', eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' }),
    aRecord({ eventID: 'b' }),
  ]
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: records }))
  return folder
}

test('a query that takes all memory is told so; the case stays, and the next query is answered', async () => {
  const engine = aMortalEngine(`name === 'runSql' && input.sql.includes('zeroblob')`)
  await open(engine, aCase())
  expect(await engine.runSql({ sql: 'SELECT hex(zeroblob(1))', limit: 1 })).toMatchObject({
    ok: false,
    code: 'sql-invalid',
    message: expect.stringMatching(/took more memory than there is: JS heap out of memory\. The case stays open/),
  })
  expect(valueIn(await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })).rows).toEqual([[2]])
  expect(engine.summary()).toMatchObject({ events: 2, partial: false })
})

test('where no database can be made, whoever asks for findings is told rather than left to wait', async () => {
  const engine = aMortalEngine(`name === 'begin'`)
  const { job } = await open(engine, aCase())
  expect(job).toMatchObject({ state: 'failed', message: expect.stringContaining('JS heap out of memory') })
  expect(await engine.findings()).toMatchObject({ ok: false, code: 'layer-missing' })
  expect(engine.summary()).toMatchObject({ events: 2 })
})

test('a rule that takes all memory is told as not known, and the findings of the others come', async () => {
  const whole = aMortalEngine('false')
  await open(whole, aCase())
  const before = valueIn(await whole.findings())
  await whole.dispose()
  const engine = aMortalEngine(`name === 'runRule' && input === 1`)
  const { job } = await open(engine, aCase())
  expect(job.state).toBe('done')
  const findings = valueIn(await engine.findings())
  const failed = findings.filter(({ id }) => id.endsWith(':failed'))
  expect(failed).toMatchObject([
    { events: 2, sentence: expect.stringContaining('is not known: JS heap out of memory') },
  ])
  const ofOthers = (list: typeof findings) => list.filter(({ rule }) => rule !== failed[0]!.rule)
  expect(ofOthers(before).length).toBeGreaterThan(0)
  expect(ofOthers(findings)).toEqual(ofOthers(before))
})

test('a thread that dies of the findings that a query reads takes that query along, and no other', async () => {
  const engine = aMortalEngine(`name === 'addFindings'`)
  await open(engine, aCase())
  const query = await engine.runSql({ sql: 'SELECT count(*) FROM findings', limit: 1 })
  expect(query).toMatchObject({
    ok: false,
    code: 'sql-invalid',
    message: expect.stringContaining('JS heap out of memory'),
  })
  expect(valueIn(await engine.runSql({ sql: 'SELECT count(*) FROM events', limit: 1 })).rows).toEqual([[2]])
})

test('a rule that stopped is a finding in SQL, too, and names no events', async () => {
  const engine = aMortalEngine(`name === 'runRule' && input === 0`)
  await open(engine, aCase())
  const sql = `SELECT hasFailed, events, listed, (SELECT count(*) FROM finding_events x WHERE x.finding = f.id)
    FROM findings f WHERE title LIKE 'Rule failed%'`
  expect(valueIn(await engine.runSql({ sql, limit: 10 })).rows).toEqual([[1, 2, 0, 0]])
})
