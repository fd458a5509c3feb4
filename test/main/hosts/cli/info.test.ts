import { expect, test } from 'vitest'
import { runInfo } from '../../../../src-main/hosts/cli/info.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { SourceFile } from '../../../../src-shared/model/event.ts'
import { aSummary, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aTerminal } from './a-terminal.ts'

const aFile = (change: Partial<SourceFile>): SourceFile => ({
  path: '/evidence/trail/notes.txt',
  member: null,
  root: '/evidence/trail',
  name: 'notes.txt',
  kind: 'other',
  form: 'text',
  uri: null,
  bytes: 5,
  inflatedBytes: null,
  sha256: null,
  records: 0,
  events: 0,
  duplicates: 0,
  unparsed: 0,
  problems: [],
  notes: [],
  unread: null,
  status: null,
  firstEventTime: null,
  lastEventTime: null,
  ...change,
})

const damaged = aFile({
  path: '/evidence/trail/a.json.gz',
  kind: 'log',
  form: 'log',
  problems: ['It ends too early'],
  unread: 'damaged',
})

test('--json holds every fact, with times as ISO 8601 and what was skipped', async () => {
  const engine = createFakeEngine({
    sources: async ({ kind }) => ok({ total: 1, files: [kind === 'other' ? aFile({}) : damaged], otherForms: [] }),
  })
  const { io, kept } = aTerminal()
  expect(await runInfo(['trail', '--json'], io, async () => engine)).toBe(0)
  expect(JSON.parse(kept.out)).toMatchObject({
    records: 12,
    events: 9,
    uniqueEventIds: 8,
    duplicates: 2,
    conflicting: 1,
    withoutEventId: 1,
    unparsed: 1,
    errorEvents: 3,
    firstEventTime: '2024-03-05T10:00:00Z',
    lastEventTime: '2024-03-05T11:00:00Z',
    files: { log: 2, digest: 1, other: 0 },
    timings: { discovering: 1, reading: 2 },
    peakRssBytes: 100_000_000,
    skipped: [
      { path: '/evidence/trail/a.json.gz', kind: 'log', unread: 'damaged', reasons: ['It ends too early'] },
      { path: '/evidence/trail/notes.txt', kind: 'other', unread: null, reasons: ['It is no CloudTrail file: text.'] },
    ],
  })
  expect(kept.err).toBe('')
  expect(engine.isDisposed()).toBe(true)
})

test('every troubled member of an archive is listed', async () => {
  const members = ['a.json.gz', 'b.json.gz'].map((member) => ({ ...damaged, path: '/evidence/logs.zip', member }))
  const engine = createFakeEngine({
    sources: async ({ kind }) => ok({ total: 2, files: kind === null ? members : [], otherForms: [] }),
  })
  const { io, kept } = aTerminal()
  await runInfo(['trail', '--json'], io, async () => engine)
  expect(JSON.parse(kept.out).skipped.map(({ path }: { path: string }) => path)).toEqual([
    '/evidence/logs.zip › a.json.gz',
    '/evidence/logs.zip › b.json.gz',
  ])
})

test('all pages of skipped files are asked for', async () => {
  const files = Array.from({ length: 2_500 }, (_, i) => aFile({ path: `/evidence/${i}` }))
  const engine = createFakeEngine({
    sources: async ({ kind, offset, limit }) =>
      kind === 'other'
        ? ok({ total: files.length, files: files.slice(offset, offset + limit), otherForms: [] })
        : ok({ total: 0, files: [], otherForms: [] }),
  })
  const { io, kept } = aTerminal()
  await runInfo(['trail', '--json'], io, async () => engine)
  expect(JSON.parse(kept.out).skipped).toHaveLength(2_500)
})

test('the text says the same to people and shows no control characters', async () => {
  const evil = aFile({ path: '/evidence/\u001b]0;owned\u0007.txt' })
  const engine = createFakeEngine({ sources: async () => ok({ total: 1, files: [evil], otherForms: [] }) })
  const { io, kept } = aTerminal()
  await runInfo(['trail'], io, async () => engine)
  expect(kept.out).toContain('records           12\n')
  expect(kept.out).toContain('1 event without an eventID that identifies it (empty, absent or no UUID)\n')
  expect(kept.out).toContain('/evidence/\\u001b]0;owned\\u0007.txt: It is no CloudTrail file: text.')
})

test('a part of a case is never shown as the whole', async () => {
  const engine = createFakeEngine({}, aSummary({ partial: true, partialReason: 'The memory limit was reached' }))
  const { io, kept } = aTerminal()
  await runInfo(['trail'], io, async () => engine)
  expect(kept.err).toBe('trailproof info: this is a part of the case: The memory limit was reached\n')
})

test('a folder that cannot be read is said and ends the engine', async () => {
  const engine = createFakeEngine({ openCase: async () => fail('unreadable', '/evidence does not exist.') })
  const { io, kept } = aTerminal()
  expect(await runInfo(['/evidence'], io, async () => engine)).toBe(66)
  expect(kept).toEqual({ out: '', err: 'trailproof info: /evidence does not exist.\n' })
  expect(engine.isDisposed()).toBe(true)
})

test.each([
  [[], 'A folder or a file is needed'],
  [['trail', '--jsn'], "Unknown option '--jsn'"],
])('%j is a usage error before anything is started', async (args, sentence) => {
  const { io, kept } = aTerminal()
  const start = async () => {
    throw new Error('must not start')
  }
  expect(await runInfo(args, io, start)).toBe(64)
  expect(kept.err).toContain(sentence)
})

test('damaged files stand before clutter, records in other forms are told with what is to be known, and unparsed records have their place and reason', async () => {
  const clutter = Array.from({ length: 30 }, (_, i) => aFile({ path: `/evidence/trail/${i}.txt` }))
  const half = aFile({ path: '/evidence/trail/half.json', kind: 'log', form: 'CloudTrail log', unread: 'unparsed' })
  const notes = ['It also holds nothing.']
  const lookup = aFile({ path: '/evidence/trail/lookup.json', kind: 'records', form: 'lookup-events output', notes })
  const engine = createFakeEngine({
    sources: async ({ kind, problemsOnly }) => {
      const ofKind = [lookup, ...clutter].filter((file) => file.kind === kind)
      const files = problemsOnly ? [damaged, half] : ofKind
      return ok({ total: files.length, files, otherForms: [] })
    },
    unparsed: async () => ok([{ path: half.path, index: 2, offset: 10, length: 4, reason: 'It is null.' }]),
  })
  const { io, kept } = aTerminal()
  await runInfo(['trail'], io, async () => engine)
  expect(kept.out).toContain(
    [
      'not read whole    1',
      '  /evidence/trail/a.json.gz: damaged: It ends too early',
      'in other forms    1',
      '  /evidence/trail/lookup.json: lookup-events output. It also holds nothing.',
      'unparsed records  1',
      '  /evidence/trail/half.json: Record 3 of the file, bytes 10 to 13 (uncompressed), is no CloudTrail event: It is null.',
      'skipped           30',
    ].join('\n'),
  )
  expect(kept.out).not.toContain('It is no CloudTrail file: CloudTrail log')
})
