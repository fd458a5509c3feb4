import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inExaminerLog } from '../../src-main/hosts/cli/in-examiner-log.ts'
import type { LogLine } from '../../src-shared/model/examiner-log.ts'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { built, runNode, trailproof } from './built.ts'

const json = <T>(text: string) => JSON.parse(text) as T
interface Counts {
  readonly records: number
  readonly events: number
  readonly duplicates: number
  readonly unparsed: number
  readonly partial: boolean
}

describe('over trails whose history is known', () => {
  test('untouched: verify ends with 0, info and query count the same', async () => {
    const { folder } = await aTrail().hours(4).recordsPerLog(5).write()
    // Its keys lie beside it: they prove when they are taken for AWS's.
    expect((await trailproof('verify', folder)).code).toBe(2)
    expect((await trailproof('verify', folder, '--trust-keys-in-evidence')).code).toBe(0)
    const info = await trailproof('info', folder, '--json')
    expect(info).toMatchObject({ code: 0, err: '' })
    expect(json<Counts>(info.out)).toMatchObject({
      records: 20,
      events: 20,
      duplicates: 0,
      unparsed: 0,
      partial: false,
    })
    const query = await trailproof('query', folder, '--sql', 'SELECT count(*) AS n FROM events', '--json')
    expect(query).toMatchObject({ code: 0, err: '' })
    expect(json(query.out)).toEqual({ notRead: null, rows: [{ n: 20 }] })
  })

  test.each([
    ['an edited record', aTrail().editRecord(1)],
    ['a deleted log file', aTrail().deleteLogFile(1)],
    ['a digest signed by somebody else', aTrail().resign(1)],
  ])('%s: verify ends with 1', async (_, trail) => {
    const { folder } = await trail.write()
    const { code, err } = await trailproof('verify', folder)
    expect({ code, err }).toEqual({ code: 1, err: '' })
  })

  test('the verdict of an altered file is in SQL, too', async () => {
    const { folder } = await aTrail().editRecord(1).write()
    const sql = 'SELECT logVerdict, count(*) AS n FROM events GROUP BY 1 ORDER BY 1'
    const { out } = await trailproof('query', folder, '--sql', sql, '--json')
    expect(json<{ readonly rows: unknown }>(out).rows).toEqual([
      { logVerdict: 'invalid', n: 3 },
      { logVerdict: 'verified', n: 6 },
    ])
  })

  test('export says how many it wrote and refuses a name whose manifest is taken', async () => {
    const { folder } = await aTrail().write()
    const out = temporaryFolder()
    const write = (file: string) =>
      trailproof('export', folder, '--filter', '', '--format', 'ndjson', '--out', join(out, file), '--json')
    const first = await write('all.ndjson')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(json(first.out)).toMatchObject({ file: join(out, 'all.ndjson'), events: 9 })
    writeFileSync(join(out, 'other.ndjson.manifest.json'), 'somebody else’s')
    const refused = await write('other.ndjson')
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('exists already')
    expect(readdirSync(out).sort()).toEqual([
      'all.ndjson', 'all.ndjson.manifest.json', 'other.ndjson.manifest.json',
    ]) // biome-ignore format: a list
  })

  test('an empty folder is said to be empty', async () => {
    const folder = temporaryFolder()
    const { code, out, err } = await trailproof('info', folder)
    expect({ code, out }).toEqual({ code: 66, out: '' })
    expect(err).toContain(`There are no files under ${folder}.`)
  })
})

test('Ctrl-C in the middle of an export leaves no half-written file', async () => {
  const { folder } = await aTrail().hours(2).recordsPerLog(20_000).write()
  const out = temporaryFolder()
  const args = ['export', folder, '--filter', '', '--format', 'ndjson', '--out', join(out, 'all.ndjson')]
  const watcher = watch(out)
  const child = spawn(process.execPath, [built('main/cli.js'), ...args], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  await once(watcher, 'change')
  child.kill('SIGINT')
  expect(await ended).toEqual([130, null])
  watcher.close()
  expect(readdirSync(out)).toEqual([])
})

test('what commands do is in one examiner log of the case, with the verdicts and the keys that they rest on', async () => {
  const { folder } = await aTrail().write()
  const [out, state] = [temporaryFolder(), temporaryFolder()]
  const run = (...args: readonly string[]) =>
    runNode([built('main/cli.js'), ...args, '--examiner', 'Ana'], { XDG_STATE_HOME: state })
  const listed = await trailproof('query', folder, '--sql', 'SELECT eventID FROM events LIMIT 1', '--json')
  const [{ eventID } = { eventID: '' }] = json<{ rows: { eventID: string }[] }>(listed.out).rows
  const args: Readonly<Record<string, readonly string[]>> = {
    compare: [folder, folder],
    prove: [eventID, folder],
    query: [folder, '--sql', 'SELECT 1'],
    export: [folder, '--filter', '', '--format', 'ndjson', '--out', join(out, 'a.ndjson')],
    report: [folder, '--kind', 'integrity', '--out', join(out, 'a.md')],
    save: [folder, '--case', join(out, 'a.trailproof')],
    ddl: [folder, '--on', 'trino', '--location', 's3://bucket/'],
    bundle: [folder, '--filter', '', '--out', join(out, 'a.zip'), '--unsigned'],
  }
  const logs = join(state, 'trailproof', 'examiner-logs')
  const recorded = Object.entries(inExaminerLog).flatMap(([name, is]) =>
    is === true && name !== 'serve' ? [name] : [],
  )
  let before = 0
  for (const command of recorded) {
    await run(command, ...(args[command] ?? [folder]))
    const [file, ...others] = readdirSync(logs).filter((name) => name.endsWith('.jsonl'))
    expect(others).toEqual([])
    const lines = readFileSync(join(logs, file!), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => json<LogLine>(line))
    if (command === 'compare') {
      const sides = lines.slice(before).map(({ what }) => what.kind === 'compared' && what.side)
      expect(sides).toEqual(['a', 'b'])
      before = lines.length
      continue
    }
    const verified = lines.slice(before).filter(({ what }) => what.kind === 'verified')
    expect({ command, verified }).toMatchObject({
      verified: [{ who: { name: 'Ana' }, what: { logs: { verified: 3 }, keys: [{ trust: 'from-evidence' }] } }],
    })
    before = lines.length
  }
})
