import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordingCommands, recordOnce } from '../../../../src-main/service/examiner/of-commands.ts'
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
