import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { runProve } from '../../../../src-main/hosts/cli/prove.ts'
import { zipOf } from '../../../fixtures/archives.ts'
import { startEngine } from '../../../fixtures/engine.ts'
import { lakeResults } from '../../../fixtures/lake-results.ts'
import { aRecord } from '../../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../../fixtures/trail.ts'
import { aTerminal } from './a-terminal.ts'

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../resources/event-proof.schema.json'), 'utf8'),
)
const isProof = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)

describe('trailproof prove', () => {
  const run = async (...args: string[]) => {
    const { io, kept } = aTerminal()
    return { code: await runProve(args, io, async () => startEngine()), ...kept }
  }
  const id = '00000000-0000-4000-8000-0000000000aa'
  const trail = aTrail()
    .hours(2)
    .deliveries(({ from, hour }) => [
      {
        at: new Date(+from + 1_200_000),
        records: [aRecord({ eventID: hour === 0 ? id : '00000000-0000-4000-8000-0000000000bb' })],
      },
    ])

  test.each([
    [0, 'proven', trail],
    [1, 'disproved', trail.editRecord(0)],
    [2, 'not-provable', trail.withoutKeyList()],
    [2, 'not-provable', trail.sidecars('none').dropTail(1)],
    [2, 'not-provable', trail.deleteDigest(0)],
    [2, 'not-provable', trail.keysValid([-100, -50])],
  ])('ends with %i: %s', async (code, outcome, trail) => {
    const { folder } = await trail.write()
    const json = await run(id, folder, '--json', '--trust-keys-in-evidence')
    expect(JSON.parse(json.out).outcome).toBe(outcome)
    isProof(JSON.parse(json.out))
    expect([json.code, json.err, isProof.errors ?? []]).toEqual([code, '', []])
  })

  test('by keys of the evidence alone ends with 2, and by others not at all', async () => {
    const { folder } = await trail.write()
    const { code, out } = await run(id, folder)
    expect([code, out]).toEqual([2, expect.stringContaining('consistent with keys that came with the evidence')])
    expect(out).not.toContain('The event is proven')
    const others = (await aTrail().rotateKey(0).listKeys('new').write()).keyList!
    const given = await run(id, folder, '--keys', others)
    expect([given.code, given.out]).toEqual([
      2,
      expect.stringContaining('was found in the evidence only, and is not used'),
    ])
  })

  test('prints every link, and takes keys from elsewhere', async () => {
    const keys = (await trail.write()).keyList!
    const { code, out } = await run(id, (await trail.withoutKeyList().write()).folder, '--keys', keys)
    expect(code).toBe(0)
    expect(out.match(/^\w+ +[A-Z][^:\n]*(?=: )/gm)).toEqual([
      'read     Record',
      'computed Log file hash',
      'holds    Digest entry',
      'holds    Signature of the digest',
      'holds    Public key',
    ])
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      'The event is proven: every link holds, from the record to the public key.',
    )
  })

  test('refuses an eventID that several events have, lists them, and takes the place of one', async () => {
    const masked = (eventName: string) => aRecord({ eventID: 'HIDDEN', eventName })
    const { folder, logs } = await aTrail()
      .hours(1)
      .deliveries(({ from }) => [{ at: new Date(+from + 1_200_000), records: ['A', 'B', 'C'].map(masked) }])
      .write()
    const { code, out, err } = await run('HIDDEN', folder)
    const [sentence, ...events] = err.trimEnd().split('\n')
    expect([code, out, sentence]).toEqual([
      64,
      '',
      'trailproof prove: 3 events have the eventID HIDDEN, which therefore identifies none of them. Name one by its file and record instead.',
    ])
    const file = logs[0]!.path!
    expect(events.map((line) => line.split('\t')[0])).toEqual([1, 2, 3].map((n) => `  --file ${file} --record ${n}`))
    const named = await run('--file', file, '--record', '2', folder, '--json', '--trust-keys-in-evidence')
    expect([named.code, JSON.parse(named.out).copies[0].links[0].index]).toEqual([0, 1])
    expect(await run('--file', file, '--record', '4', folder)).toEqual({
      code: 66,
      out: '',
      err: `trailproof prove: ${file} has no event as its record 4\n`,
    })
    expect((await run('--file', file, folder)).code).toBe(64)
  })

  test('names and takes records of archives, as of files', async () => {
    const masked = (eventName: string) => aRecord({ eventID: 'HIDDEN', eventName })
    const folder = temporaryFolder()
    const logOf = (...names: string[]) => Buffer.from(JSON.stringify({ Records: names.map(masked) }))
    writeFileSync(join(folder, 'logs.zip'), zipOf({ 'a.json': logOf('A'), 'b.json': logOf('B', 'C') }))
    const { err } = await run('HIDDEN', folder)
    expect(err.split('\n').slice(1, -1).sort()).toEqual([
      expect.stringMatching(/^ {2}--file '.*logs\.zip › a\.json' --record 1\t.* A$/),
      expect.stringMatching(/^ {2}--file '.*logs\.zip › b\.json' --record 1\t.* B$/),
      expect.stringMatching(/^ {2}--file '.*logs\.zip › b\.json' --record 2\t.* C$/),
    ])
    const { out } = await run('--file', join(folder, 'logs.zip › b.json'), '--record', '2', folder, '--json')
    expect(JSON.parse(out).copies[0].links[0]).toMatchObject({ index: 1, path: join(folder, 'logs.zip › b.json') })
  })

  test('tells fifty records of an event, from the one that is asked for on', async () => {
    const records = Array.from({ length: 60 }, () => aRecord({ eventID: id }))
    const { folder } = await aTrail()
      .hours(1)
      .deliveries(({ from }) => [{ at: new Date(+from + 1_200_000), records }])
      .write()
    expect((await run(id, folder)).out).toContain('The first 50 of 60 copies are listed, the best proven first.')
    const { out } = await run(id, folder, '--from-copy', '51')
    expect(out.match(/^Record \d+ of 60$/gm)).toEqual(Array.from({ length: 10 }, (_, k) => `Record ${k + 51} of 60`))
    expect(out).toContain('Copies 51 to 60 of 60 are listed, the best proven first.')
  })

  test('says of a file in another form, and of a query result, what digests and sign files tell of it', async () => {
    const table = `eventID,eventTime,eventName\n${id},2024-03-05T09:12:31Z,RunInstances\n`
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'history.csv'), table)
    const other = await run(id, folder)
    expect([other.code, other.out.trimEnd().split('\n').at(-1)]).toEqual([
      2,
      'No digest can prove the event. Its file holds events in another form than log files, and digests list log files alone.',
    ])
    const lake = temporaryFolder()
    for (const [name, content] of Object.entries(lakeResults({ tables: [table] })))
      writeFileSync(join(lake, name), content)
    const [compared, trusted] = [await run(id, lake), await run(id, lake, '--trust-keys-in-evidence')]
    expect([compared.code, trusted.code]).toEqual([2, 2])
    expect(compared.out).toContain('is consistent with keys that came with the evidence; that the event is as')
    expect(trusted.out).toContain(
      'Its sign file proves that the file is what CloudTrail Lake delivered; that the event is as CloudTrail logged it, nobody signed.',
    )
  })

  test('says what it was not told or cannot find', async () => {
    const { folder } = await trail.write()
    expect(await run()).toMatchObject({ code: 64, out: '' })
    expect(await run(id)).toMatchObject({ code: 64, out: '' })
    expect(await run('no-such-event', folder)).toEqual({
      code: 66,
      out: '',
      err: 'trailproof prove: there is no event no-such-event in these files\n',
    })
  })
})
