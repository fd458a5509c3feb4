import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inCaseFiles } from '../../../../src-main/service/examiner/case-file-log.ts'
import { createCaseLogs } from '../../../../src-main/service/examiner/case-logs.ts'
import { Recorder } from '../../../../src-main/service/examiner/recorder.ts'
import { createStateFiles } from '../../../../src-main/service/state-file.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { CaseFileState } from '../../../../src-shared/model/case-file.ts'
import { aSummary, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { ana } from '../../../fixtures/no-log.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

/** What lies in a case file, as an engine keeps it. */
interface Kept {
  readonly log: string[]
  readonly work: Record<string, string>
}

function aProgram(folder: string, kept: Kept) {
  const inner = createFakeEngine({
    recogniseCase: async ({ known }) => ok({ sources: [], belongs: known.map(() => true) }),
    caseLog: async () => ok([...kept.log]),
    appendCaseLog: async ({ of, line }) => {
      if (inner.summary()?.caseFile?.path !== of) return fail('no-case-file', 'It is closed')
      return ok(void kept.log.push(line))
    },
    caseWork: async () => ok(kept.work),
    keepCaseWork: async ({ part, value }) => {
      kept.work[part] = value
      return ok(undefined)
    },
  })
  const logs = inCaseFiles(
    createCaseLogs(
      folder,
      createStateFiles(() => false),
    ),
    inner,
  )
  return { inner, recorder: new Recorder(inner, { logs, examiner: () => ana, version: '1.2.3' }) }
}

const caseFile: CaseFileState = {
  path: '/case.trailproof',
  readAt: 0 as UtcMs,
  savedAt: 0 as UtcMs,
  readOnly: null,
  notes: [],
  check: { state: 'not-needed' },
}
const page = { text: '', descending: false, offset: 0, limit: 100 } as const
const summary = aSummary({ id: 'one', paths: ['/evidence'] })

test('the log of a case that is saved goes on in its case file, and is there whole when that is opened', async () => {
  const folder = join(temporaryFolder(), 'logs')
  const kept: Kept = { log: [], work: {} }
  const first = aProgram(folder, kept)
  first.inner.pushCase(summary)
  await first.recorder.flush()
  expect(kept.log).toEqual([])
  first.inner.pushCase({ ...summary, caseFile })
  first.recorder.record({ kind: 'rules', folder: '/rules', rules: 1, findings: 0 })
  await first.recorder.flush()
  const before = (await first.recorder.page(page))!
  expect(before).toMatchObject({ file: '/case.trailproof', state: { problems: [] } })
  expect(kept.log).toHaveLength(before.total)
  const [apart] = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  const lines = readFileSync(join(folder, apart!), 'utf8').trimEnd().split('\n')
  expect(kept.log.slice(0, lines.length)).toEqual(lines)
  expect(kept.log.length).toBeGreaterThan(lines.length)
  await first.recorder.end()

  const next = aProgram(join(temporaryFolder(), 'elsewhere'), kept)
  next.inner.pushCase({ ...summary, id: 'two', caseFile: { ...caseFile, check: { state: 'running' } } })
  await next.recorder.flush()
  const after = (await next.recorder.page(page))!
  expect(after.total).toBeGreaterThan(before.total)
  expect(after.lines.slice(0, before.total)).toEqual(before.lines)
  expect(after.state).toMatchObject({ problems: [], anchor: { n: after.total } })
  kept.log.splice(1, 1)
  const altered = aProgram(join(temporaryFolder(), 'third'), kept)
  altered.inner.pushCase({ ...summary, id: 'three', caseFile })
  await altered.recorder.flush()
  expect((await altered.recorder.page(page))!.state.problems).not.toEqual([])
  await next.recorder.end()
  await altered.recorder.end()
})

test('lines that a case file does not have yet are in it once', async () => {
  const folder = join(temporaryFolder(), 'logs')
  const kept: Kept = { log: [], work: {} }
  const apart = aProgram(folder, kept)
  apart.inner.pushCase(summary)
  await apart.recorder.end()
  const writing = aProgram(folder, kept)
  writing.inner.pushCase({ ...summary, id: 'two', caseFile })
  await writing.recorder.flush()
  const { total, state } = (await writing.recorder.page(page))!
  expect(state).toMatchObject({ problems: [], anchor: { n: total } })
  expect(new Set(kept.log).size).toBe(kept.log.length)
  await writing.recorder.end()
})

test('of a case file that is open for reading only the log is whole and goes on apart, and nothing is written to the file', async () => {
  const folder = join(temporaryFolder(), 'logs')
  const kept: Kept = { log: [], work: {} }
  const writing = aProgram(folder, kept)
  writing.inner.pushCase({ ...summary, caseFile })
  await writing.recorder.end()
  const before = structuredClone(kept)
  for (const id of ['two', 'three']) {
    const reading = aProgram(folder, kept)
    reading.inner.pushCase({ ...summary, id, caseFile: { ...caseFile, readOnly: 'Another window writes it.' } })
    await reading.recorder.flush()
    const { total, file, notKept, state } = (await reading.recorder.page(page))!
    expect({ notKept, problems: state.problems }).toEqual({ notKept: null, problems: [] })
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines.slice(0, kept.log.length)).toEqual(kept.log)
    expect(total).toBe(lines.length)
    expect(total).toBeGreaterThan(kept.log.length)
    await reading.recorder.end()
  }
  expect(kept).toEqual(before)
})
