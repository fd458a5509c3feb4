import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseDigest } from '../../../src-main/formats/parse/digest.ts'
import { parseKeys } from '../../../src-main/formats/parse/key-list.ts'
import { parseSidecar } from '../../../src-main/formats/parse/sidecar.ts'
import { firstKey, publicKeyList, secondKey } from '../../fixtures/keys.ts'
import { aTrail } from '../../fixtures/trail.ts'

const content = aTrail().hours(2).build().digests[1]!.content
const parse = (change: Readonly<Record<string, unknown>>) => parseDigest(JSON.stringify({ ...content, ...change }))
const hash = 'a'.repeat(64)

describe('a digest', () => {
  test('is read with slashes escaped, as CloudTrail writes them', () => {
    const { digest, problems } = parseDigest(JSON.stringify(content).replaceAll('/', '\\/'))
    expect(problems).toEqual([])
    expect(digest?.place).toBe(`s3://${content.digestS3Bucket}/${content.digestS3Object}`)
    expect(digest?.logs).toHaveLength(1)
  })

  test.each([
    ['no JSON', parseDigest('{"a":'), 'It is not a JSON object.'],
    ['a list', parseDigest('[]'), 'It is not a JSON object.'],
    ['a field missing', parse({ digestS3Bucket: undefined }), 'It has no digestS3Bucket.'],
    [
      'an absurd date',
      parse({ digestEndTime: '2024-02-31T00:00:00Z' }),
      'Its digestEndTime is "2024-02-31T00:00:00Z", which is no time in UTC.',
    ],
    [
      'an end before the beginning',
      parse({ digestEndTime: '1999-01-01T00:00:00Z' }),
      expect.stringContaining('before it begins'),
    ],
    ['no log files', parse({ logFiles: {} }), 'It has no list of log files.'],
    [
      'a key twice',
      parseDigest(JSON.stringify(content).replace('{', '{"awsAccountId":"1",')),
      expect.stringContaining('awsAccountId more than once'),
    ],
    [
      'a key of an entry twice',
      parseDigest(JSON.stringify(content).replace('"s3Bucket"', '"s3Object":"x","s3Bucket"')),
      expect.stringContaining('s3Object more than once'),
    ],
  ] as const)('with %s is not used', (_, { digest, problems }, sentence) => {
    expect(digest).toBeNull()
    expect(problems).toEqual([sentence])
  })

  test.each([
    [
      'a hash of the wrong length',
      { previousDigestHashValue: 'abc' },
      'The hash of its previous digest is not a SHA-256 in hex.',
    ],
    [
      'itself as previous',
      { previousDigestS3Object: content.digestS3Object },
      'It names itself as its previous digest.',
    ],
    [
      'half a previous place',
      { previousDigestS3Bucket: null },
      'It names only half of the place of its previous digest.',
    ],
    [
      'an unknown algorithm',
      { digestSignatureAlgorithm: 'none' },
      'Its signature algorithm is "none", not SHA256withRSA.',
    ],
    ['an entry without a place', { logFiles: [{ hashValue: hash }] }, 'Entry 0 of its log files names no place.'],
    [
      'an entry with a short hash',
      { logFiles: [{ s3Bucket: 'b', s3Object: 'o', hashValue: 'ab' }] },
      'The hash in entry 0 of its log files is not a SHA-256 in hex.',
    ],
    [
      'an entry twice',
      {
        logFiles: [
          { s3Bucket: 'b', s3Object: 'o', hashValue: hash },
          { s3Bucket: 'b', s3Object: 'o', hashValue: hash },
        ],
      },
      'Entry 1 of its log files names s3://b/o again.',
    ],
  ])('with %s is used, and that is said', (_, change, sentence) => {
    const { digest, problems } = parse(change)
    expect(digest).not.toBeNull()
    expect(problems).toEqual([sentence])
  })

  test('with 100,000 broken entries complains a bounded number of times', () => {
    const logFiles = Array.from({ length: 100_000 }, (_, n) => ({ s3Bucket: 'b', s3Object: `${n}`, hashValue: '' }))
    const { digest, problems } = parse({ logFiles })
    expect(digest?.logs).toHaveLength(100_000)
    expect(problems).toHaveLength(20)
  })
})

describe('a key list', () => {
  const now = new Date('2024-03-05T00:00:00Z')
  const list = publicKeyList([{ key: firstKey, validFrom: now, validUntil: new Date(+now + 1000) }])
  const [item] = list.PublicKeyList as unknown as [Record<string, unknown>]

  test('gives its keys by the fingerprint of their own bytes', () => {
    const { keys, problems } = parseKeys(JSON.stringify(list), 'keys.json')
    expect(problems).toEqual([])
    expect(keys).toMatchObject([{ fingerprint: firstKey.fingerprint, validFrom: +now, source: 'keys.json' }])
  })

  test.each([
    ['epoch seconds', { ValidityStartTime: 1_709_596_800.5 }, 1_709_596_800_500],
    ['ISO text', { ValidityStartTime: '2024-03-05T01:00:00+01:00' }, +now],
    ['no time', { ValidityStartTime: undefined }, null],
  ])('may tell validity as %s', (_, change, validFrom) => {
    const { keys } = parseKeys(JSON.stringify({ PublicKeyList: [{ ...item, ...change }] }), 'k')
    expect(keys[0]?.validFrom).toBe(validFrom)
  })

  test('may hold SubjectPublicKeyInfo, and several lists one behind the other', () => {
    const { keys: pkcs1 } = parseKeys(JSON.stringify(list), 'k')
    const der = { key: Buffer.from(pkcs1[0]!.pkcs1, 'base64'), format: 'der', type: 'pkcs1' } as const
    const Value = createPublicKey(der).export({ type: 'spki', format: 'der' }).toString('base64')
    const lines = [list, { PublicKeyList: [{ ...item, Value }] }].map((each) => JSON.stringify(each)).join('\n')
    expect(parseKeys(lines, 'k').keys.map(({ fingerprint }) => fingerprint)).toEqual([
      firstKey.fingerprint,
      firstKey.fingerprint,
    ])
  })

  test('is refused key by key, by name', () => {
    const { keys, problems } = parseKeys(
      JSON.stringify({
        PublicKeyList: [{ ...item, Fingerprint: secondKey.fingerprint }, { Value: 'AAAA' }, {}, 1, item],
      }),
      'k',
    )
    expect(keys).toHaveLength(1)
    expect(problems).toEqual([
      `Key 0 was refused: it states the fingerprint ${secondKey.fingerprint}, but its own bytes have ${firstKey.fingerprint}.`,
      'Key 1 was refused: its value is not an RSA public key in DER.',
      'Key 2 was refused: it has no value.',
      'Key 3 was refused: it is not an object.',
    ])
  })
})

describe('key lists', () => {
  test('of 100,000 keys that are none complain a bounded number of times', () => {
    const { keys, problems } = parseKeys(JSON.stringify(Array(100_000).fill({ Value: 'AAAA' })), 'k')
    expect([keys.length, problems.length]).toEqual([0, 21])
    expect(problems.at(-1)).toBe('99,980 more keys were refused.')
  })
})

describe('kept object metadata', () => {
  const entry = { bucket: null, key: null, signature: 'ab12', backfillTimestamp: null, lastModified: null }

  test.each([
    ['head-object', JSON.stringify({ ETag: 'x', Metadata: { signature: 'ab12' } }), [entry]],
    [
      'answers one behind the other, with a time of AWS and of HTTP',
      '{ "LastModified": "2024-03-05T12:10:20+00:00",\n "Metadata": {"signature": "ab12"} }\n{ "Last-Modified": "Tue, 05 Mar 2024 12:10:20 GMT",\n "x-amz-meta-signature": ["ab12"] }',
      [entry, entry].map((each) => ({ ...each, lastModified: Date.parse('2024-03-05T12:10:20Z') })),
    ],
    ['the metadata alone', JSON.stringify({ Signature: 'ab12' }), [entry]],
    ['HTTP headers', JSON.stringify({ 'x-amz-meta-signature': 'ab12' }), [entry]],
    ['without a signature', JSON.stringify({ Metadata: {} }), [{ ...entry, signature: null }]],
    [
      'lines',
      '{"Key":"a","Metadata":{"signature":"ab12"}}\n\n{"Key":"b","Bucket":"c","Metadata":{"signature":"ab12"}}\n',
      [
        { ...entry, key: 'a' },
        { ...entry, key: 'b', bucket: 'c' },
      ],
    ],
  ])('is read from %s', (_, text, entries) => {
    expect(parseSidecar(text)).toEqual({ entries, problems: [] })
  })

  test('that is broken is passed over and counted', () => {
    expect(parseSidecar('{"Key":"a"}\n{"Key":\n').problems).toEqual(['1 line of it is not JSON and was passed over.'])
  })
})
