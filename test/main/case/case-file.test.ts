import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { answer } from '../../../src-main/case/answer.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { emptyForm } from '../../../src-shared/model/report.ts'
import { checkSentence, savedEventsSentence } from '../../../src-shared/words/case-file.ts'
import { unreadFiles } from '../../../src-shared/words/not-read.ts'
import { aRoom, type RoomStory } from '../../fixtures/case-room.ts'
import { valueIn } from '../../fixtures/engine.ts'
import { forge, putText } from '../../fixtures/forged-case-file.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let folder: string
let trail: string
let file: string
beforeEach(async () => {
  folder = temporaryFolder()
  trail = join(folder, 'trail')
  file = join(folder, 'case.trailproof')
  renameSync((await aTrail().editRecord(1).write()).folder, trail)
})

const stories: RoomStory[] = []
afterEach(async () => {
  for (const { room } of stories.splice(0)) await answer(room, 'closeCase', undefined)
})

async function opened(...paths: string[]): Promise<RoomStory> {
  const story = aRoom()
  stories.push(story)
  await done(story, answer(story.room, 'openCase', { paths }))
  return story
}

async function done(story: RoomStory, answered: ReturnType<typeof answer<'openCase' | 'saveCase' | 'addToCase'>>) {
  const job = await story.ended(valueIn(await answered))
  expect(story.bugs).toEqual([])
  return job
}

const save = (story: RoomStory, name = file) => done(story, answer(story.room, 'saveCase', { file: name }))

async function saved(...paths: string[]): Promise<void> {
  const story = await opened(...(paths.length === 0 ? [trail] : paths))
  expect((await save(story)).message).toContain('Saved as')
  await close(story)
}

const close = (story: RoomStory) => answer(story.room, 'closeCase', undefined)
const summaryOf = ({ room }: RoomStory): CaseSummary => room.current!.summary

/** When the sources were read again. */
async function checked(story: RoomStory): Promise<CaseSummary> {
  while (summaryOf(story).caseFile?.check.state === 'running')
    await new Promise<void>((told) => (story.onCase = () => told()))
  return summaryOf(story)
}

/** What does not differ from one opening to the next. */
const told = ({ id: _, timings: __, peakRssBytes: ___, caseFile: ____, title: _____, ...facts }: CaseSummary) => facts
const sourcesOf = async ({ room }: RoomStory) =>
  valueIn(await answer(room, 'sources', { kind: null, problemsOnly: false, text: '', offset: 0, limit: 1000 })).files
const eventOf = ({ room }: RoomStory, row: number) => answer(room, 'eventDetail', { row: row as Row })

test('a case file tells what its folder told, as saved at first, and as of now once the sources were read again', async () => {
  const before = await opened(trail)
  await save(before)
  const after = await opened(file)
  expect(checkSentence(summaryOf(after).caseFile)).toMatch(
    /^Events and verdicts are as saved on \d{4}-\d\d-\d\d \d\d:\d\d UTC: /,
  )
  expect(told(summaryOf(after))).toEqual(told(summaryOf(before)))
  expect(await sourcesOf(after)).toEqual(await sourcesOf(before))
  const ledger = (story: RoomStory) => answer(story.room, 'ledger', { range: null })
  expect(await ledger(after)).toEqual(await ledger(before))
  expect((await checked(after)).caseFile!.check).toEqual({ state: 'same', events: 'confirmed' })
  expect(checkSentence(summaryOf(after).caseFile)).toBeNull()
  expect(savedEventsSentence(summaryOf(after).caseFile)).toBeNull()
  expect(told(summaryOf(after))).toEqual(told(summaryOf(before)))
})

test('sources that moved with the case file are found beside it, others in a folder that is named', async () => {
  await saved()
  const elsewhere = join(temporaryFolder(), 'moved')
  cpSync(folder, elsewhere, { recursive: true })
  rmSync(folder, { recursive: true })
  const beside = await opened(join(elsewhere, 'case.trailproof'))
  expect((await checked(beside)).caseFile).toMatchObject({ check: { state: 'same' }, readOnly: null })
  expect(summaryOf(beside).paths).toEqual([join(elsewhere, 'trail')])
  await close(beside)

  const third = temporaryFolder()
  renameSync(join(elsewhere, 'trail'), join(third, 'other name'))
  const named = await opened(join(elsewhere, 'case.trailproof'), join(third, 'other name'))
  expect((await checked(named)).caseFile).toMatchObject({ check: { state: 'same' }, readOnly: null })
  expect(summaryOf(named).paths).toEqual([join(third, 'other name')])
})

test('without its sources it answers from what it holds, for reading only, and says so', async () => {
  await saved()
  rmSync(trail, { recursive: true })
  const story = await opened(file)
  const { caseFile, events } = await checked(story)
  expect(caseFile).toMatchObject({
    check: { state: 'absent', roots: [trail] },
    readOnly: expect.stringContaining('its sources are not here'),
  })
  expect(checkSentence(caseFile)).toContain('Original records cannot be read.')
  expect(
    valueIn(
      await answer(story.room, 'events', {
        filter: everything,
        sort: { column: 'eventTime', descending: false },
        columns: ['eventName'],
        offset: 0,
        limit: 5,
      }),
    ).total,
  ).toBe(events)
  expect(await answer(story.room, 'keepCaseWork', { of: file, part: 'bookmarks', value: '[]' })).toMatchObject({
    code: 'not-written',
  })
  expect(await answer(story.room, 'addToCase', { paths: [temporaryFolder()] })).toMatchObject({ ok: false })
})

test('a source that has changed since is named and its records are refused; events and verdicts stay as saved', async () => {
  await saved()
  const [changed] = readdirSync(trail, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.includes('/CloudTrail/') && name.endsWith('.gz'),
  )
  writeFileSync(join(trail, changed!), gzipSync('{"Records":[]}'))
  writeFileSync(join(trail, 'more.json'), '{}')
  const story = await opened(file)
  const { caseFile } = await checked(story)
  expect(caseFile!.check).toMatchObject({
    state: 'differs',
    found: { changed: { total: 1, first: [join(trail, changed!)] }, added: { total: 1 } },
  })
  expect(checkSentence(caseFile)).toContain('1 file changed since it was read, and its records are refused')
  const files = story.room.current!.snapshot.files
  const row = story.room.current!.snapshot.locator.file.findIndex((at) => files[at]!.name.endsWith(changed!))
  expect(JSON.stringify(await eventOf(story, row))).toContain('changed since it was opened')
})

/** What an export and a certificate say of it. */
async function handedOver(story: RoomStory) {
  const events = join(temporaryFolder(), 'events.ndjson')
  const sort = { column: 'eventTime', descending: false } as const
  const of = { filter: everything, sort, format: 'ndjson', columns: [], file: events } as const
  await story.ended(valueIn(await answer(story.room, 'exportEvents', of)))
  const report = join(temporaryFolder(), 'certificate.md')
  await story.ended(
    valueIn(
      await answer(story.room, 'writeReport', { form: emptyForm('integrity'), format: 'markdown', file: report }),
    ),
  )
  return {
    case: JSON.parse(readFileSync(`${events}.manifest.json`, 'utf8')).case,
    certificate: readFileSync(report, 'utf8'),
  }
}

test('an event that the case file has otherwise than its source is named everywhere, and nothing is called verified', async () => {
  await saved()
  await forge(file, (members) => putText(members, 'columns/eventName', 0, 'CreateUser'))
  const story = await opened(file)
  const { caseFile } = await checked(story)
  const { eventID } = valueIn(await eventOf(story, 0)).values
  const named = `1 event in the case file is not what the sources tell: ${eventID}, record`
  expect(checkSentence(caseFile)).toContain(named)
  expect(checkSentence(caseFile)).toMatch(/^Events and verdicts are as saved on .*: eventName\. Open the folders/s)
  const handed = await handedOver(story)
  expect(handed.case.verdictsAsSaved).toContain(named)
  expect(handed.certificate).toContain('1 event in the case file is not what the sources tell')
  expect(handed.certificate).toContain(', as saved on ')
})

test('once every event was held against its records, nothing says any more that it is as saved', async () => {
  await saved()
  const story = await opened(file)
  await checked(story)
  const handed = await handedOver(story)
  expect(handed.case).toMatchObject({ verdictsAsSaved: null, eventsAsSaved: null })
  expect(handed.certificate).not.toContain('as saved')
})

test('where there is no memory to hold events against their records, they stay as saved, and it is said why', async () => {
  await saved()
  await forge(file, (members) => putText(members, 'columns/eventName', 0, 'CreateUser'))
  const story = aRoom()
  stories.push(story)
  const available = vi.spyOn(process, 'availableMemory')
  available.mockImplementation(() => (story.room.current === null ? 1 << 30 : 1 << 20))
  onTestFinished(() => available.mockRestore())
  await done(story, answer(story.room, 'openCase', { paths: [file] }))
  const { caseFile } = await checked(story)
  expect(caseFile!.check).toEqual({ state: 'same', events: 'no-room' })
  expect(checkSentence(caseFile)).toBeNull()
  const handed = await handedOver(story)
  expect(handed.case.eventsAsSaved).toContain('there was not enough free memory')
  expect(handed.certificate).toContain('there was not enough free memory')
})

test('work is kept in it, is there again, and moves to another file with “save as”', async () => {
  const story = await opened(trail)
  expect(await answer(story.room, 'keepCaseWork', { of: file, part: 'bookmarks', value: '[1]' })).toMatchObject({
    code: 'no-case-file',
  })
  await save(story)
  await answer(story.room, 'keepCaseWork', { of: file, part: 'bookmarks', value: '[1]' })
  await save(story, join(folder, 'second.trailproof'))
  await answer(story.room, 'keepCaseWork', { of: join(folder, 'second.trailproof'), part: 'bookmarks', value: '[2]' })
  await close(story)
  const workIn = async (name: string) => {
    const story = await opened(name)
    const work = valueIn(await answer(story.room, 'caseWork', undefined))
    await close(story)
    return work
  }
  expect(await workIn(file)).toEqual({ bookmarks: '[1]' })
  expect(await workIn(join(folder, 'second.trailproof'))).toEqual({ bookmarks: '[2]' })
  expect(readdirSync(folder).sort()).toEqual(['case.trailproof', 'second.trailproof', 'trail'])
})

test('a folder that is added is in the case file, too', async () => {
  const more = join(folder, 'more')
  mkdirSync(more)
  cpSync((await aTrail().seed('more').start('2024-04-05T09:10:16Z').write()).folder, more, { recursive: true })
  await saved()
  const story = await opened(file)
  await checked(story)
  expect((await done(story, answer(story.room, 'addToCase', { paths: [more] }))).state).toBe('done')
  const grown = told(summaryOf(story))
  expect(summaryOf(story).caseFile!.check.state).toBe('not-needed')
  await close(story)
  const again = await opened(file)
  expect(told(await checked(again))).toEqual(grown)
  const atOnce = await opened(trail, more)
  expect(told(summaryOf(atOnce))).toEqual(grown)
})

test('a case file below an opened folder, its draft, journal and lock are told by name and are no evidence', async () => {
  const before = await opened(trail)
  await save(before)
  valueIn(await answer(before.room, 'keepCaseWork', { of: file, part: 'note', value: '{}' }))
  const ours = ['case.trailproof', 'case.trailproof-journal', 'case.trailproof-lock']
  for (const name of ours) copyFileSync(join(folder, name), join(trail, name))
  const whole = readFileSync(file)
  writeFileSync(join(trail, 'case.trailproof-draft'), whole.subarray(0, whole.length / 2))
  writeFileSync(join(trail, 'case.trailproof.gz'), gzipSync(whole))
  const after = await opened(trail)
  const { records, files, notRead } = summaryOf(after)
  expect(records).toBe(summaryOf(before).records)
  const ledger = (story: RoomStory) => answer(story.room, 'ledger', { range: null })
  expect(await ledger(after)).toEqual(await ledger(before))
  expect(files).toEqual({ ...summaryOf(before).files, other: 5 })
  expect(notRead.files['own-export']).toBe(5)
  expect(unreadFiles(notRead)).toBe(unreadFiles(summaryOf(before).notRead))
  const named = notRead.first.filter(({ kind }) => kind === 'own-export')
  expect(named.map(({ path }) => path.slice(trail.length + 1)).sort()).toEqual(
    [...ours, 'case.trailproof-draft', 'case.trailproof.gz'].sort(),
  )
  for (const { reason } of named) expect(reason).toMatch(/Trailproof case file, and no evidence/)
})

test('what is evidence is not written: no case file below it, and none that lies there is changed', async () => {
  const story = await opened(trail)
  expect(await answer(story.room, 'saveCase', { file: join(trail, 'x.trailproof') })).toMatchObject({
    code: 'evidence',
  })
  writeFileSync(file, 'mine')
  expect(await save(story)).toMatchObject({ state: 'failed', message: expect.stringContaining('exists already') })
  expect(await save(story, join(folder, 'no', 'folder', 'x.trailproof'))).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('does not exist'),
  })
  rmSync(file)
  await save(story)
  await close(story)
  renameSync(file, join(trail, 'case.trailproof'))
  const within = await opened(join(trail, 'case.trailproof'))
  expect(summaryOf(within).caseFile!.readOnly).toContain('opened as evidence')
  await close(within)
  expect(existsSync(join(trail, 'case.trailproof-lock'))).toBe(false)
})

test('two windows on one case file: the second reads, and says who writes', async () => {
  const first = await opened(trail)
  await save(first)
  const second = await opened(file)
  expect(summaryOf(second).caseFile!.readOnly).toContain(`process ${process.pid} on`)
  await close(second)
  await answer(first.room, 'keepCaseWork', { of: file, part: 'bookmarks', value: '[1]' })
  await close(first)
})

test('what is no case file, or not alone, is refused in a sentence', async () => {
  await saved()
  const refused = async (...paths: string[]) => {
    const story = aRoom()
    return (await done(story, answer(story.room, 'openCase', { paths }))).message
  }
  cpSync(file, join(folder, 'second.trailproof'))
  expect(await refused(file, join(folder, 'second.trailproof'))).toContain('one case file at a time')
  writeFileSync(file, 'nothing of the kind')
  expect(await refused(file)).toBe(`${file} is no case file of Trailproof.`)
})
