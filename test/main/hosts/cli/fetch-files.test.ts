import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFileList, sayVerdicts } from '../../../../src-main/hosts/cli/fetch-files.ts'
import type { LogVerdict, ObjectUri } from '../../../../src-shared/model/integrity.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'
import { aTerminal } from './a-terminal.ts'

const folder = 'AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05'
const key = (name: string, prefix = '') =>
  `${prefix}${folder}/111122223333_CloudTrail_us-east-1_20240305T${name}Z_abcdefgh.json.gz`
const source = { bucket: 'trail-logs', prefix: '' }

function list(text: string, at = source) {
  const path = join(temporaryFolder(), 'rows')
  writeFileSync(path, text)
  return readFileList(path, at, new AbortController().signal)
}

test.each([
  ['json', `{"rows":[\n{"eventName":"GetObject","file":"s3://trail-logs/${key('1000')}"},\n{"file":"s3://trail-logs/${key('1005')}"}\n]}`],
  ['csv', `eventName,file\r\nGetObject,s3://trail-logs/${key('1000')}\r\nGetObject,"s3a://trail-logs/${key('1005')}"\r\n`],
  ['a list', `s3://trail-logs/${key('1000')}\ns3://trail-logs/${key('1000')}\ns3://trail-logs/${key('1005')}`],
])('addresses are read from %s, each once', async (_, text) => {
  const read = await list(text)
  expect(read).toMatchObject({ ok: true, value: { keys: [key('1000'), key('1005')] } })
}) // biome-ignore format: a table

test('what a record says leads to no other bucket, and what was not taken is counted', async () => {
  const record = `{"file":"s3://trail-logs/${key('1000')}","requestParameters":"{\\"to\\":\\"s3://attacker/${key('1005')}\\",\\"from\\":\\"s3://data/report.json\\"}"}`
  const read = await list(`${record}\nno address\n`)
  if (!read.ok) throw new Error(read.message)
  expect(read.value.keys).toEqual([key('1000')])
  expect(read.value.notes.join('; ')).toContain('1 address in it elsewhere: not fetched; 1 line of it without')
  expect(await list(record, { bucket: 'trail-logs', prefix: 'other/' })).toMatchObject({ ok: false, code: 'usage' })
})

test('a list that is not there, and one that names nothing', async () => {
  const missing = await readFileList('/nowhere/rows.json', source, new AbortController().signal)
  expect(!missing.ok && missing.message).toContain('ENOENT')
  const empty = await list('eventName\nGetObject\n')
  expect(!empty.ok && empty.message).toContain('names no log file below s3://trail-logs/')
})

test('verdicts are of the named files alone, and the worst of them is the exit code', async () => {
  const verdict = (status: string) => ({ status }) as LogVerdict
  const say = async (verdicts: Readonly<Record<string, string>>) => {
    const { io, kept } = aTerminal()
    const logs = new Map(
      Object.entries(verdicts).map(([name, status]) => [`s3://trail-logs/${key(name)}` as ObjectUri, verdict(status)]),
    )
    return { code: await sayVerdicts([key('1000'), key('1005')], source, logs, io), ...kept }
  }
  const good = await say({ 1000: 'verified', 1005: 'verified', 1010: 'missing' })
  expect(good).toMatchObject({
    code: 0,
    out: expect.stringContaining('Of 2 log files that the list names, 2 are verified'),
  })
  expect(await say({ 1000: 'verified', 1005: 'invalid' })).toMatchObject({
    code: 1,
    out: expect.stringContaining('invalid\t'),
  })
  expect(await say({ 1000: 'verified' })).toMatchObject({
    code: 2,
    out: expect.stringContaining(`uncovered\ts3://trail-logs/${key('1005')}`),
  })
})
