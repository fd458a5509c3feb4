import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAdministrator } from '../../../../src-shared/what/policy/administrator.ts'
import { openingOf } from '../../../../src-shared/what/policy/audience.ts'
import { longestPolicy, readPolicy } from '../../../../src-shared/what/policy/document.ts'
import { policyWords } from '../../../../src-shared/what/policy/words.ts'
import { isOwn, other, own, policy, statement } from './policies.ts'

const document = policy(
  statement({ Principal: { AWS: [own, `arn:aws:iam::${other}:root`], Service: 'ec2.amazonaws.com' }, Condition: { Bool: { 'aws:SecureTransport': true } } }),
  { Effect: 'Deny', NotPrincipal: '*', NotAction: ['s3:*'], NotResource: ['a', 'b'] },
) // biome-ignore format: one line a statement

test('a document is read with all its elements, one value or a list', () => {
  expect(readPolicy(document)).toEqual({
    statements: [
      {
        effect: 'Allow',
        principals: {
          isAllBut: false,
          named: [
            { kind: 'account', account: own, name: own },
            { kind: 'account', account: other, name: `arn:aws:iam::${other}:root` },
            { kind: 'service', name: 'ec2.amazonaws.com' },
          ],
        },
        actions: { isAllBut: false, patterns: ['s3:GetObject'] },
        resources: { isAllBut: false, patterns: ['*'] },
        conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] }],
      },
      {
        effect: 'Deny',
        principals: { isAllBut: true, named: [{ kind: 'everyone' }] },
        actions: { isAllBut: true, patterns: ['s3:*'] },
        resources: { isAllBut: true, patterns: ['a', 'b'] },
        conditions: [],
      },
    ],
    problems: [],
  })
})

test('objects, text, text within text and text encoded for a URL say the same', () => {
  const read = readPolicy(document)
  const text = JSON.stringify(document, null, 2)
  for (const written of [text, JSON.stringify(text), encodeURIComponent(text), ` ${text}\n`])
    expect(readPolicy(written)).toEqual(read)
  expect(readPolicy({ ...document, Statement: document.Statement[0] }).statements).toEqual(read.statements.slice(0, 1))
})

test.each([
  ['', 'The policy is no JSON.'],
  ['{"Statement": [', 'The policy is no JSON.'],
  ['%7B%E0%A4%A', 'The policy is no JSON.'],
  ['[]', 'The policy is no JSON object.'],
  [null, 'The policy is no JSON object.'],
  ['{}', 'The policy has no Statement.'],
  ['HIDDEN_DUE_TO_SECURITY_REASONS', 'AWS hides the policy.'],
  [`"${'x'.repeat(longestPolicy)}"`, 'The policy is longer than AWS takes and was not read.'],
  [JSON.stringify(JSON.stringify(JSON.stringify('{}'))), 'The policy is text within text within text.'],
  [{ Statement: [1, { Effect: 'Allow' }] }, 'Statement 1 could not be read. Statement 2 could not be read.'],
])('what is no policy is said: %s', (written, problem) => {
  expect(readPolicy(written).statements).toEqual([])
  expect(readPolicy(written).problems.join(' ')).toBe(problem)
})

test('a statement that cannot be read does not hide those beside it', () => {
  const read = readPolicy(policy({ Effect: 'allow', Action: '*' }, statement({ Action: '*' })))
  expect(read.problems).toEqual(['Statement 1 could not be read.'])
  expect(isAdministrator(read)).toBe(true)
})

const anyElement = fc.oneof(
  fc.string(),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.array(fc.string())),
  fc.jsonValue(),
)
const anyStatement = fc.dictionary(
  fc.constantFrom('Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition', 'constructor'),
  fc.oneof(anyElement, fc.constantFrom('Allow', 'Deny', '*', { AWS: '*' }, { StringLike: { 'aws:PrincipalArn': '*' } })),
) // biome-ignore format: names

test('whatever stands in it, a document is read, judged and told without a throw', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.record({ Statement: fc.oneof(anyStatement, fc.array(anyStatement)) }))
  fc.assert(
    fc.property(anything, fc.boolean(), (written, isText) => {
      const read = readPolicy(isText ? JSON.stringify(written) : written)
      openingOf(read, isOwn)
      isAdministrator(read)
      const words = policyWords(read, isOwn)
      expect(words === null).toBe(read.statements.length + read.problems.length === 0)
    }),
  )
}) // biome-ignore format: one line a statement

test('a document of the longest size is told in few words', () => {
  const long = policy(...Array.from({ length: 200 }, (_, i) => statement({ Principal: { AWS: Array(5).fill(other) }, Resource: `${i}`.repeat(90) })))
  expect(policyWords(readPolicy(long), isOwn)!.length).toBeLessThan(1_500)
}) // biome-ignore format: one line a statement
