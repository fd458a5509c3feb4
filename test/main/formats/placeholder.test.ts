import { describe, expect, test } from 'vitest'
import { isPartialDownload, placeholderSentence } from '../../../src-main/formats/placeholder.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'

const name =
  'trail/AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/111122223333_CloudTrail_us-east-1_20240305T1015Z_abcd.json.gz'
const key = name.slice('trail/'.length)
const file = key.slice(key.lastIndexOf('/') + 1)
const get = `aws s3api get-object --bucket BUCKET --key ${key} ./${file}`

const error = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>X</RequestId></Error>`
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`

test.each([
  [
    'S3 error page',
    error('AccessDenied', 'Access Denied'),
    `S3 answered instead: AccessDenied, “Access Denied”. Fetch it again, with the trail's bucket for BUCKET: ${get} The credentials need s3:GetObject and, for an object encrypted with KMS, kms:Decrypt.`,
  ],
  [
    'S3 error page',
    error('NoSuchKey', 'The specified key does not exist.'),
    'There was no such object when it was asked for',
  ],
  [
    'S3 error page',
    error('InvalidObjectState', 'The operation is not valid for the object'),
    `Restore it first: aws s3api restore-object --bucket BUCKET --key ${key} --restore-request Days=7. Then fetch it again, with the trail's bucket for BUCKET: ${get}`,
  ],
  [
    'S3 error page',
    error('KMS.DisabledException', 'x').replace('<?xml version="1.0" encoding="UTF-8"?>\n', ''),
    'The KMS key that encrypts the object could not be used.',
  ],
  [
    'S3 error page',
    error('ExpiredToken', 'The provided token has expired.'),
    `“The provided token has expired.”. Fetch it again`,
  ],
  [
    'list of a bucket’s objects',
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>x</Name>',
    'had no key',
  ],
  [
    'error message of the AWS CLI',
    '\nAn error occurred (AccessDenied) when calling the GetObject operation: Access Denied\n',
    'It is an error message of the AWS CLI: “An error occurred (AccessDenied) when calling the GetObject operation: Access Denied”. Fetch it again',
  ],
  [
    'HTML page',
    '<!DOCTYPE html>\n<html><head><title>Amazon Web Services Sign-In</title>',
    'a page of a web site (“Amazon Web Services Sign-In”)',
  ],
  ['Git LFS pointer', pointer, `git lfs pull '--include=*${file}'`],
  ['git-annex pointer', '/annex/objects/SHA256E-s1--ab.json.gz\n', `git annex get ./${file}`],
])('%s in place of a log file is named, and how the object is fetched', (form, text, told) => {
  const bytes = Buffer.from(text)
  expect(formatOf(bytes, name)).toMatchObject({ kind: 'placeholder', form, records: null })
  expect(placeholderSentence(bytes, name)).toContain(told)
})

describe('what is none', () => {
  test.each([
    ['a page that somebody saved', '<html><head>', 'notes.html', 'other'],
    ['a pointer within text', `see: ${pointer}`, 'notes.txt', 'other'],
    [
      'a log file that tells of an error',
      '{"Records":[{"eventVersion":"1.08","errorMessage":"<Error><Code>"}]}',
      name,
      'log',
    ],
    ['a broken log file', 'Error', name, 'log'],
    ['an error page with much behind it', error('AccessDenied', 'x') + ' '.repeat(300_000), name, 'log'],
  ])('%s', (_, text, at, kind) => {
    expect(formatOf(Buffer.from(text), at).kind).toBe(kind)
  })
})

test('without folders of a bucket, no key is guessed', () => {
  const sentence = placeholderSentence(Buffer.from(error('AccessDenied', 'x')), file)
  expect(sentence).toContain('Fetch it again with aws s3api get-object.')
})

test.each([
  [`${file}.part`, true],
  [`${file}.6eF3a2B1`, true],
  [`${file}.abcdef12.partial`, true],
  ['x.crdownload', true],
  [file, false],
  ['part.json', false],
  ['x.json.gz.metadata', false],
])('%s is the name of a download that did not end: %j', (each, is) => {
  expect(isPartialDownload(each)).toBe(is)
})
