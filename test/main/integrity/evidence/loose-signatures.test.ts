import { describe, expect, test } from 'vitest'
import { proofOf } from '../../../../src-main/integrity/event-proof/event-proof.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { publicKeyList } from '../../../fixtures/keys.ts'
import { digestWords, factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

const ok = 'verified'
const unsigned = 'unverified: no-signature'

const trail = aTrail().hours(3).build()
const { plan, digests } = trail
const newest = digests.at(-1)!
const signature = newest.signature!
const keys = Buffer.from(JSON.stringify(publicKeyList(plan.listedKeys)))
const stored = new Map(
  [...trail.logs, ...digests].map(({ key, stored }): [string, Buffer] => [`${plan.bucket}/${key}`, stored!]),
)

const evidenceWith = (files: Readonly<Record<string, string>>) =>
  gatherEvidence(
    factsOf(
      new Map([
        ...stored,
        ['keys.json', keys],
        ...Object.entries(files).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
      ]),
    ),
  )
const verifyWith = (files: Readonly<Record<string, string>>) => verify(evidenceWith(files))
const metadata = { signature, 'signature-algorithm': 'SHA256withRSA' }
const answer = (of: string, hour = 12) => ({
  AcceptRanges: 'bytes',
  LastModified: `2024-03-05T${hour}:10:20+00:00`,
  ContentLength: 793,
  ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
  Metadata: { ...metadata, signature: of },
})

/** As it is saved by people: nobody names it like the digest. */
const forms: Readonly<Record<string, string>> = {
  'answer of get-object': JSON.stringify(answer(signature), null, 4),
  'response of boto3': JSON.stringify({ ...answer(signature), LastModified: '2024-03-05 12:10:20+00:00' }),
  'dictionary of Python': `{'ETag': '"d41d"', 'Metadata': {'signature': '${signature}', 'signature-algorithm': 'SHA256withRSA'}}`,
  'metadata alone': JSON.stringify(metadata),
  'headers of HTTP/1.1':
    `HTTP/1.1 200 OK\r\nLast-Modified: Tue, 05 Mar 2024 12:10:20 GMT\r\nx-amz-meta-signature: ${signature}\r\n` +
    'x-amz-meta-signature-algorithm: SHA256withRSA\r\nContent-Type: application/json\r\n\r\n',
  'headers as curl tells them': `> HEAD / HTTP/2\n< HTTP/2 200\n< x-amz-meta-signature: ${signature}\n< x-amz-meta-signature-algorithm: SHA256withRSA\n`,
  'headers as JSON of curl': JSON.stringify({
    'x-amz-meta-signature': [signature],
    'last-modified': ['Tue, 05 Mar 2024 12:10:20 GMT'],
  }),
  YAML: `ETag: '"d41d"'\nMetadata:\n  signature: ${signature}\n  signature-algorithm: SHA256withRSA\n`,
  'text of the AWS CLI': `bytes\tapplication/json\nMETADATA\t${signature}\tSHA256withRSA\n`,
  'table of the AWS CLI': `||  signature           |  ${signature}  ||\n||  signature-algorithm |  SHA256withRSA  ||\n`,
}

describe('a signature under a name that tells no digest', () => {
  test.each(Object.entries(forms))('proves the digest that it signs: %s', (_, text) => {
    const report = verifyWith({ 'notes/answer.txt': text })
    expect(digestWords(report)).toEqual([ok, ok, ok])
    expect(report.problems).toEqual([
      {
        file: '/case/notes/answer.txt',
        sentence: `It holds the signature of s3://${plan.bucket}/${newest.key}: its name does not tell so, but the signature verifies with that digest.`,
      },
    ])
  })

  test('is named by the proof of an event', () => {
    const evidence = evidenceWith({ 'answer.json': forms['answer of get-object']! })
    const log = evidence.logs.at(-1)!
    const places = [{ path: log.path, index: 0, offset: 12, length: 100, differs: false, problem: null }]
    const [copy] = proofOf({ eventID: 'e', places, conflicting: false }, evidence, verify(evidence)).copies
    expect(copy!.links.find(({ kind }) => kind === 'signature')).toMatchObject({
      holds: 'holds',
      heldBy: '/case/answer.json',
    })
  })

  test('says nothing about digests that it does not sign', () => {
    const forged = signature.replace(/^../, signature.startsWith('00') ? '11' : '00')
    const report = verifyWith({ 'answer.json': JSON.stringify(answer(forged)) })
    expect(digestWords(report)).toEqual([ok, ok, unsigned])
    expect(report.problems).toEqual([
      { file: '/case/answer.json', sentence: 'It holds a signature, but its digest was not found.' },
    ])
  })

  test('that a later digest records is of the digest before it, which it proves already', () => {
    const report = verifyWith({ 'first.json': JSON.stringify(answer(digests[0]!.signature!)) })
    expect(digestWords(report)).toEqual([ok, ok, unsigned])
    expect(report.problems).toEqual([])
  })

  test('is found among very many, the nearest in time first, one behind the other in one file', () => {
    const forged = (hour: number) => answer(`${signature.slice(0, -4)}${String(hour).padStart(4, '0')}`, 10)
    const many = Array.from({ length: 12_000 }, (_, k) => JSON.stringify(forged(k % 9_999), null, 1))
    const report = verifyWith({ 'answers.json': [...many, JSON.stringify(answer(signature, 12), null, 1)].join('\n') })
    expect(digestWords(report)).toEqual([ok, ok, ok])
  })
})
