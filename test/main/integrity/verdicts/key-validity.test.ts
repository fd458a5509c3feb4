import { describe, expect, test } from 'vitest'
import { proofOf } from '../../../../src-main/integrity/event-proof/event-proof.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { formatUtc } from '../../../../src-shared/base/time.ts'
import { firstKey, secondKey } from '../../../fixtures/keys.ts'
import { digestWords, readFacts, verifyFolder } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

const ok = 'verified'

/** Digests end at 10:10:16, 11:10:16, …; key → ends of those it signed out of time, as hours of the day. */
async function outOfTime(trail: Trail): Promise<Record<string, number[]>> {
  const { keys, digests } = await verifyFolder((await trail.write()).folder)
  // Whatever the key list says of times, the signatures are as good as before.
  expect([...digests.values()].every(({ status }) => status === ok)).toBe(true)
  return Object.fromEntries(
    keys.flatMap(({ fingerprint, outOfTime }) =>
      outOfTime === null ? [] : [[fingerprint, outOfTime.digests.map((uri) => Number(/T(\d\d)\d{4}Z/.exec(uri)?.[1]))]],
    ),
  )
}

const [old, recent] = [firstKey.fingerprint, secondKey.fingerprint]

describe('what a key proved', () => {
  test('is told by account, Region and trail, with its time', async () => {
    const trail = aTrail().hours(6).regions('us-east-1', 'eu-west-1').sidecars('all').rotateKey(3).backfill(1)
    const { keys } = await verifyFolder((await trail.write()).folder)
    const told = keys.map(({ provedIn }) =>
      provedIn.map(({ region, kind, digests, from, until }) => {
        const hours = [from, until].map((time) => formatUtc(time).slice(11, 16)).join('–')
        return `${region} ${kind} ${digests} ${hours}`
      }),
    )
    const ofOld = ['eu-west-1 backfill 1 10:10–11:10', 'eu-west-1 standard 3 09:10–12:10']
    const ofRecent = ['eu-west-1 standard 3 12:10–15:10', 'us-east-1 standard 3 12:10–15:10']
    const all = [...ofOld, ...ofOld.map((words) => words.replace('eu-west-1', 'us-east-1'))]
    expect(new Set(told)).toEqual(new Set([all, ofRecent]))
    expect(keys.map(({ proved }) => proved).sort()).toEqual([6, 8])
  })
})

describe('the time for which a key is listed', () => {
  const rotated = aTrail().hours(6).sidecars('all').rotateKey(3)

  // The digests that end at 10, 11 and 12 are signed by the old key, those at 13, 14 and 15 by the recent one.
  test.each([
    ['both keys are valid all the time', rotated.keysValid([-100, 100]), {}],
    ['they overlap at the rotation', rotated.keysValid([-100, 4], [2, 100]), {}],
    ['one is valid to the minute when the other begins', rotated.keysValid([-100, 3], [3, 100]), {}],
    ['a digest is signed up to two hours behind its window', rotated.keysValid([-100, 3], [5.9, 100]), {}],
    ['… and no later', rotated.keysValid([-100, 3], [6.1, 100]), { [recent]: [13] }],
    ['a key may end within the window', rotated.keysValid([-100, 2.1], [3, 100]), {}],
    ['… and not before it', rotated.keysValid([-100, 1.9], [3, 100]), { [old]: [12] }],
    ['both are long past', rotated.keysValid([-100, -50]), { [old]: [10, 11, 12], [recent]: [13, 14, 15] }],
    ['both come later', rotated.keysValid([50, 100]), { [old]: [10, 11, 12], [recent]: [13, 14, 15] }],
  ])('%s', async (_, trail, expected) => {
    expect(await outOfTime(trail)).toEqual(expected)
  })

  test('tells when the first and the last of them were made, and names a hundred', async () => {
    const { folder } = await aTrail().hours(150).recordsPerLog(1).keysValid([-100, -50]).write()
    const [key] = (await verifyFolder(folder)).keys
    expect(key).toMatchObject({
      proved: 150,
      outOfTime: {
        total: 150,
        from: Date.parse('2024-03-05T10:10:16Z'),
        until: Date.parse('2024-03-11T15:10:16Z'),
      },
    })
    expect(key!.outOfTime!.digests).toHaveLength(100)
  })

  test('is of no matter to digests that another proves: their key verified nothing', async () => {
    const { folder } = await rotated.sidecars('newest').listKeys('new').keysValid([-100, -50], [3, 100]).write()
    const report = await verifyFolder(folder)
    expect(report.keys).toMatchObject([{ fingerprint: recent, outOfTime: null }])
    expect(digestWords(report).slice(0, 2)).toEqual(Array(2).fill(`${ok}: public-key-not-found`))
  })

  test('is compared with when a backfill digest was made, not with the time it covers', async () => {
    const backfilled = aTrail().hours(3).sidecars('all').backfill(1)
    const made = backfilled.build().digests.find(({ backfilledAt }) => backfilledAt !== null)!.backfilledAt!
    const hours = (+made - Date.parse('2024-03-05T09:10:16Z')) / 3_600_000
    expect(await outOfTime(backfilled.keysValid([-1, hours + 1]))).toEqual({})
    // Valid for the hours that the trail covers, and no longer when the backfill digest was made.
    const { keys } = await verifyFolder((await backfilled.keysValid([-1, hours - 2]).write()).folder)
    expect(keys[0]!.outOfTime).toMatchObject({ total: 1, from: +made, until: +made })
    expect(keys[0]!.outOfTime!.digests).toEqual([expect.stringContaining('_backfill.json.gz')])
  })

  test('is looked at within the range that is asked for', async () => {
    const { folder } = await rotated.keysValid([-100, 1.9], [3, 100]).write()
    const facts = await readFacts([folder])
    const at = (time: string) => Date.parse(`2024-03-05T${time}Z`) as never
    const keysIn = (from: string, to: string) =>
      verify(gatherEvidence(facts, { from: at(from), to: at(to) })).keys.map(({ outOfTime }) => outOfTime?.total ?? 0)
    expect(keysIn('12:00:00', '12:30:00')).toContain(1)
    expect(keysIn('14:00:00', '15:30:00')).toEqual([0, 0])
  })

  test('is told by the proof of an event', async () => {
    const { folder, logs } = await aTrail().keysValid([-100, -50]).write()
    const evidence = gatherEvidence(await readFacts([folder]))
    const places = [{ path: logs[0]!.path!, index: 0, offset: 12, length: 100, differs: false, problem: null }]
    const { outcome, copies } = proofOf({ eventID: 'e', places, conflicting: false }, evidence, verify(evidence))
    expect(outcome).toBe('not-provable')
    expect(copies[0]!.links.at(-1)).toMatchObject({
      kind: 'key',
      sentence: expect.stringContaining('The digest is not of that time: look at the key list.'),
    })
  })
})
