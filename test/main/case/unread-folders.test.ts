import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { answer } from '../../../src-main/case/answer.ts'
import type { StartReaders } from '../../../src-main/ingest/read-pool.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { largePartSentence } from '../../../src-shared/words/not-read.ts'
import { aRoom, readersHere } from '../../fixtures/case-room.ts'
import { valueIn } from '../../fixtures/engine.ts'
import { aRecord } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

async function opened(folder: string, startReaders?: StartReaders): Promise<{ summary: CaseSummary; state: string }> {
  const { room, ended } = aRoom(startReaders === undefined ? {} : { startReaders })
  const job = await ended(valueIn(await answer(room, 'openCase', { paths: [folder] })))
  return { summary: room.current!.summary, state: job.state }
}

/** As a user whom the mode of files binds: root, as whom tests may run, gives its rights away for the time. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid!(65_534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid!(0)
  }
}

test.skipIf(process.platform === 'win32')(
  'the folder of a whole account that may not be read is told above everything, and nothing is called proven',
  async () => {
    const folder = temporaryFolder()
    const other = await aTrail().hours(1).write(join(folder, 'one'))
    const { logs } = await aTrail().hours(1).write(join(folder, 'other'))
    const account = join(folder, 'other')
    expect(logs[0]!.path!.startsWith(account)).toBe(true)
    chmodSync(folder, 0o755)
    await opened(other.folder)
    chmodSync(account, 0o000)
    const { summary, state } = await asNobody(() => opened(folder))
    chmodSync(account, 0o755)
    expect(state).toBe('done')
    expect(summary.notRead.files).toMatchObject({ 'unreadable-folder': 1 })
    expect(summary.notRead.first[0]).toMatchObject({ path: account, reason: expect.stringContaining('EACCES') })
    expect(largePartSentence(summary.notRead, 1_000)).toMatch(
      /^A large part was not read.*1 folder could not be opened/,
    )
    expect(summary).toMatchObject({ isBeingJudged: false, proof: { outcome: 'unproven' } })
  },
)

test('a folder that vanishes when its files are known and not read makes the case a part, which says how much is gone', async () => {
  const folder = temporaryFolder()
  const { logs } = await aTrail().hours(6).write(join(folder, 'trail'))
  writeFileSync(join(folder, 'extra.json'), JSON.stringify({ Records: [aRecord()] }))
  const vanishing: StartReaders = (options) => {
    const readers = readersHere(options)
    return {
      end: () => readers.end(),
      read: (chunks) => {
        rmSync(dirname(logs[0]!.path!), { recursive: true })
        return readers.read(chunks)
      },
    }
  }
  const { summary } = await opened(folder, vanishing)
  const gone = summary.notRead.files.vanished
  expect(gone).toBeGreaterThan(0)
  expect(summary).toMatchObject({
    partial: true,
    partialReason: expect.stringContaining(`${gone} files or folders vanished while the case was read`),
  })
  expect(summary.records).toBe(summary.events + summary.duplicates + summary.unparsed)
  expect(largePartSentence(summary.notRead, 1_000)).toMatch(/^A large part was not read/)
})
