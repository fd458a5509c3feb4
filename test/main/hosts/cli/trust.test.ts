import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runExport } from '../../../../src-main/hosts/cli/export.ts'
import { runInfo } from '../../../../src-main/hosts/cli/info.ts'
import { runQuery } from '../../../../src-main/hosts/cli/query.ts'
import { startEngine } from '../../../fixtures/engine.ts'
import { aTrail } from '../../../fixtures/trail.ts'
import { aTerminal } from './a-terminal.ts'

const scratch = mkdtempSync(join(tmpdir(), 'trailproof-trust-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** Its key list lies beside it, as a thief's would lie beside a trail that the thief has signed. */
const trail = aTrail().hours(2)
const start = async () => startEngine()

const queried = async (folder: string, ...trust: string[]) => {
  const { io, kept } = aTerminal()
  const sql = 'SELECT DISTINCT logVerdict FROM events'
  const code = await runQuery([folder, ...trust, '--sql', sql, '--format', 'csv'], io, start)
  return { code, ...kept }
}

const exported = async (folder: string, ...trust: string[]) => {
  const { io, kept } = aTerminal()
  const out = join(mkdtempSync(join(scratch, 'out-')), 'all.csv')
  const args = [folder, ...trust, '--filter', '', '--format', 'csv', '--out', out]
  const code = await runExport(args, io, start, () => null)
  return { code, ...kept, coverage: JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8')).coverage }
}

describe('keys that are given to a command', () => {
  test('are what its verdicts rest on: others in the evidence prove nothing', async () => {
    const { folder } = await trail.write()
    const others = (await aTrail().rotateKey(0).listKeys('new').write()).keyList!
    const { code, out } = await queried(folder, '--keys', others)
    expect([code, out]).toEqual([0, expect.stringContaining('unverified')])
    const { coverage } = await exported(folder, '--keys', others)
    expect(coverage.exportedEventsByVerdict.verified).toBeUndefined()
  })

  test('are named in the manifest, and no longer as found in the evidence', async () => {
    const { keyList } = await trail.write()
    const { folder } = await trail.withoutKeyList().write()
    const { code, err, coverage } = await exported(folder, '--keys', keyList!)
    expect([code, err, Object.keys(coverage.exportedEventsByVerdict)]).toEqual([0, '', ['verified']])
    expect(coverage.trustedKeys[0].trust).toBe('given apart from the evidence')
    const { io, kept } = aTerminal()
    await runInfo([folder, '--keys', keyList!, '--json'], io, start)
    expect(JSON.parse(kept.out).proof.outcome).toBe('proven')
  })

  test('in the evidence count where the user says so', async () => {
    const { folder } = await trail.write()
    const before = await exported(folder)
    expect(before.coverage.trustedKeys[0].trust).toContain('found in the evidence')
    const { io, kept } = aTerminal()
    await runInfo([folder, '--trust-keys-in-evidence', '--json'], io, start)
    expect(JSON.parse(kept.out).proof.outcome).toBe('proven')
  })

  test('that are no key list are an error, as is a file that is not there', async () => {
    const { folder } = await trail.write()
    const none = join(scratch, 'none.json')
    writeFileSync(none, '{}')
    expect(await queried(folder, '--keys', none)).toEqual({
      code: 66,
      out: '',
      err: `trailproof query: ${none} holds no public key list.\n`,
    })
    const gone = join(scratch, 'gone.json')
    expect(await queried(folder, '--keys', gone)).toMatchObject({
      code: 66,
      err: `trailproof query: ${gone} does not exist.\n`,
    })
    expect((await queried(folder, '--keys', none, '--trust-keys-in-evidence')).code).toBe(64)
  })
})
