import { expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { firstKey, publicKeyList } from '../../../fixtures/keys.ts'
import { factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

/** Deeper than any stack: JSON.parse reads it, and whatever recurses over it overflows. */
const depth = 30_000
const deep = {
  list: `${'['.repeat(depth)}${']'.repeat(depth)}`,
  object: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
}

const digest = aTrail().hours(2).build().digests[1]!.content
const day = new Date('2024-03-05T00:00:00Z')
const files = {
  digest,
  'key list': publicKeyList([{ key: firstKey, validFrom: day, validUntil: day }]),
  'head-object answer': { ETag: '"1"', ContentLength: 1, Metadata: { signature: 'ab', 'signature-algorithm': 'x' } },
  'manifest of metadata': [{ Key: digest.digestS3Object, Metadata: { signature: 'ab' } }],
  'log file': {
    Records: [{ eventVersion: '1.08', eventID: '1', userIdentity: { arn: 'a' }, resources: [{ ARN: 'a' }] }],
  },
  'EventBridge event': { 'detail-type': 'AWS API Call via CloudTrail', detail: { eventVersion: '1.08', eventID: '1' } },
  'lookup-events output': { Events: [{ EventId: '1', CloudTrailEvent: '{}' }] },
} as const

/** Every text that the value becomes when one of the values within it is deep. */
function deepened(value: unknown, nesting: string): string[] {
  if (typeof value !== 'object' || value === null) return [nesting]
  const entries = Object.entries(value)
  const write = (texts: readonly string[]) =>
    Array.isArray(value)
      ? `[${texts.join(',')}]`
      : `{${texts.map((text, i) => `${JSON.stringify(entries[i]![0])}:${text}`).join(',')}}`
  const whole = entries.map(([, inner]) => JSON.stringify(inner))
  return [
    nesting,
    ...entries.flatMap(([, inner], i) => deepened(inner, nesting).map((text) => write(whole.with(i, text)))),
  ]
}

const cases = Object.entries(files).flatMap(([kind, content]) =>
  Object.entries(deep).map(([shape, nesting]) => [kind, shape, deepened(content, nesting)] as const),
)

test.each(cases)('a %s with a deep %s anywhere in it is a fact about that file', (_, __, texts) => {
  const named = texts.map((text, number) => [`${number}.json`, Buffer.from(text)] as const)
  const facts = factsOf(new Map([...named, ['digest.json', Buffer.from(JSON.stringify(digest))]]))
  expect(facts).toHaveLength(texts.length + 1)
  const report = verify(gatherEvidence(facts))
  expect(report.counts.digests.unverified).toBeGreaterThan(0)
})

test('a digest that holds a key twice is refused for that, however deep it is', () => {
  const twice = `{"awsAccountId":"1","awsAccountId":"2","x":${deep.list},"digestEndTime":"x"}`
  const { problems } = verify(gatherEvidence(factsOf(new Map([['d.json', Buffer.from(twice)]]))))
  expect(problems).toContainEqual({
    file: '/case/d.json',
    sentence: 'It holds the key awsAccountId more than once, so that programs may read it differently.',
  })
})
