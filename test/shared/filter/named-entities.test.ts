import { expect, test } from 'vitest'
import { piecesOf } from '../../../src-shared/filter/named-entities.ts'

const named = (sentence: string) => piecesOf(sentence).flatMap(({ entity }) => (entity === null ? [] : [entity]))

test('a sentence names principals, roles, access keys and addresses; what follows them is of the sentence', () => {
  const sentence =
    'arn:aws:iam::111122223333:role/Deploy assumed arn:aws-cn:iam::444455556666:role/x/Audit, with ASIAQ3CIDEPLOYEXAMPLE (from 203.0.113.77, 2001:db8::7 and 198.51.100.20).'
  expect(named(sentence)).toEqual([
    { kind: 'role', value: 'arn:aws:iam::111122223333:role/Deploy' },
    { kind: 'role', value: 'arn:aws-cn:iam::444455556666:role/x/Audit' },
    { kind: 'accessKey', value: 'ASIAQ3CIDEPLOYEXAMPLE' },
    { kind: 'address', value: '203.0.113.77' },
    { kind: 'address', value: '2001:db8::7' },
    { kind: 'address', value: '198.51.100.20' },
  ])
  expect(
    piecesOf(sentence)
      .map(({ text }) => text)
      .join(''),
  ).toBe(sentence)
})

test.each([
  ['arn:aws:iam::111122223333:root', true],
  ['arn:aws:iam::111122223333:user/path/anna@example.com', true],
  ['arn:aws:sts::111122223333:assumed-role/Deploy/i-0a1b', true],
  ['arn:aws:sts::111122223333:federated-user/guest', true],
  // Nobody who acts, or nothing that the form alone tells.
  ['arn:aws:iam::aws:policy/AdministratorAccess', false],
  ['arn:aws:s3:::example-bucket', false],
  ['arn:aws:iam::111122223333:rootless', false],
  ['2025-03-12T01:00:00Z', false],
  ['10:00:00Z', false],
  ['203.0.113.256', false],
  ['AssumeRole', false],
  ['AKIA', false],
])('%s: %s', (word, isNamed) => expect(named(`It was ${word}: so.`)).toHaveLength(isNamed ? 1 : 0))

test('a sentence that names nothing stays whole', () => {
  expect(piecesOf('The rule stopped.')).toEqual([{ text: 'The rule stopped.', from: 0, entity: null }])
  expect(piecesOf('')).toEqual([])
})
