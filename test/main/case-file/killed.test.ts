import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { CaseFile } from '../../../src-main/case-file/case-file.ts'
import { stays } from '../../../src-main/case-file/relocate.ts'
import { onlyEvidence } from '../../../src-shared/model/verification.ts'
import { compiled } from '../../../tools/compiled.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

/** `TRAILPROOF_KILLS=200` tries as many, which takes minutes. */
const kills = Number(process.env.TRAILPROOF_KILLS ?? 6)
/** So many are sure to meet each state of the file. */
const manyKills = 20

const root = join(import.meta.dirname, '../../..')
let writer: string
let folder: string
let path: string

beforeAll(async () => {
  folder = temporaryFolder()
  path = join(folder, 'case.trailproof')
  writer = await builtWriter(folder)
  const trail = (await aTrail().write()).folder
  const read = await ingestFolder(trail)
  const made = { title: 'trail', trust: { ...onlyEvidence, paths: [trail] }, read, evidence: read.evidence }
  const options = { signal: new AbortController().signal, onProgress: () => {} }
  const file = await CaseFile.create(path, { ...made, work: {}, log: [] }, '0.0.0-test', options)
  await file.close()
})

/** A program that counts up in a case file, writes the file anew again and again, and says each number that was kept. */
async function builtWriter(into: string): Promise<string> {
  const source = join(into, 'writer.ts')
  const room = JSON.stringify(join(root, 'src-main/case-file/case-file.ts'))
  writeFileSync(
    source,
    `import { CaseFile } from ${room}
     for (;;) {
       const file = await CaseFile.open(process.argv[2])
       await file.take()
       for (let k = 0; k < 3; k++) {
         const next = Number(file.work.count ?? 0) + 1
         await file.keep('count', String(next))
         // Long enough that the journal is made shorter again and again.
         await file.keep('view-tabs', next + ' ' + 'x'.repeat(1_500_000))
         await file.appendLog('line ' + next)
         process.stdout.write(next + '\\n')
       }
       await file.close()
     }`,
  )
  const out = join(into, 'built')
  mkdirSync(out)
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins: [compiled()],
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir: out,
      rolldownOptions: { input: { writer: source }, output: { entryFileNames: '[name].mjs' } },
    },
  })
  return pathToFileURL(join(out, 'writer.mjs')).pathname
}

/** Ends the writer after so long, counted from its first word; gives the last number that it said. */
function killedAfter(ms: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (text) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), ms)
      said += text
    })
    child.on('close', () => resolve(Number(said.split('\n').at(-2) ?? 0)))
  })
}

test(`killed at ${kills} random moments, a case file is whole and has all that it was said to have`, async () => {
  const { int } = randomFrom('kill -9')
  const options = { signal: new AbortController().signal, onProgress: () => {}, room: 1 << 30 }
  const leftBehind = new Set<string>()
  for (let kill = 0; kill < kills; kill++) {
    const said = await killedAfter(int(120))
    for (const name of readdirSync(folder)) leftBehind.add(name)
    const file = await CaseFile.open(path)
    const taken = await file.take()
    expect(taken.readOnly).toBeNull()
    const count = Number(file.work.count)
    // What was on its way when it was killed may be there, too.
    expect([said, said + 1]).toContain(count)
    const shown = Number(file.work['view-tabs']?.split(' ')[0] ?? 0)
    expect([count - 1, count]).toContain(shown)
    const { log } = file
    expect(log).toEqual(Array.from({ length: log.length }, (_, at) => `line ${at + 1}`))
    expect([shown - 1, shown]).toContain(log.length)
    expect((await file.read(await file.listing(), stays, options)).read.counts.events).toBe(9)
    // A line that was not said is said again: the writer goes on from what is there.
    if (shown < count) await file.keep('view-tabs', `${count} `)
    if (log.length < count) await file.appendLog(`line ${count}`)
    await file.close()
  }
  expect(existsSync(`${path}-lock`)).toBe(false)
  // It was hit while a change was written, and before the lock was given back: else many kills show nothing.
  if (kills >= manyKills)
    expect([...leftBehind]).toEqual(expect.arrayContaining(['case.trailproof-lock', 'case.trailproof-journal']))
  rmSync(folder, { recursive: true })
})
