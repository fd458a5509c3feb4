import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { runProve } from '../../../../src-main/hosts/cli/prove.ts'
import { startEngine } from '../../../fixtures/engine.ts'
import { aRecord } from '../../../fixtures/records.ts'
import { aTrail } from '../../../fixtures/trail.ts'
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
    for (const heading of ['record', 'log file', 'digest entry', 'signature', 'public key'])
      expect(out).toContain(`holds    ${heading}: `)
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      'The event is proven: every link holds, from the record to the public key.',
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
