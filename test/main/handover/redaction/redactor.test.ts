import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { redactionKey } from '../../../../src-main/handover/redaction/key-file.ts'
import { Pseudonyms } from '../../../../src-main/handover/redaction/pseudonyms.ts'
import { Redactor } from '../../../../src-main/handover/redaction/redactor.ts'
import type { RecordPath } from '../../../../src-shared/filter/record-path.ts'

/** As a number an account loses the zeros that it begins with. */
const short = '1122223333'
const known = {
  accounts: new Set(['111122223333', `00${short}`]),
  addresses: new Set(['192.0.2.10']),
  names: new Set(['alice', 'Admin', 'build-bot', 'alice@example.com', 'ec2', 'amzn-s3-demo-bucket', 'x']),
}
const key = Buffer.alloc(32, 7)
const pseudonyms = new Pseudonyms(key)
const redactor = new Redactor(known, pseudonyms)
const { text, record } = redactor
const [account, alice, admin] = [pseudonyms.account('111122223333'), pseudonyms.name('alice'), pseudonyms.name('Admin')]
const address = pseudonyms.address('192.0.2.10')

describe('forms of pseudonyms', () => {
  test('are those of the identifiers, and no real one has them', () => {
    expect(account).toMatch(/^0000\d{8}$/)
    expect(address).toMatch(/^2[45]\d\.\d{1,3}\.\d{1,3}\.\d{1,3}$/)
    expect(pseudonyms.address('2001:db8:1::5')).toMatch(/^2001:db8:[0-9a-f:]+$/)
    expect(pseudonyms.key('AKIAI44QH8DHBEXAMPLE')).toMatch(/^AKIAREDACTED[A-Z2-7]{8}$/)
    expect(pseudonyms.key('AROAIDPPEZS35WEXAMPLE')).toHaveLength(21)
    expect(alice).toMatch(/^r-[0-9a-f]{10}$/)
    expect(pseudonyms.name('alice@example.com')).toMatch(/^r-[0-9a-f]{10}@redacted\.invalid$/)
  })

  test('are the same with the same key, others with another, and each of one identifier alone', () => {
    expect(new Pseudonyms(key).account('111122223333')).toBe(account)
    expect(new Pseudonyms(Buffer.alloc(32, 8)).account('111122223333')).not.toBe(account)
    const many = new Set(Array.from({ length: 20_000 }, (_, n) => pseudonyms.account(String(100_000_000_000 + n))))
    expect(many.size).toBe(20_000)
  })
})

describe('texts', () => {
  test.each([
    ['arn:aws:iam::111122223333:user/team/alice', /^arn:aws:iam::0000\d{8}:user\/r-[0-9a-f]{10}\/r-[0-9a-f]{10}$/],
    ['arn:aws:iam::aws:policy/AdministratorAccess', /^arn:aws:iam::aws:policy\/AdministratorAccess$/],
    ['arn:aws:iam::111122223333:role/aws-service-role/ec2.amazonaws.com/AWSServiceRoleForEC2', /^arn:aws:iam::0000\d{8}:role\/aws-service-role\/ec2\.amazonaws\.com\/AWSServiceRoleForEC2$/],
    ['arn:aws:s3:::amzn-s3-demo-bucket/logs/*', /^arn:aws:s3:::r-[0-9a-f]{10}\/r-[0-9a-f]{10}\/\*$/],
    ['arn:aws:secretsmanager:*:*:secret:payments-*', /^arn:aws:secretsmanager:\*:\*:secret:r-[0-9a-f]{10}\*$/],
    ['AROAIDPPEZS35WEXAMPLE:alice', /^AROAREDACTED[A-Z2-7]{9}:r-[0-9a-f]{10}$/],
  ])('an ARN or an ID stays one: %s', (before, after) => {
    expect(text(before)).toMatch(after)
  }) // biome-ignore format: rows

  test('a name has one pseudonym in an ARN, in a message and alone', () => {
    expect(text('arn:aws:iam::111122223333:user/alice').endsWith(`:user/${alice}`)).toBe(true)
    expect(text('User: alice, is not authorized (alice)')).toBe(`User: ${alice}, is not authorized (${alice})`)
    expect(text('alice')).toBe(alice)
    expect(text('x')).toBe(pseudonyms.name('x'))
  })

  test('a name is found where a word ends, and words around it stay', () => {
    expect(text('malice Administrator alice2 box')).toBe('malice Administrator alice2 box')
    expect(text('alice-laptop build-bot_1')).toBe(`${alice}-laptop ${pseudonyms.name('build-bot')}_1`)
  })

  test('services, times, event IDs and versions of programs are nobody', () => {
    for (const plain of [
      'ec2.amazonaws.com', '2024-03-05T10:15:00Z', 'AWS::S3::Bucket', 'us-east-1', 'root', '1.2.3',
      'edf1aa3c-bd23-4808-95cb-111122223333', 'Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36',
    ]) // biome-ignore format: a list
      expect(text(plain)).toBe(plain)
  })

  test('addresses are found in host names, ranges and as IPv6', () => {
    expect(text('ip-192-0-2-10.ec2.internal')).toBe(`ip-${address.replaceAll('.', '-')}.ec2.internal`.replace('.ec2.', `.${pseudonyms.name('ec2')}.`))
    expect(text('from 192.0.2.10/32 and 2001:db8::9')).toBe(`from ${address}/32 and ${pseudonyms.address('2001:db8::9')}`)
  }) // biome-ignore format: rows

  test('what is encoded as in URLs, or JSON within a text, is looked into', () => {
    const policy = '{"Principal":{"AWS":"arn:aws:iam::111122223333:role/Admin"}}'
    const redacted = `{"Principal":{"AWS":"arn:aws:iam::${account}:role/${admin}"}}`
    expect(text(policy)).toBe(redacted)
    expect(text(encodeURIComponent(policy))).toBe(encodeURIComponent(redacted))
    expect(text('100% sure, alice')).toBe(`100% sure, ${alice}`)
    expect(text('say \\nalice, C:\\build-bot')).toBe(`say \\n${alice}, C:\\${pseudonyms.name('build-bot')}`)
  })
})

test('a record keeps its structure, its numbers and what AWS chose, and is JSON', () => {
  const before = {
    eventSource: 'ec2.amazonaws.com', eventName: 'Admin', awsRegion: 'us-east-1', recipientAccountId: '111122223333',
    userIdentity: { type: 'ec2', userName: 'alice' }, sourceIPAddress: '192.0.2.10',
    errorMessage: 'alice says "no"\nto Admin',
    requestParameters: { alice: [Number(short), 12345678901234, 0.5], 'aws:SourceAccount': '111122223333', note: '\u0061lice' },
  } // biome-ignore format: a record
  const json = JSON.stringify(before)
    .replace('"note":"alice"', '"note":"\\u0061lice"')
    .replace('0.5', '9007199254740993')
  const after = record(json)
  expect(after).toContain('9007199254740993')
  expect(JSON.parse(after)).toEqual({
    eventSource: 'ec2.amazonaws.com', eventName: 'Admin', awsRegion: 'us-east-1', recipientAccountId: account,
    userIdentity: { type: 'ec2', userName: alice }, sourceIPAddress: address,
    errorMessage: `${alice} says "no"\nto ${admin}`,
    requestParameters: {
      [alice]: [Number(pseudonyms.account(`00${short}`)), 12345678901234, 9007199254740992],
      'aws:SourceAccount': account, note: alice,
    },
  }) // biome-ignore format: a record
})

test('a name that parameters alone tell has the pseudonym of the ARN beside it', () => {
  const user = { arn: 'arn:aws:iam::111122223333:user/backdoor', userName: 'backdoor' }
  const told = { requestParameters: { userName: 'backdoor' }, responseElements: { user } }
  const { requestParameters, responseElements } = JSON.parse(record(JSON.stringify(told)))
  const backdoor = pseudonyms.name('backdoor')
  expect(requestParameters).toEqual({ userName: backdoor })
  expect(responseElements.user).toEqual({ arn: `arn:aws:iam::${account}:user/${backdoor}`, userName: backdoor })
  expect(redactor.value({ userName: 'backdoor', note: 'backdoor' })).toEqual({ userName: backdoor, note: 'backdoor' })
  expect(redactor.cell('backdoor', 'requestParameters.userName' as RecordPath)).toBe(backdoor)
  const message = (name: string) => `Login Profile for User ${name} cannot be found. Role with name ${name} already exists.`
  expect(text(message('backdoor'))).toBe(message(backdoor))
  expect(text('The user cannot be found.')).toBe('The user cannot be found.')
  for (const kept of ['AWSServiceRoleForEC2', 'HIDDEN_DUE_TO_SECURITY_REASONS', '']) expect(redactor.name(kept)).toBe(kept)
}) // biome-ignore format: one line a step

test('base64 of a text, or of bytes with a text in them, is one pseudonym where that has an identifier in it', () => {
  const script = Buffer.from('#!/bin/sh\n# alice\ncurl 192.0.2.10').toString('base64')
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe, 1]), Buffer.from('{"arn":"arn:aws:s3:::amzn-s3-demo-bucket"}'), Buffer.from([0x80])]).toString('base64')
  for (const hidden of [script, bytes]) expect(text(hidden)).toMatch(/^r-[0-9a-f]{10}$/)
  const harmless = [Buffer.from('#!/bin/sh\necho hello').toString('base64'), 'DescribeInstanceInformationByOwner', Buffer.alloc(300, 0xfb).toString('base64')]
  for (const plain of harmless) expect(text(plain)).toBe(plain)
}) // biome-ignore format: a list a line

test('columns of which AWS chose the words stay, names that the user gives accounts and networks do not', () => {
  expect(redactor.cell('Admin', 'eventName')).toBe('Admin')
  expect(redactor.cell('Admin', 'sessionIssuerUserName')).toBe(admin)
  expect(redactor.cell('root', 'accountName')).toMatch(/^r-/)
  expect(redactor.cell('Admin', 'owner')).toBe(admin)
  for (const [column, kept] of [
    ['owner', 'AWS us-east-1 EC2'],
    ['country', 'DE'],
    ['city', 'Berlin'],
    ['asn', 'AS64496'],
  ] as const)
    expect(redactor.cell(kept, column)).toBe(kept)
})

describe('the file of the key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-key-'))
  const exported = join(folder, 'out', 'x.csv')

  test('is made for its owner alone, and read again', async () => {
    const file = join(folder, 'keys', 'case.key')
    const made = await redactionKey(file, exported)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await redactionKey(file, exported)).key.equals(made.key)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('Keep it apart')
    await made.undo()
    await expect(async () => statSync(file)).rejects.toThrow('ENOENT')
  })

  test('does not lie beside the export, and no other file is taken for one', async () => {
    await expect(redactionKey(join(folder, 'out', 'my.key'), exported)).rejects.toThrow('beside the export')
    const other = join(folder, 'other.json')
    writeFileSync(other, '{"key":"AAAA"}')
    await expect(redactionKey(other, exported)).rejects.toThrow('is no redaction key')
  })
})
