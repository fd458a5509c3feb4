import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CaseFile, journalOf, lockOf } from '../../../src-main/case-file/case-file.ts'
import { BadContainer } from '../../../src-main/case-file/container.ts'
import { ContainerWriter } from '../../../src-main/case-file/container-writer.ts'
import {
  caseForm, columnsForm, configItemForm, evidenceForm, manifestForm, sourceForm, unparsedForm,
} from '../../../src-main/case-file/forms.ts' // biome-ignore format: a list
import { relocation, stays } from '../../../src-main/case-file/relocate.ts'
import type { CaseToSave } from '../../../src-main/case-file/write-case.ts'
import { caseFileMembers, keysOfMembers } from '../../../src-shared/model/case-file.ts'
import { onlyEvidence } from '../../../src-shared/model/verification.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

const signal = new AbortController().signal
const options = { signal, onProgress: () => {} }
const readOptions = { ...options, room: 1 << 30 }
const product = '0.0.0-test'

let trail: string
let toSave: CaseToSave
beforeAll(async () => {
  trail = (await aTrail().editRecord(1).write()).folder
  const read = await ingestFolder(trail)
  toSave = { title: 'trail', trust: { ...onlyEvidence, paths: [trail] }, read, evidence: read.evidence }
})

let path: string
beforeEach(() => {
  path = join(temporaryFolder(), 'case.trailproof')
})

const opened: CaseFile[] = []
afterEach(async () => {
  for (const file of opened.splice(0)) await file.close()
})

async function create(work = {}, log: string[] = []): Promise<CaseFile> {
  const file = await CaseFile.create(path, { ...toSave, work, log }, product, options)
  opened.push(file)
  return file
}

async function open(name = path) {
  const file = await CaseFile.open(name)
  opened.push(file)
  return { file, as: await file.take() }
}

/** What it says was read, with the paths that it is given. */
const saved = async (file: CaseFile, relocate = stays, more = readOptions) =>
  file.read(await file.listing(), relocate, more)

const reopened = async () => (await open()).file

/** Why it is not opened or not read; null where it is. */
async function refusal(): Promise<string | null> {
  let file: CaseFile | null = null
  try {
    file = await reopened()
    await saved(file)
    return null
  } catch (error) {
    expect(error).toBeInstanceOf(BadContainer)
    return (error as Error).message
  } finally {
    await file?.close()
  }
}

describe('what was read', () => {
  test('comes back, with the evidence that its verdicts rest on', async () => {
    await (await create()).close()
    const { read, evidence, trust, title } = await saved(await reopened())
    const { events, locator, files } = toSave.read.snapshot
    expect({ title, trust, counts: read.counts, evidence }).toEqual({
      title: 'trail',
      trust: toSave.trust,
      counts: toSave.read.counts,
      evidence: toSave.evidence,
    })
    expect(read.snapshot).toMatchObject({ events, locator })
    expect(read.snapshot.files).toEqual(files.map((file) => ({ ...file, uri: null, verdict: null, status: null })))
    const asRead = toSave.read.sources.map((source) => ({ ...source, uri: null, status: null }))
    expect(read.sources).toEqual(asRead)
  })

  test('has the paths of today, of another system, too', async () => {
    await (await create()).close()
    const moved = relocation([{ from: trail, to: '/elsewhere' }], '/')
    const { read, evidence, trust } = await saved(await reopened(), moved)
    const all = JSON.stringify([read.sources, read.snapshot.files, [...evidence.logs, ...evidence.digests], trust])
    expect(all).not.toContain(trail)
    expect(read.sources[0]!.path).toBe(toSave.read.sources[0]!.path.replace(trail, '/elsewhere'))
    const windows = relocation([{ from: 'C:\\case', to: '/case' }], '\\')
    expect([windows('C:\\case\\a\\b.gz › c'), windows('C:\\cases\\a')]).toEqual(['/case/a/b.gz › c', 'C:\\cases\\a'])
  })
})

test('its JSON has the keys by which it is told among evidence, and no others', () => {
  const forms = {
    case: [caseForm], sources: [sourceForm], unparsed: [unparsedForm], config: [configItemForm],
    evidence: evidenceForm.options, columns: [columnsForm], manifest: [manifestForm],
  } satisfies Partial<Record<keyof typeof caseFileMembers, readonly { readonly shape: object }[]>> // biome-ignore format: a list
  const keys = Object.entries(forms).map(([member, of]) => [
    caseFileMembers[member as keyof typeof forms],
    new Set(of.flatMap(({ shape }) => Object.keys(shape))),
  ])
  expect(keysOfMembers).toEqual(new Map(keys as [string, Set<string>][]))
})

describe('work', () => {
  test('is there again after a close, and after a kill at any time', async () => {
    const file = await create({ view: 'events' }, ['begun'])
    await file.keep('bookmarks', 'first')
    await file.appendLog('kept a bookmark')
    // A process that is killed closes nothing: another opens what lies on the disk.
    rmSync(lockOf(path))
    const second = await reopened()
    expect([second.work, second.log]).toEqual([{ view: 'events', bookmarks: 'first' }, ['begun', 'kept a bookmark']])
    await second.close()
    expect(existsSync(journalOf(path))).toBe(false)
    const third = await reopened()
    expect([third.work.bookmarks, third.log]).toEqual(['first', ['begun', 'kept a bookmark']])
  })

  test('a change that was cut off is dropped and told, and what is kept next is whole', async () => {
    const file = await create()
    await file.keep('bookmarks', 'first')
    appendFileSync(journalOf(path), '12345678 {"seq":2,"part":"bookm')
    rmSync(lockOf(path))
    const { file: second, as } = await open(path)
    expect(as.cutBytes).toBe(31)
    await second.keep('bookmarks', 'second')
    rmSync(lockOf(path))
    const third = await open(path)
    expect([third.as.cutBytes, third.file.work]).toEqual([0, { bookmarks: 'second' }])
  })

  test('a journal that was folded in and not removed is not counted twice', async () => {
    const file = await create()
    await file.appendLog('once')
    const journal = readFileSync(journalOf(path))
    await file.close()
    writeFileSync(journalOf(path), journal)
    expect((await reopened()).log).toEqual(['once'])
  })

  test('a view that changes often does not have the case file written anew: its journal forgets what is past', async () => {
    const file = await create()
    await file.appendLog('first')
    const { savedAt } = file
    const long = 'x'.repeat(1 << 20)
    for (let k = 1; k <= 9; k++) await file.keep('view-tabs', `${k} ${long}`)
    await file.keep('view-zone', 'UTC')
    expect(file.savedAt).toBe(savedAt)
    expect(statSync(journalOf(path)).size).toBeLessThan(5 << 20)
    expect(existsSync(`${journalOf(path)}-draft`)).toBe(false)
    rmSync(lockOf(path))
    const second = await reopened()
    expect([second.work['view-tabs']!.slice(0, 2), second.work['view-zone'], second.log]).toEqual([
      '9 ',
      'UTC',
      ['first'],
    ])
  })

  test('a journal of another case file is kept aside', async () => {
    await (await create()).close()
    writeFileSync(journalOf(path), 'of something else\n')
    const { file, as } = await open(path)
    expect(readFileSync(as.journalAside!, 'utf8')).toBe('of something else\n')
    expect(file.work).toEqual({})
  })
})

describe('a case file that is open elsewhere', () => {
  test('is read, and says who holds it', async () => {
    const file = await create()
    const { file: second, as } = await open(path)
    expect(as.readOnly).toMatchObject({ why: 'held', holder: { pid: process.pid, host: hostname() } })
    await expect(second.keep('bookmarks', '')).rejects.toMatchObject({ code: 'EROFS' })
    await second.close()
    await file.keep('bookmarks', 'still')
    await file.close()
    expect((await reopened()).work).toEqual({ bookmarks: 'still' })
  })

  test('is taken over from a process that has ended, not from another machine', async () => {
    await (await create()).close()
    const holder = { pid: 2 ** 22 + 1, host: hostname(), since: '2024-03-05T10:00:00Z', token: 'x' }
    writeFileSync(lockOf(path), JSON.stringify({ ...holder, host: 'other.example' }))
    expect((await open(path)).as.readOnly).toMatchObject({ holder: { host: 'other.example' } })
    writeFileSync(lockOf(path), JSON.stringify(holder))
    const { file, as } = await open(path)
    expect(as).toMatchObject({ readOnly: null, tookOver: { pid: holder.pid } })
    await file.close()
    expect(readdirSync(join(path, '..'))).toEqual(['case.trailproof'])
  })
})

describe('a file that is not what it should be', () => {
  test('is refused with a reason, wherever a byte is altered or the end is missing', async () => {
    await (await create({ notes: 'x'.repeat(100) })).close()
    const whole = readFileSync(path)
    const { int } = randomFrom('altered case file')
    const answers = new Set<string | null>()
    // Ten seconds on two cores; a minute where others use them, too.
    for (let k = 0; k < 60; k++) {
      const altered = Buffer.from(whole)
      const at = int(whole.length)
      altered[at] = altered[at]! ^ (1 << int(8))
      writeFileSync(path, k % 3 === 0 ? whole.subarray(0, at) : altered)
      const why = await refusal()
      // A date in a header, or a name that is written twice, may be another and tell nothing else.
      answers.add(why?.replace(/[\d:]+|columns\/\S+/g, '…') ?? null)
    }
    expect(answers.size).toBeGreaterThan(4)
    writeFileSync(path, '{"not": "a case file"}')
    expect(await refusal()).toBe('is no case file of Trailproof.')
  }, 240_000)

  test('of a later version says so', async () => {
    const writer = await ContainerWriter.create(`${path}-draft`)
    await writer.add('trailproof.json', [Buffer.from('{"form": 2, "product": "9.0.0", "else": []}')])
    await writer.finish(path)
    expect(await refusal()).toMatch(
      /^was written by Trailproof 9\.0\.0, in a form \(2\) that this version does not know/,
    )
  })

  test('that needs more memory than there is says so before it is read', async () => {
    const file = await create()
    await expect(saved(file, stays, { ...readOptions, room: 1000 })).rejects.toThrow(
      /^holds \d+ MiB, and there is memory for 1 MiB/,
    )
  })
})

describe('a name', () => {
  test('that is taken is refused, and what lies there stays', async () => {
    writeFileSync(path, 'mine')
    await expect(create()).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(path, 'utf8')).toBe('mine')
    expect(readdirSync(join(path, '..'))).toEqual(['case.trailproof'])
  })

  test('of a folder that is not there is refused, and of a file that was moved everything moves along', async () => {
    await expect(
      CaseFile.create(join(path, 'x', 'y'), { ...toSave, work: {}, log: [] }, product, options),
    ).rejects.toMatchObject({ code: 'ENOENT' })
    await (await create({ a: '1' })).close()
    const moved = join(temporaryFolder(), 'moved.trailproof')
    renameSync(path, moved)
    expect((await open(moved)).file.work).toEqual({ a: '1' })
  })
})
