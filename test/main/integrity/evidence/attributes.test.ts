import { afterEach, describe, expect, test, vi } from 'vitest'
import { proofOf } from '../../../../src-main/integrity/event-proof/event-proof.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { canKeepAttributes, keepAttributes } from '../../../fixtures/attributes.ts'
import { digestWords, readFacts, verifyFolder } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

const ok = 'verified'
const unsigned = 'unverified: no-signature'

describe.skipIf(!(await canKeepAttributes()))('signatures in extended attributes', () => {
  const kept = aTrail().sidecars('attributes')

  test('prove the newest digest, which has no other', async () => {
    const { folder } = await kept.write()
    expect(digestWords(await verifyFolder(folder))).toEqual([ok, ok, ok])
  })

  test('prove digests whose next one is gone', async () => {
    const { folder } = await kept.deleteDigest(1).write()
    const { digests } = await verifyFolder(folder)
    expect([...digests.values()]).toMatchObject([
      { status: ok, proof: ['sidecar-signature'] },
      { status: 'missing' },
      { status: ok, proof: ['sidecar-signature'] },
    ])
  })

  test('of a backfill digest tell when it was made', async () => {
    const { folder } = await kept.backfill(1).write()
    const { digests, problems } = await verifyFolder(folder)
    expect([...digests.values()].every((verdict) => verdict.status === ok && !verdict.warnings)).toBe(true)
    expect(problems).toEqual([])
  })

  test('are named by the proof that rests on them', async () => {
    const { folder, logs, digests } = await kept.hours(1).write()
    const evidence = gatherEvidence(await readFacts([folder]))
    const places = [{ path: logs[0]!.path!, index: 0, offset: 12, length: 100, differs: false, problem: null }]
    const [copy] = proofOf({ eventID: 'e', places, conflicting: false }, evidence, verify(evidence)).copies
    expect(copy!.links.find(({ kind }) => kind === 'signature')).toMatchObject({
      holds: 'holds',
      from: 'sidecar',
      heldBy: digests[0]!.path,
      sentence:
        'The signature kept from the S3 object’s metadata, in the digest’s own extended attributes, verifies with the key.',
    })
  })

  test.each([
    'user.signature',
    'user.Signature',
    'user.x-amz-meta-signature',
    'user.X-Amz-Meta-Signature',
    'user.s3.signature',
    'user.s3.metadata.x-amz-meta-signature',
    'user.metadata.signature',
  ])('are known as %s', async (name) => {
    const { folder, digests } = await newest()
    await keepAttributes(digests[2]!.path!, { [name]: `${signature}\n` })
    expect(digestWords(await verifyFolder(folder))).toEqual([ok, ok, ok])
  })

  test.each(['user.signatures', 'user.gpg.signature', 'user.signature-algorithm', 'user.comment'])(
    'are not sought in %s',
    async (name) => {
      const { folder, digests } = await newest()
      await keepAttributes(digests[2]!.path!, { [name]: signature })
      expect(digestWords(await verifyFolder(folder))).toEqual([ok, ok, unsigned])
    },
  )

  test('that belong to another digest show that it is not as it was signed', async () => {
    const { folder, digests } = await newest()
    await keepAttributes(digests[2]!.path!, { 'user.signature': 'ab'.repeat(256) })
    expect(digestWords(await verifyFolder(folder))).toEqual([ok, ok, 'invalid: bad-signature'])
  })

  test('that are none at all are passed over, and that is said where one is wanting', async () => {
    const { folder, digests } = await newest()
    for (const { path } of digests) await keepAttributes(path!, { 'user.signature': 'signed by hand' })
    const report = await verifyFolder(folder)
    expect(digestWords(report)).toEqual([ok, ok, unsigned])
    const sentence = 'Its extended attribute user.signature is no hexadecimal signature and was passed over.'
    expect(report.problems).toEqual([{ file: digests[2]!.path, sentence }])
  })

  test('do not count where only a log file has them', async () => {
    const { folder, logs } = await newest()
    await keepAttributes(logs[2]!.path!, { 'user.signature': signature })
    expect(digestWords(await verifyFolder(folder))).toEqual([ok, ok, unsigned])
  })
})

const trail = aTrail().sidecars('none')
const newest = () => trail.write()
const signature = trail.build().digests[2]!.signature!

describe('where extended attributes cannot be read', () => {
  afterEach(() => {
    vi.doUnmock('fs-xattr')
  })

  const verifyWithout = async (of: Trail) => {
    vi.doMock('fs-xattr', () => {
      throw new Error('not built')
    })
    return (await verifyFolder((await of.write()).folder)).problems.map(({ sentence }) => sentence)
  }
  const why =
    'Its signature may be in its extended attributes, which were not read: the optional package fs-xattr could not be loaded.'

  test('that is said of a digest without a signature', async () => {
    expect(await verifyWithout(aTrail().sidecars('none'))).toEqual([why])
  })

  test('it is said once, however many digests there are', async () => {
    const of = aTrail().sidecars('none').regions('us-east-1', 'eu-west-1', 'eu-west-3')
    expect(await verifyWithout(of)).toEqual([`${why} The same is true of 2 other digests.`])
  })

  test('nothing is said where every digest has a signature', async () => {
    expect(await verifyWithout(aTrail())).toEqual([])
  })
})
