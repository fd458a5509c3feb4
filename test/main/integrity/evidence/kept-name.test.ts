import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { keptNameIn } from '../../../../src-main/integrity/evidence/kept-name.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { publicKeyList } from '../../../fixtures/keys.ts'
import { factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

type Files = ReadonlyMap<string, Buffer>

/** A trail in memory, by name below the opened folder, and the name of one of its log files. */
function aTrailInMemory(): { files: Files; log: string } {
  const { plan, logs, digests } = aTrail().build()
  const files = new Map<string, Buffer>()
  for (const { key, stored } of [...logs, ...digests]) if (stored !== null) files.set(key, stored)
  for (const { key, signature } of digests)
    files.set(`${key}.metadata.json`, Buffer.from(JSON.stringify({ Metadata: { signature } })))
  files.set('keys.json', Buffer.from(JSON.stringify(publicKeyList(plan.listedKeys))))
  return { files, log: logs[1]!.key }
}

const nameOf = (key: string) => key.slice(key.lastIndexOf('/') + 1)
const folderOf = (key: string) => key.slice(0, key.lastIndexOf('/') + 1)

/** What tools make of a key, as a path below the opened folder. */
const renamings: Readonly<Record<string, (key: string) => string>> = {
  'a second download': (key) => key.replace('.json.gz', '.json (1).gz'),
  'a second download of some browsers': (key) => key.replace('.json.gz', ' (2).json.gz'),
  'a copy by Windows': (key) => key.replace('.json.gz', '.json - Copy.gz'),
  'a number behind it': (key) => `${key}.1`,
  'the version of the object behind it': (key) => `${key}.3HL4kqtJlcpXroDTDmJ`,
  'the end of a URL': (key) => `${key}?versionId=3HL4kqtJlcpXroDTDmJ`,
  'a key with encoded slashes': (key) => key.replaceAll('/', '%2F'),
  'a key with backslashes': (key) => key.replaceAll('/', '\\'),
  'a key with underscores': (key) => key.replaceAll('/', '_'),
  'lower case': (key) => `${folderOf(key)}${nameOf(key).toLowerCase()}`,
  'a folder for each file, as 7-Zip makes it': (key) => `${key.replace('.gz', '')}/${nameOf(key).replace('.gz', '')}`,
}

const report = (files: Files) => verify(gatherEvidence(factsOf(files)))

function moved(files: Files, from: string, to: string, bytes = files.get(from)!): Files {
  const others = [...files].filter(([name]) => name !== from)
  return new Map([...others, [to, bytes]])
}

const altered = gzipSync(
  JSON.stringify({ Records: [{ eventVersion: '1.08', eventSource: 'iam.amazonaws.com', eventName: 'Planted' }] }),
)

describe.each(Object.entries(renamings))('%s', (_, renamed) => {
  test('does not hinder the proof of a log file, which is what its hash says', () => {
    const { files, log } = aTrailInMemory()
    const { counts } = report(moved(files, log, renamed(log)))
    expect(counts.logs).toMatchObject({ verified: 3, missing: 0, uncovered: 0, invalid: 0 })
  })

  test('does not hide that the log file was altered', () => {
    const { files, log } = aTrailInMemory()
    const { counts, logs } = report(moved(files, log, renamed(log), altered))
    expect(counts.logs).toMatchObject({ verified: 2, missing: 0, uncovered: 0, invalid: 1 })
    const [invalid] = [...logs.values()].filter(({ status }) => status === 'invalid')
    expect(invalid).toMatchObject({ reasons: ['hash-mismatch'] })
  })
})

test('an altered copy under a changed name takes nothing from the log file that lies at its place', () => {
  const { files, log } = aTrailInMemory()
  const both = new Map([...files, [log.replace('.json.gz', '.json (1).gz'), altered]])
  expect(report(both).counts.logs).toMatchObject({ verified: 3, missing: 0, uncovered: 0, invalid: 1 })
})

test('only what copy tools make of a name is taken for it', () => {
  const name = '111122223333_CloudTrail_us-east-1_20240305T0930Z_AbCdEfGhIjKlMnOp'
  expect(keptNameIn(`${name}.json.gz`)).toBe(name.toLowerCase())
  for (const other of [
    '.json.filtered.json',
    '.json.gz.metadata.json',
    '.csv',
    '-suspicious.json',
    '.json.gz.old notes',
  ])
    expect(keptNameIn(`${name}${other}`)).toBeNull()
})
