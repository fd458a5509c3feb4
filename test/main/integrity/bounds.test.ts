import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../src-main/ingest/gather-evidence.ts'
import { ledger } from '../../../src-main/integrity/ledger.ts'
import { verify } from '../../../src-main/integrity/verify.ts'
import { ledgerStates } from '../../../src-shared/ledger.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { factsOf } from './read-facts.ts'

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
