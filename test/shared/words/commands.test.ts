import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import {
  getObject,
  headObject,
  listPublicKeys,
  restoreObject,
  s3Object,
  savePublicKeys,
} from '../../../src-shared/words/commands.ts'

const time = { from: Date.UTC(2024, 2, 1) as UtcMs, until: Date.UTC(2024, 2, 3) as UtcMs }

test('keys are listed by Region, for the time asked or for now', () => {
  expect(listPublicKeys('us-east-1', time).command).toBe(
    'aws cloudtrail list-public-keys --region us-east-1 --start-time 2024-03-01T00:00:00Z --end-time 2024-03-03T00:00:00Z --output json',
  )
  expect(savePublicKeys('eu-west-1', null)).toEqual({
    command: 'aws cloudtrail list-public-keys --region eu-west-1 --output json > ./public-keys-eu-west-1.json',
    powershell:
      'aws cloudtrail list-public-keys --region eu-west-1 --output json | Set-Content -Encoding utf8 ./public-keys-eu-west-1.json',
  })
})

test('an object is fetched under its own name, and its metadata as a file beside it', () => {
  const object = s3Object('s3://trail-bucket/AWSLogs/a b.json.gz')!
  expect(getObject(object).command).toBe(
    "aws s3api get-object --bucket trail-bucket '--key=AWSLogs/a b.json.gz' './a b.json.gz'",
  )
  expect(headObject(object).command).toBe(
    "aws s3api head-object --bucket trail-bucket '--key=AWSLogs/a b.json.gz' --output json > './a b.json.gz.metadata.json'",
  )
})

test('an archived object is restored for a week', () => {
  expect(restoreObject(s3Object('s3://trail-bucket/a/b.json.gz')!).command).toBe(
    'aws s3api restore-object --bucket trail-bucket --key a/b.json.gz --restore-request Days=7',
  )
})

test.each(['file:AWSLogs/a.json.gz', 's3://b/', 's3://b/file:///etc/passwd', 's3://b/HTTPS://x/y', 's3://b/a\0b'])(
  '%j can be fetched by no command',
  (uri) => expect(s3Object(uri)).toBeNull(),
)

/** Keys that whoever tampered with a trail may choose, and the file that each is saved as. */
const keys: readonly (readonly [key: string, file: string])[] = [
  ['AWSLogs/111122223333/CloudTrail/x.json.gz', 'x.json.gz'],
  ['a/--no-verify-ssl', '_no-verify-ssl'],
  ['--endpoint-url=http://192.0.2.1/', '_'],
  ['-', '_'],
  ['a/.bashrc', '_bashrc'],
  ['a/..', '_'],
  ['a/$(touch pwned)', '__touch pwned_'],
  ['a/`touch pwned`', '_touch pwned_'],
  ['a/;touch pwned', '_touch pwned'],
  ["a/it's; touch pwned #'", 'it_s_ touch pwned __'],
  ['a/"$HOME"', '__HOME_'],
  ['a/new\nline; touch pwned', 'new_line_ touch pwned'],
  ['a/\u001b]0;x\u0007\u202etxt', '__0_x__txt'],
  ['a/\\n\\x41', '_n_x41'],
  ['a/nul.json.gz', '_nul.json.gz'],
  ['a/日志.json', '日志.json'],
  ['a/!!', '__'],
  ['a/*?[a]~', '__'],
]

describe('in a real bash, with an AWS CLI that says what it is told', () => {
  let folder: string
  let bin: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailproof-shell-'))
    bin = mkdtempSync(join(tmpdir(), 'trailproof-bin-'))
    writeFileSync(join(bin, 'aws'), '#!/bin/sh\nfor arg in "$@"; do printf "%s\\0" "$arg"; done >"$SAID"\necho saved\n')
    chmodSync(join(bin, 'aws'), 0o755)
  })
  afterAll(() => {
    for (const made of [folder, bin]) rmSync(made, { recursive: true })
  })

  /** The arguments that `aws` was given, and the files that there are then. */
  function told(command: string): { readonly args: readonly string[]; readonly files: readonly string[] } {
    const said = join(bin, 'said')
    const into = mkdtempSync(join(folder, 'in-'))
    const env = { PATH: `${bin}${delimiter}${process.env.PATH}`, SAID: said, HOME: into, LC_ALL: 'C.UTF-8' }
    execFileSync('bash', ['-c', command], { cwd: into, env })
    return { args: readFileSync(said, 'utf8').split('\0').slice(0, -1), files: readdirSync(into) }
  }
  const optionIn = (args: readonly string[], name: string): string | undefined => {
    const at = args.indexOf(`--${name}`)
    return at === -1 ? args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) : args[at + 1]
  }

  test.each(keys)('%j is fetched as that key, and nothing else happens', (key, file) => {
    const object = s3Object(`s3://trail-bucket/${key}`)!
    const got = told(getObject(object).command)
    expect(optionIn(got.args, 'key')).toBe(key)
    expect(got.args.at(-1)).toMatch(/^\.\/[^.-]/)
    expect(got.files).toEqual([])
    const head = told(headObject(object).command)
    expect(optionIn(head.args, 'key')).toBe(key)
    expect(head.files).toHaveLength(1)
    if (!/[*!~]/.test(key)) expect(head.files).toEqual([`${file}.metadata.json`])
  })

  test.each(['$(touch x)', '`id`', 'a;b', "it's", '--endpoint-url', 'a\nb', ''])(
    'a Region %j is one value',
    (region) => {
      const { args, files } = told(savePublicKeys(region, null).command)
      expect([optionIn(args, 'region'), files.length]).toEqual([region, 1])
    },
  )
})

/** What PowerShell documents of quoting, read back: there is none here to ask. */
function readPowerShell(word: string): string {
  const quotes = word[0]
  if (quotes === "'") {
    expect(word.slice(1, -1).replace(/(['‘’‚‛])\1/g, '')).not.toMatch(/['‘’‚‛]/)
    return word.slice(1, -1).replace(/(['‘’‚‛])\1/g, '$1')
  }
  if (quotes !== '"') return word
  return word
    .slice(1, -1)
    .replace(
      /`(.)|\$\(\[char\]0x([0-9a-f]{4})\)/gs,
      (_, escaped, code) => escaped ?? String.fromCharCode(parseInt(code, 16)),
    )
}

test.each([...keys.map(([key]) => key), 'a/’; Remove-Item x; ‘', 'a/“$(x)”\n', 'a,b', '@(1)', '%{1}', '--%'])(
  'in PowerShell, too, the key %j is a value',
  (key) => {
    const command = getObject(s3Object(`s3://b/${key}`)!).powershell
    const rest = command.slice('aws s3api get-object --bucket b '.length)
    const word = rest.startsWith('--key ') ? rest.slice(6).split(' ')[0]! : rest.slice(0, endOfWord(rest))
    const value = readPowerShell(word)
    expect(rest.startsWith('--key ') ? value : value.replace(/^--key=/, '')).toBe(key)
    expect(command).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  },
)

function endOfWord(text: string): number {
  const quote = text[0]!
  if (quote !== "'" && quote !== '"') return text.indexOf(' ')
  for (let at = 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '`') at++
    else if (quote === "'" && /['‘’‚‛]/.test(text[at]!) && /['‘’‚‛]/.test(text[at + 1] ?? '')) at++
    else if (text[at] === quote) return at + 1
  }
  return text.length
}
