import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import type { Chain, IntegrityReport } from '../../../../src-shared/model/integrity.ts'
import { publicKeyList } from '../../../fixtures/keys.ts'
import { digestWords, factsOf, logWords, verifyFolder } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

const ok = 'verified'
const gone = 'missing'
const unsigned = 'unverified: no-signature'
const noKey = 'unverified: public-key-not-found'
const forged = 'invalid: link-hash-mismatch, bad-signature'

// biome-ignore format: a table reads better in rows
const table: readonly (readonly [string, Trail, readonly string[], readonly string[]])[] = [
  // what was done                                   digests                               log files
  ['untouched', aTrail(),                            [ok, ok, ok],                         [ok, ok, ok]],
  ['no sidecars', aTrail().sidecars('none'),         [ok, ok, unsigned],                   [ok, ok, 'unverified']],
  ['manifest', aTrail().sidecars('manifest'),        [ok, ok, ok],                         [ok, ok, ok]],
  ['below the bucket', aTrail().layout('root').prefix('a/b'), [ok, ok, ok],                [ok, ok, ok]],
  ['below the account', aTrail().layout('account'),  [ok, ok, ok],                         [ok, ok, ok]],
  ['flat folder', aTrail().layout('flat'),           [ok, ok, ok],                         [ok, ok, ok]],
  ['organization', aTrail().organization().hours(2), [ok, ok],                             [ok, ok]],
  ['China', aTrail().regions('cn-north-1').hours(2), [ok, ok],                             [ok, ok]],
  ['unknown Region', aTrail().regions('xx-moon-9').hours(2), [ok, ok],                     [ok, ok]],
  ['no keys', aTrail().withoutKeyList().hours(2),    [noKey, noKey],                       ['unverified', 'unverified']],
  ['rotated, new key only', aTrail().rotateKey(2).listKeys('new'), ['verified: public-key-not-found', 'verified: public-key-not-found', ok], [ok, ok, ok]],
  ['rotated, old key only', aTrail().rotateKey(2).listKeys('old'), [ok, ok, noKey],        [ok, ok, 'unverified']],
  ['record edited', aTrail().editRecord(1),          [ok, ok, ok],                         [ok, 'invalid: hash-mismatch', ok]],
  ['record deleted', aTrail().deleteRecord(1),       [ok, ok, ok],                         [ok, 'invalid: hash-mismatch', ok]],
  ['log deleted', aTrail().deleteLogFile(1),         [ok, ok, ok],                         [ok, gone, ok]],
  ['log recompressed', aTrail().recompress(1),       [ok, ok, ok],                         [ok, ok, ok]],
  ['member appended', aTrail().appendMember(1),      [ok, ok, ok],                         [ok, 'invalid: trailing-data', ok]],
  ['trailer cut', aTrail().cutTrailer(1),            [ok, ok, ok],                         [ok, 'verified: gzip-trailer-damaged', ok]],
  ['log truncated', aTrail().truncate(1),            [ok, ok, ok],                         [ok, 'invalid: truncated', ok]],
  ['log broken', aTrail().flipByte(1),               [ok, ok, ok],                         [ok, 'invalid: bad-gzip', ok]],
  ['log emptied', aTrail().emptyLogFile(1),          [ok, ok, ok],                         [ok, 'invalid: truncated', ok]],
  ['digest deleted', aTrail().deleteDigest(1),       [unsigned, gone, ok],                 ['unverified', 'uncovered: digest-missing-or-unreadable', ok]],
  ['digest edited', aTrail().editDigest(1),          [ok, forged, ok],                     [ok, 'uncovered: inside-a-digest-window', ok]],
  ['digest JSON broken', aTrail().breakDigestJson(1), [unsigned, 'invalid: bad-format', ok], ['unverified', 'uncovered: digest-missing-or-unreadable', ok]],
  ['digest resigned', aTrail().resign(1),            [ok, 'invalid: link-hash-mismatch, public-key-not-found', ok], [ok, 'uncovered: inside-a-digest-window', ok]],
  ['resigned to the end', aTrail().resignToTheEnd(1), [ok, noKey, noKey],                  [ok, 'uncovered: inside-a-digest-window', 'unverified']],
  ['signature lost', aTrail().sidecars('all').loseSignature(1), [ok, ok, ok],              [ok, ok, ok]],
  ['signatures swapped', aTrail().sidecars('all').swapSignatures(0, 1), ['verified: sidecar-signature-mismatch', 'verified: sidecar-signature-mismatch', ok], [ok, ok, ok]],
  ['head not downloaded', aTrail().dropHead(1),      [gone, ok, ok],                       [ok, ok]],
  ['tail removed', aTrail().dropTail(1, true),       [ok, unsigned],                       [ok, 'unverified', 'uncovered: after-newest-digest']],
  ['logging stopped', aTrail().hours(4).gap(1, 2),   [ok, ok],                             [ok, ok]],
  ['validation off', aTrail().hours(4).validationOff(2), [ok, ok, ok],                     [ok, ok, 'uncovered: in-a-gap', ok]],
]

describe('a trail', () => {
  test.each(table)('%s', async (_, trail, digests, logs) => {
    const report = await verifyFolder((await trail.write()).folder)
    expect([digestWords(report), logWords(report)]).toEqual([digests, logs])
  })
})

describe('files as people keep them', () => {
  /** The trail's files in memory, by name below the opened folder. */
  const filesOf = (trail: Trail) => {
    const { plan, logs, digests } = trail.build()
    const files = new Map<string, Buffer>()
    for (const { key, stored } of [...logs, ...digests]) if (stored !== null) files.set(`${plan.bucket}/${key}`, stored)
    for (const { key, signature } of digests) {
      files.set(`${plan.bucket}/${key}.metadata.json`, Buffer.from(JSON.stringify({ Metadata: { signature } })))
    }
    return files.set('keys.json', Buffer.from(JSON.stringify(publicKeyList(plan.listedKeys))))
  }
  const judge = (files: ReadonlyMap<string, Buffer>) => verify(gatherEvidence(factsOf(files)))
  const statuses = ({ digests, logs }: IntegrityReport) => [...digests.values(), ...logs.values()].map((v) => v.status)

  test('unpacked by hand are as good as packed', () => {
    const files = new Map(
      [...filesOf(aTrail())].map(([name, bytes]) =>
        name.endsWith('.gz') ? [name.slice(0, -3), gunzipSync(bytes)] : [name, bytes],
      ),
    )
    const report = judge(files)
    expect(statuses(report)).toEqual([ok, ok, ok, ok, ok, ok])
    expect([...report.logs.keys()].every((uri) => uri.startsWith('s3://') && uri.endsWith('.json.gz'))).toBe(true)
  })

  test('twice are judged each for itself, an altered copy beside a whole one', () => {
    const files = filesOf(aTrail())
    const log = [...files.keys()].find((name) => name.includes('/CloudTrail/')) as string
    const copies = new Map([...files].map(([name, bytes]) => [`copy/${name}`, bytes] as const))
    const both = new Map([...files, ...copies, [log, gzipSync('{"Records":[]}')]])
    const { logs } = judge(both)
    expect(logs.get(`s3://${log}`)).toMatchObject({ status: 'verified' })
    expect(logs.get(`file:${log}`)).toMatchObject({ status: 'invalid', reasons: ['hash-mismatch'] })
    expect(statuses({ ...judge(both), digests: new Map() } as IntegrityReport).filter((s) => s !== ok)).toEqual([
      'invalid',
    ])
  })

  test('a digest and a log file that changed names are found by what they are', () => {
    const files = filesOf(aTrail())
    const [log, digest] = ['/CloudTrail/', '/CloudTrail-Digest/'].map(
      (part) => [...files.keys()].find((name) => name.includes(part)) as string,
    ) as [string, string]
    const [ofLog, ofDigest] = [files.get(log) as Buffer, files.get(digest) as Buffer]
    const { logs, digests } = judge(files.set(log, ofDigest).set(digest, ofLog))
    expect(digests.get(`s3://${log}`)).toMatchObject({ status: 'moved', statedPlace: `s3://${digest}` })
    expect(digests.get(`s3://${digest}`)).toMatchObject({ status: 'missing', inItsPlace: 'other-log-file' })
    expect(logs.get(`s3://${log}`)).toMatchObject({ status: 'verified', liesAt: `file:${digest}` })
    expect(logs.get(`file:${log}`)).toMatchObject({ status: 'invalid', holds: 'digest' })
  })

  test('are what their hashes say, if the tree shows that they were moved', () => {
    const files = filesOf(aTrail())
    const log = [...files.keys()].find((name) => name.includes('/CloudTrail/')) as string
    const moved = log.replace('/us-east-1/', '/eu-west-1/')
    files.set(moved, files.get(log) as Buffer).delete(log)
    const { logs } = judge(files)
    expect(logs.get(`s3://${log}`)).toMatchObject({ status: 'verified', liesAt: `file:${moved}` })
    expect(logs.size).toBe(3)
  })

  test('that could not be read are neither proven nor called altered', () => {
    const facts = factsOf(filesOf(aTrail()))
    const unread = facts.map((fact) =>
      fact.name.endsWith('.gz') ? { ...fact, gzip: 'unreadable' as const, sha256: null, text: null } : fact,
    )
    const report = verify(gatherEvidence(unread))
    expect([...report.digests.values()]).toEqual(Array(3).fill({ status: 'unverified', reasons: ['not-read'] }))
    expect(report.problems).toContainEqual({ file: unread[0]?.path, sentence: 'It could not be read.', isUnread: true })
  })
})

const span = (from: string, to: string) => ({ from: `2024-03-05T${from}:16Z`, to: `2024-03-05T${to}:16Z` })

describe('a chain', () => {
  const chainOf = async (trail: Trail): Promise<Chain> => {
    const { chains } = await verifyFolder((await trail.write()).folder)
    expect(chains).toHaveLength(1)
    return chains[0]!
  }

  test('tells a gap from a hole', async () => {
    const stopped = await chainOf(aTrail().hours(4).sidecars('all').gap(1, 2))
    expect(stopped).toMatchObject({ gaps: [span('10:10', '12:10')], holes: [] })
    const deleted = await chainOf(aTrail().hours(4).sidecars('all').deleteDigest(1))
    expect(deleted).toMatchObject({ gaps: [], holes: [span('10:10', '11:10')] })
  })

  test('has one hole where several digests in a row are missing', async () => {
    const chain = await chainOf(aTrail().hours(6).sidecars('all').deleteDigest(1).deleteDigest(2).deleteDigest(3))
    expect(chain.holes).toEqual([span('10:10', '13:10')])
  })

  test('is not broken by a backfill digest', async () => {
    const { chains, digests } = await verifyFolder((await aTrail().hours(3).sidecars('all').backfill(1).write()).folder)
    expect(chains.map(({ kind, gaps, holes }) => [kind, gaps, holes])).toEqual([
      ['backfill', [], []],
      ['standard', [], []],
    ])
    expect([...digests.values()].map(({ status }) => status)).toEqual(['verified', 'verified', 'verified', 'verified'])
  })

  test('of another trail whose name begins alike is a chain of its own', async () => {
    const one = await aTrail().hours(2).write()
    const two = await aTrail().hours(2).seed('two').named('management-events_us-east-1').write()
    const { chains, logs } = await verifyFolder(one.folder, two.folder)
    expect(chains.map(({ trail }) => trail)).toEqual(['management-events', 'management-events_us-east-1'])
    expect([...logs.values()].every(({ status }) => status === 'verified')).toBe(true)
  })
})
