import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { fetchCommands } from '../../../../src-main/integrity/fetch-commands.ts'
import { ledger } from '../../../../src-main/integrity/ledger/ledger.ts'
import { proveDigests } from '../../../../src-main/integrity/verdicts/digest-proofs.ts'
import { KeyRing } from '../../../../src-main/integrity/verdicts/key-ring.ts'
import { mostSignatures } from '../../../../src-main/integrity/verdicts/signature-checks.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import type { IntegrityReport } from '../../../../src-shared/model/integrity.ts'
import { ledgerStates } from '../../../../src-shared/model/ledger.ts'
import { publicKeyList, secondKey } from '../../../fixtures/keys.ts'
import { factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'
import type { DigestObject } from '../../../fixtures/trail-build.ts'

const { digests, plan } = aTrail().hours(1).build()
const [genuine] = digests
const folder = genuine!.key.slice(0, genuine!.key.lastIndexOf('/') + 1)
const stamp = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * 3_600_000).toISOString().slice(0, 19)
const nameOf = (n: number) => {
  const time = stamp(n).replaceAll(/[-:]/g, '')
  return `${folder}111122223333_CloudTrail-Digest_us-east-1_management-events_us-east-1_${time}Z.json.gz`
}

/** Digests that anyone can write: hour `n` names `previous(n)` as its previous. */
function forgedDigests(count: number, previous: (n: number) => number, logs = 0): ReadonlyMap<string, Buffer> {
  const logFiles = Array.from({ length: logs }, (_, n) => ({
    s3Bucket: plan.bucket,
    s3Object: `AWSLogs/x/${n}.json.gz`,
    hashValue: 'a'.repeat(64),
    hashAlgorithm: 'SHA-256',
  }))
  return new Map(
    Array.from({ length: count }, (_, n) => {
      const content = {
        ...genuine!.content,
        digestStartTime: `${stamp(n - 1)}Z`,
        digestEndTime: `${stamp(n)}Z`,
        digestS3Object: nameOf(n),
        previousDigestS3Bucket: plan.bucket,
        previousDigestS3Object: nameOf(previous(n)),
        previousDigestHashValue: 'b'.repeat(64),
        previousDigestHashAlgorithm: 'SHA-256',
        previousDigestSignature: 'ab'.repeat(256),
        logFiles,
      }
      return [`${plan.bucket}/${nameOf(n)}`, Buffer.from(JSON.stringify(content))]
    }),
  )
}

function verifyFiles(files: ReadonlyMap<string, Buffer>) {
  const evidence = gatherEvidence(factsOf(files))
  const report = verify(evidence)
  return { ...report, rows: ledger(evidence, report).ledger.rows }
}

describe('hostile digests', () => {
  test('that name each other in a circle are judged', () => {
    const { counts } = verifyFiles(forgedDigests(2_000, (n) => (n + 1_999) % 2_000))
    expect(counts.digests).toMatchObject({ verified: 0, unverified: 2_000 })
  })

  test('that all name one as their previous are judged', () => {
    const { counts, findings } = verifyFiles(forgedDigests(3_000, () => 0))
    expect(counts.digests).toMatchObject({ verified: 0, unverified: 3_000 })
    expect(findings.find(({ code }) => code === 'chain-fork')?.objects).toHaveLength(2_999)
  })

  test('with 100,000 entries are judged, each entry as missing', () => {
    const { counts, rows } = verifyFiles(forgedDigests(2, (n) => n - 1, 100_000))
    expect(counts.logs).toMatchObject({ missing: 100_000, verified: 0 })
    expect(rows.map(({ runs }) => runs)).toEqual([
      [1, ledgerStates.indexOf('digest-missing'), 2, ledgerStates.indexOf('log-missing')],
    ])
  })

  test('that name themselves as their previous are judged', () => {
    const { counts } = verifyFiles(forgedDigests(2_000, (n) => n))
    expect(counts.digests).toMatchObject({ verified: 0, unverified: 2_000 })
  })

  test('at one place and of absurd dates are judged', () => {
    const [[, bytes]] = [...forgedDigests(1, () => -1)] as [[string, Buffer]]
    const dates = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2024-02-30T00:00:00Z', '', 'yesterday', 1e99, null]
    const files = dates.map((date, n) => {
      const content = { ...JSON.parse(bytes.toString()), digestStartTime: date, digestEndTime: date }
      return [`copy-${n}/digest.json`, Buffer.from(JSON.stringify(content))] as const
    })
    const { counts } = verifyFiles(new Map(files))
    expect(counts.digests).toMatchObject({ verified: 0, unverified: 2, invalid: 5 })
  })

  test('whose windows reach over decades do not cover them', () => {
    const [[name, bytes]] = [...forgedDigests(1, () => -1)] as [[string, Buffer]]
    const wide = { ...JSON.parse(bytes.toString()), digestStartTime: '1971-01-01T00:00:00Z' }
    const log =
      'AWSLogs/111122223333/CloudTrail/us-east-1/2010/01/01/111122223333_CloudTrail_us-east-1_20100101T0000Z_a.json'
    const { logs } = verifyFiles(
      new Map([
        [name, Buffer.from(JSON.stringify(wide))],
        [`${plan.bucket}/${log}`, Buffer.from('{"Records":[]}')],
      ]),
    )
    expect([...logs.values()]).toEqual([{ status: 'uncovered', where: 'digest-missing-or-unreadable' }])
  })
})

describe('key lists of another partition', () => {
  test('prove nothing in this one, and the keys that are wanted are asked for in theirs', () => {
    const china = aTrail().regions('cn-north-1').hours(2).sidecars('all').build()
    const files = new Map(china.digests.map(({ key, stored }) => [`${plan.bucket}/${key}`, stored!]))
    const foreign = publicKeyList([{ key: secondKey, validFrom: new Date(0), validUntil: new Date(1e13) }])
    const evidence = gatherEvidence(factsOf(files.set('keys.json', Buffer.from(JSON.stringify(foreign)))))
    const report = verify(evidence)
    expect(report.counts.digests).toMatchObject({ unverified: 2, verified: 0, invalid: 0 })
    expect(report.keys).toMatchObject([{ fingerprint: secondKey.fingerprint, proved: 0 }])
    expect(fetchCommands(evidence, report).map(({ command }) => command)).toContainEqual(
      expect.stringMatching(/^aws cloudtrail list-public-keys --region cn-north-1 --start-time /),
    )
  })
})

describe('more signatures than a digest can have', () => {
  const built = aTrail().hours(2).build()
  const [older, newer] = built.digests as [DigestObject, DigestObject]
  const keyList = ['keys.json', Buffer.from(JSON.stringify(publicKeyList(built.plan.listedKeys)))] as const
  const genuine = [
    [`${plan.bucket}/${older.key}`, older.stored!],
    [`${plan.bucket}/${newer.key}`, newer.stored!],
    keyList,
  ] as const
  const other = (n: number) => n.toString(16).padStart(512, '0')
  const statusOf = ({ digests }: IntegrityReport) => digests.get(`s3://${plan.bucket}/${older.key}`)
  /** Digests that name the older one as their previous, each with another signature of it. */
  const forgers = (count: number, changes: (n: number) => object = () => ({})) =>
    Array.from({ length: count }, (_, n) => {
      const stated = { ...newer.content, digestS3Object: nameOf(n), previousDigestSignature: other(n) }
      return [`${plan.bucket}/${nameOf(n)}`, Buffer.from(JSON.stringify({ ...stated, ...changes(n) }))] as const
    })
  const manifest = (signatures: readonly string[]) => {
    const lines = signatures.map((signature) => JSON.stringify({ Key: older.key, Metadata: { signature } }))
    return ['manifest.jsonl', Buffer.from(lines.join('\n'))] as const
  }
  const checksOf = (files: ReadonlyMap<string, Buffer>) => {
    const { digests, keys } = gatherEvidence(factsOf(files))
    return proveDigests(digests, new KeyRing(keys)).all.reduce((sum, { checks }) => sum + checks.signatures.size, 0)
  }

  test('are not all checked, and the genuine one is among those that are', () => {
    const strangers = forgers(3_000, () => ({ previousDigestHashValue: 'b'.repeat(64) }))
    const files = new Map([...strangers, ...genuine])
    expect(statusOf(verifyFiles(files))).toEqual({ status: 'verified', proof: ['next-digest-signature'] })
    expect(checksOf(files)).toBeLessThanOrEqual(mostSignatures)
  })

  test('of digests that state the right hash as well leave a proven next digest its word', () => {
    const signed = [
      'signature.metadata.json',
      Buffer.from(JSON.stringify({ Key: newer.key, Metadata: { signature: newer.signature } })),
    ] as const
    const { digests } = verifyFiles(new Map([...forgers(100), ...genuine, signed]))
    expect(digests.get(`s3://${plan.bucket}/${older.key}`)).toMatchObject({
      status: 'verified',
      proof: expect.arrayContaining(['hash-link']),
    })
  })

  test('that hide the genuine one leave the digest unproven and say so, and do not call it altered', () => {
    const { digests } = verifyFiles(new Map([...forgers(100), ...genuine]))
    expect(digests.get(`s3://${plan.bucket}/${older.key}`)).toEqual({
      status: 'unverified',
      reasons: ['too-many-signatures'],
    })
    const beside = verifyFiles(
      new Map([manifest(Array.from({ length: 100 }, (_, n) => other(n))), ...genuine.slice(0, 1), keyList]),
    )
    expect(statusOf(beside)).toEqual({ status: 'unverified', reasons: ['too-many-signatures'] })
  })

  test('in a manifest leave it what the next digest records', () => {
    const { digests, problems } = verifyFiles(
      new Map([manifest(Array.from({ length: 50_000 }, (_, n) => other(n))), ...genuine]),
    )
    expect(digests.get(`s3://${plan.bucket}/${older.key}`)).toEqual({
      status: 'verified',
      proof: ['next-digest-signature'],
      warnings: ['sidecar-signature-mismatch'],
    })
    expect(problems).toEqual([
      {
        file: '/case/manifest.jsonl',
        sentence: '49900 of its entries were passed over: 100 for the same digest were read before.',
      },
    ])
  })

  test('of very many digests at one place are checked a few each', () => {
    const variants = Array.from({ length: 1_500 }, (_, n) => {
      const content = { ...older.content, newestEventTime: null, oldestEventTime: stamp(n) }
      return [`copy-${n}/digest.json`, Buffer.from(JSON.stringify(content))] as const
    })
    const files = new Map([
      ...variants,
      ...forgers(1_500, () => ({ previousDigestHashValue: 'b'.repeat(64) })),
      keyList,
    ])
    expect(verifyFiles(files).counts.digests).toMatchObject({ verified: 0 })
    expect(checksOf(files)).toBeLessThanOrEqual(1_500 * mostSignatures)
  })
})
