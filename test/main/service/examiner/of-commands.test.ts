import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordingCommands, recordOnce } from '../../../../src-main/service/examiner/of-commands.ts'
import { deedSentence } from '../../../../src-shared/words/examiner-log.ts'
import { finished, open, startEngine } from '../../../fixtures/engine.ts'
import { aTrail, temporaryFolder } from '../../../fixtures/trail.ts'
import { deedsIn, unopenedCase } from '../../../fixtures/unopened.ts'

test('the last line of a case file says that it was closed: where another case takes its place, and where its file is opened anew', async () => {
  const state = temporaryFolder()
  const [trail, other] = await Promise.all([aTrail().write(), aTrail().hours(3).write()])
  const one = join(temporaryFolder(), 'one.trailproof')
  const engine = recordingCommands(startEngine(), {
    settings: join(state, 'settings.json'),
    examinerLogs: join(state, 'logs'),
    version: '1.2.3',
    isWithin: () => false,
    examiner: 'Ana',
    say: async () => {},
  })
  try {
    await open(engine, trail.folder)
    await finished(engine, () => engine.saveCase({ file: one }))
    await open(engine, other.folder)
    expect((await deedsIn(one)).map(({ kind }) => kind)).toEqual(['begun', 'opened', 'verified', 'saved', 'closed'])
    await open(engine, one)
    await open(engine, one)
    expect((await deedsIn(one)).map(({ kind }) => kind).slice(5, 9)).toEqual([
      'opened', 'verified', 'verified', 'closed',
    ]) // biome-ignore format: a list
    const [asSaved, ofNow] = (await deedsIn(one)).filter(({ kind }) => kind === 'verified').slice(1, 3)
    expect(asSaved).toMatchObject({ isAsSaved: true, outcome: 'unproven' })
    expect(ofNow).not.toHaveProperty('isAsSaved')
    expect(ofNow).toMatchObject({ keys: [{ trust: 'from-evidence' }] })
  } finally {
    await engine.dispose()
  }
  expect((await deedsIn(one)).at(-1)).toEqual({ kind: 'closed' })
})

test('a command that opens no case writes into the case file, and apart where another program has that open', async () => {
  const state = temporaryFolder()
  const { folder } = await aTrail().write()
  const file = join(temporaryFolder(), 'one.trailproof')
  const parts = {
    settings: join(state, 'settings.json'),
    examinerLogs: join(state, 'logs'),
    version: '1.2.3',
    isWithin: () => false,
    examiner: 'Ana',
    say: async () => {},
  }
  const verify = async () => {
    const unopened = await unopenedCase(file, { files: [], paths: [file] })
    expect(unopened.evidence).toEqual([folder])
    const deed = { kind: 'verified', outcome: 'proven', logs: {}, digests: {} } as const
    await recordOnce(unopened, { id: file, path: file, paths: unopened.evidence }, deed, parts)
    await unopened.close()
  }
  const engine = startEngine()
  try {
    await open(engine, folder)
    await finished(engine, () => engine.saveCase({ file }))
    await verify()
    expect(await deedsIn(file)).toEqual([])
    expect(readdirSync(join(state, 'logs')).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1)
  } finally {
    await engine.dispose()
  }
  await verify()
  // A case file without lines takes those that were written apart.
  expect((await deedsIn(file)).map(({ kind }) => kind)).toEqual(['begun', 'verified', 'verified'])
})

test('a comparison writes nothing into a case file that lies in the evidence of the other side', async () => {
  const state = temporaryFolder()
  const [one, other] = await Promise.all([aTrail().write(), aTrail().hours(3).write()])
  const file = join(other.folder, 'one.trailproof')
  const elsewhere = join(temporaryFolder(), 'one.trailproof')
  const engine = startEngine()
  try {
    await open(engine, one.folder)
    await finished(engine, () => engine.saveCase({ file: elsewhere }))
  } finally {
    await engine.dispose()
  }
  copyFileSync(elsewhere, file)
  const before = readFileSync(file)
  const parts = {
    settings: join(state, 'settings.json'),
    examinerLogs: join(state, 'logs'),
    version: '1.2.3',
    isWithin: () => false,
    examiner: 'Ana',
    say: async () => {},
  }
  const counts = { a: 3, b: 3, same: 2, changed: 1, 'only-a': 0, 'only-b': 0, unknown: 0 }
  const deed = { kind: 'compared', side: 'a', of: { a: file, b: other.folder }, files: counts, events: counts } as const
  const compared = async (path: string, beside: readonly string[]) => {
    const unopened = await unopenedCase(path, { files: [], paths: [path], beside })
    await recordOnce(unopened, { id: path, path, paths: unopened.evidence }, deed, parts)
    await unopened.close()
  }
  await compared(file, [other.folder])
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(readdirSync(other.folder).filter((name) => name.startsWith('one.trailproof'))).toEqual(['one.trailproof'])
  await compared(elsewhere, [other.folder])
  const told = (await deedsIn(elsewhere)).at(-1)!
  expect(told).toMatchObject({ kind: 'compared', side: 'a' })
  expect(deedSentence(told)).toContain(`A: ${file}. B: ${other.folder}.`)
})
