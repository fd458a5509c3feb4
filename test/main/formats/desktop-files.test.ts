import { expect, test } from 'vitest'
import { formatOf } from '../../../src-main/formats/registry.ts'

const log = '111122223333_CloudTrail_us-east-1_20240305T0930Z_AbCdEfGhIjKlMnOp.json.gz'
const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  [`._${log}`, '\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \x00\x02', /^AppleDouble file of macOS/],
  [`__MACOSX/logs/._${log}`, '\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \x00\x02', /^AppleDouble file of macOS/],
  ['logs/.DS_Store', '\x00\x00\x00\x01Bud1\x00\x00\x10\x00', /\.DS_Store/],
  ['logs/Thumbs.db', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00', /Thumbs\.db/],
  ['logs/desktop.ini', '[.ShellClassInfo]\r\nIconResource=C:\\x.dll,3\r\n', /desktop\.ini/],
])('%s is set aside as what a desktop laid there', (name, text, form) => {
  expect(formatOf(bytes(text), name)).toMatchObject({
    kind: 'other',
    form: expect.stringMatching(form),
    mayHoldEvents: false,
  })
})

test('a name alone sets nothing aside: records are read under any', () => {
  const record = '{"Records":[{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"CreateUser"}]}'
  for (const name of [`._${log}`, '.DS_Store', 'Thumbs.db', 'desktop.ini'])
    expect(formatOf(bytes(record), name).kind).toBe('log')
  expect(formatOf(bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00'), 'report.doc').form).toBe('binary')
})
