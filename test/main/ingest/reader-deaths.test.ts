import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readersInThreads } from '../../../src-main/ingest/read-pool.ts'
import { readWorker } from '../../fixtures/engine.ts'
import { ingest } from '../../fixtures/ingested.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { aRecord } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const fileCount = 3000
const chunkCount = Math.ceil(fileCount / 256)

function aFolder(): string {
  const folder = temporaryFolder()
  for (let i = 0; i < fileCount; i++)
    writeFileSync(join(folder, `${i}.json`), JSON.stringify({ Records: [aRecord({ eventID: `e${i % 2900}` })] }))
  return folder
}
const folder = aFolder()

const load = (workerFile: string, signal = new AbortController().signal, onReading: () => void = () => {}) =>
  ingest([folder], {
    startReaders: readersInThreads(workerFile, 2),
    signal,
    onProgress: ({ stage }) => stage === 'reading' && onReading(),
  })

/** A reader that dies in that way when it is given something of which the condition is true. */
function aMortalReader(condition: string, death: string): string {
  const file = join(temporaryFolder(), 'reader.mjs')
  const lines = [
    `import { parentPort } from 'node:worker_threads'`,
    'const on = parentPort.on.bind(parentPort)',
    'parentPort.on = (event, listener) => on(event, (chunk) => (die(chunk), listener(chunk)))',
    `function die({ number, files }) { if (${condition}) ${death} }`,
    `await import(${JSON.stringify(pathToFileURL(readWorker).href)})`,
  ]
  writeFileSync(file, lines.join('\n'))
  return file
}
const deaths = [
  ['throws', `throw new Error('out of luck')`],
  ['just ends', 'process.exit(3)'],
] as const

const threads = () => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0)

describe('a reader that dies', () => {
  test.each(deaths)('%s: its files are read again and nothing is lost', async (way, death) => {
    const undisturbed = await load(readWorker)
    const before = threads()
    const random = randomFrom(way)
    const fatal = [...new Set([random.int(chunkCount), random.int(chunkCount), 0])]
    const { counts, sources, report } = await load(
      aMortalReader(`files.length > 1 && ${JSON.stringify(fatal)}.includes(number)`, death),
    )
    expect(counts).toEqual(undisturbed.counts)
    expect(sources).toEqual(undisturbed.sources)
    expect(report).not.toBeNull()
    expect(threads()).toBeLessThanOrEqual(before)
  })

  test.each(deaths)('%s of one file: that file says so, the rest is read', async (way, death) => {
    const number = randomFrom(way).int(2900)
    const { counts, sources } = await load(aMortalReader(`files.some(({ name }) => name === '${number}.json')`, death))
    const troubled = sources.filter(({ problems }) => problems.length > 0)
    expect(troubled.map(({ name }) => name)).toEqual([`${number}.json`])
    expect(troubled[0]!.problems[0]).toMatch(/^Reading it failed: /)
    expect(counts).toMatchObject({ records: fileCount - 1, unparsed: 0 })
    expect(counts.events + counts.duplicates).toBe(fileCount - 1)
  })
})

test.each(['one', 'two', 'three', 'four', 'five', 'six'])(
  'cancelled at a random piece (%s), what was read is balanced and no reader is left',
  async (seed) => {
    await load(readWorker)
    const before = threads()
    const abort = new AbortController()
    let pieces = randomFrom(seed).int(chunkCount)
    const { counts, report } = await load(readWorker, abort.signal, () => pieces-- === 0 && abort.abort())
    expect(counts.records).toBe(counts.events + counts.duplicates + counts.unparsed)
    // Cancelled while the last piece was being taken, all was read, and is not judged any more.
    expect(report).toBeNull()
    expect(threads()).toBeLessThanOrEqual(before)
  },
)
