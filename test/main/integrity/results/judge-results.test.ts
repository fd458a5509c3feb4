import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseKeys } from '../../../../src-main/formats/parse/key-list.ts'
import { parseSignFile } from '../../../../src-main/formats/parse/sign-file.ts'
import { judgeResults } from '../../../../src-main/integrity/results/judge-results.ts'
import { KeyRing } from '../../../../src-main/integrity/verdicts/key-ring.ts'
import { countSigned } from '../../../../src-shared/model/signed-results.ts'
import { firstKey, publicKeyList, secondKey, signatureOf } from '../../../fixtures/keys.ts'

const hashes = ['one', 'two'].map((text) => createHash('sha256').update(text).digest('hex'))

/** As in the user guide, "CloudTrail sign file structure". */
const signFile = (more: object = {}) =>
  JSON.stringify({
    version: '1.0',
    region: 'us-east-1',
    files: hashes.map((fileHashValue, n) => ({ fileHashValue, fileName: `result_${n + 1}.csv.gz` })),
    hashAlgorithm: 'SHA-256',
    signatureAlgorithm: 'SHA256withRSA',
    queryCompleteTime: '2024-03-05T22:06:30Z',
    hashSignature: signatureOf(hashes.join(' '), firstKey),
    publicKeyFingerprint: firstKey.fingerprint,
    ...more,
  })

const listed = publicKeyList([
  { key: firstKey, validFrom: new Date('2024-01-01T00:00:00Z'), validUntil: new Date('2025-01-01T00:00:00Z') },
])
const keys = new KeyRing(
  parseKeys(JSON.stringify(listed), 'keys.json').keys.map((key) => ({ ...key, trust: 'given' as const })),
)

const judged = (text: string, stored: readonly [path: string, hash: string][]) =>
  judgeResults(
    {
      signFiles: [{ path: '/case/result_sign.json', signFile: parseSignFile(text) }],
      stored: stored.map(([path, storedSha256]) => ({ path, storedSha256 })),
    },
    keys,
  )

const whole: [string, string][] = [
  ['/case/result_1.csv.gz', hashes[0]!],
  ['/case/result_2.csv.gz', hashes[1]!],
]

describe('results of CloudTrail Lake with their sign file', () => {
  test('as delivered they are proven', () => {
    const results = judged(signFile(), whole)
    expect(results).toMatchObject([
      { signature: 'good', fingerprint: firstKey.fingerprint, region: 'us-east-1', completed: '2024-03-05T22:06:30Z' },
    ])
    expect(countSigned(results)).toEqual({ verified: 2, invalid: 0, missing: 0, unverified: 0 })
  })

  test('a file that was renamed is found by its hash; one that was altered by its name; one that is gone is missing', () => {
    const renamed = judged(signFile(), [whole[0]!, ['/case/saved/mine.csv.gz', hashes[1]!]])
    expect(renamed[0]!.files[1]).toEqual({ name: 'result_2.csv.gz', path: '/case/saved/mine.csv.gz', hash: 'matches' })
    const altered = judged(signFile(), [whole[0]!, ['/case/result_2.csv.gz', 'f'.repeat(64)]])
    expect(countSigned(altered)).toEqual({ verified: 1, invalid: 1, missing: 0, unverified: 0 })
    expect(countSigned(judged(signFile(), [whole[0]!]))).toEqual({ verified: 1, invalid: 0, missing: 1, unverified: 0 })
  })

  test.each(['/', '/case/', 'C:\\case\\', '/case/lake.zip › ', '/case/lake.zip › q/'])(
    'what lies beside a sign file in %s is found',
    (folder) => {
      const results = judgeResults(
        {
          signFiles: [{ path: `${folder}result_sign.json`, signFile: parseSignFile(signFile()) }],
          stored: [{ path: `${folder}result_1.csv.gz`, storedSha256: 'f'.repeat(64) }],
        },
        keys,
      )
      expect(results[0]!.files.map(({ hash }) => hash)).toEqual(['differs', 'missing'])
    },
  )

  test('hashes in another order, or another list, are not what was signed', () => {
    const files = hashes.toReversed().map((fileHashValue) => ({ fileHashValue, fileName: 'x' }))
    expect(judged(signFile({ files }), whole)).toMatchObject([{ signature: 'bad' }])
  })

  test('without its key nothing is proven or disproven', () => {
    const results = judged(signFile({ publicKeyFingerprint: secondKey.fingerprint }), whole)
    expect(results).toMatchObject([{ signature: 'public-key-not-found' }])
    expect(countSigned(results)).toEqual({ verified: 0, invalid: 0, missing: 0, unverified: 2 })
  })

  test.each([
    { version: '2.0' }, { hashAlgorithm: 'SHA-1' }, { signatureAlgorithm: null }, { files: [] }, { files: [{ fileName: 'x' }] },
    { hashSignature: 5 },
  ])('%j cannot be read', (more) => {
    expect(judged(signFile(more), whole)).toMatchObject([{ signature: 'bad-format', files: [] }])
  }) // biome-ignore format: a table

  test('text that is no hex is no signature', () => {
    expect(judged(signFile({ hashSignature: 'zz' }), whole)).toMatchObject([{ signature: 'bad' }])
  })
})
