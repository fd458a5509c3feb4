import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { runReport } from '../../../../src-main/hosts/cli/report.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import type { In } from '../../../../src-shared/contract/index.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { defaultAlarm } from '../../../../src-shared/model/alarm.ts'
import type { CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import { emptyForm } from '../../../../src-shared/model/report.ts'
import { createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'
import { aTerminal } from './a-terminal.ts'

const bookmark = {
  of: { kind: 'session', name: 'AKIAIOSFODNN7EXAMPLE' },
  note: 'theirs',
  keptAt: 0,
  event: null,
} as unknown as CaseBookmark

async function reported(...args: readonly string[]) {
  const { io, kept } = aTerminal()
  const asked: In<'writeReport'>[] = []
  const engine = createFakeEngine({
    findings: async () => ok([{ id: 'a' }, { id: 'b' }] as unknown as readonly Finding[]),
    readAlarms: async ({ text }) =>
      ok({
        alarms: [{ title: 'T', pattern: text, filter: everything, settings: defaultAlarm, notes: [] }],
        refused: [{ title: 'M', reason: 'It is one of math.' }],
      }),
    incidents: async () => ok([{ id: 'one' }, { id: 'two' }] as unknown as readonly Incident[]),
  })
  const write = engine.writeReport
  const writeReport = (query: In<'writeReport'>) => {
    asked.push(query)
    return write(query)
  }
  const listening = { ...engine, writeReport }
  const parts = { whyNotWritten: () => null, examiner: 'E', bookmarksOf: async () => ok([bookmark]) }
  const code = await runReport(args, io, async () => listening, parts)
  return { code, asked: asked[0], ...kept }
}

test('what the user says reaches the engine, and the ending of the file tells its form', async () => {
  const said = ['--title', 'T', '--case-number', '7', '--paper', 'Letter', '--without', 'sources']
  const { code, asked, out } = await reported(
    'trail',
    '--kind',
    'integrity',
    '--out',
    'c.PDF',
    '--day',
    '2024-03-05',
    ...said,
  )
  expect(code).toBe(0)
  expect(asked).toEqual({
    form: {
      ...emptyForm('integrity'), title: 'T', examiner: 'E', caseNumber: '7', paper: 'Letter', leftOut: ['sources'],
      range: { from: Date.UTC(2024, 2, 5), until: Date.UTC(2024, 2, 6) },
    },
    format: 'pdf',
    file: resolve('c.PDF'),
    replaces: false,
  }) // biome-ignore format: a form
  expect(out).toContain(`The report is in ${resolve('c.PDF')}`)
})

test('an incident report has the bookmarks that the window keeps, and the incidents that were asked for', async () => {
  const { asked } = await reported('trail', '--kind', 'incident', '--out', 'r.md', '--incident', '2')
  expect(asked?.form).toMatchObject({ incidents: ['two'], kept: [{ of: bookmark.of, note: 'theirs' }] })
  expect(await reported('trail', '--kind', 'incident', '--out', 'r.md', '--incident', '3')).toMatchObject({
    code: 66,
    asked: undefined,
    err: expect.stringContaining('there is no incident 3: the case has 2'),
  })
})

test.each([
  [['trail', '--out', 'r.md'], '--kind needs one of integrity, incident'],
  [['--kind', 'integrity', '--out', 'r.md'], 'A folder or a file is needed'],
  [['trail', '--kind', 'integrity'], '--out is needed'],
  [['trail', '--kind', 'integrity', '--out', 'r.docx'], '--out takes a file that ends with .html, .md, .pdf'],
  [['trail', '--kind', 'integrity', '--out', 'r.md', '--day', '2024-02-30'], '--day takes a day'],
  [['trail', '--kind', 'integrity', '--out', 'r.md', '--day', '2024-03-05', '--to', '2024-03-06'], '--day stands in place of'],
  [['trail', '--kind', 'integrity', '--out', 'r.md', '--from', '2024-03-05', '--to', '2024-03-05'], '--to must be later'],
  [['trail', '--kind', 'incident', '--out', 'r.md', '--day', '2024-03-05'], '--from and --to are of --kind integrity'],
  [['trail', '--kind', 'integrity', '--out', 'r.md', '--incident', '1'], '--incident is of --kind incident'],
  [['trail', '--kind', 'incident', '--out', 'r.md', '--incident', '0'], '--incident takes a number from 1'],
  [['trail', '--kind', 'integrity', '--out', 'r.md', '--without', 'events'], '--without takes scope, trails'],
] as const)('%j is refused with its reason', async (args, reason) => {
  const { code, asked, err } = await reported(...args)
  expect({ code, asked }).toEqual({ code: 64, asked: undefined })
  expect(err).toContain(reason)
}) // biome-ignore format: a table

test('findings, anomalies, alarms, and the order and titles of sections are what was asked for', async () => {
  const template = join(temporaryFolder(), 'alarms.yaml')
  writeFileSync(template, '{ $.eventName = StopLogging }')
  const of = ['trail', '--kind', 'incident', '--out', 'r.md']
  const { asked, err } = await reported(
    ...of, '--finding', 'b', '--sensitivity', '80', '--alarms', template, '--order', 'findings,scope', '--heading', 'findings=What was found',
  ) // biome-ignore format: options
  expect(asked?.form).toMatchObject({
    findings: ['b'],
    sensitivity: 80,
    order: ['findings', 'scope'],
    titles: { findings: 'What was found' },
    alarms: [{ title: 'T', pattern: '{ $.eventName = StopLogging }', settings: defaultAlarm }],
  })
  expect(err).toContain('the alarm M is not told: It is one of math.')
  expect(await reported(...of, '--finding', 'c')).toMatchObject({ code: 66, asked: undefined })
  expect(await reported(...of, '--heading', 'findings')).toMatchObject({ code: 64 })
  expect(await reported(...of, '--order', 'method')).toMatchObject({ code: 64 })
})
