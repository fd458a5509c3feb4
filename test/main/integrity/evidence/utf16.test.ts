import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { explainDigest, explainLog } from '../../../../src-shared/words/verdicts.ts'
import { startReaders } from '../../../fixtures/engine.ts'
import { ingest } from '../../../fixtures/ingested.ts'
import { aTrail } from '../../../fixtures/trail.ts'

const bucket = 'example-cloudtrail-logs'
const open = (folder: string) =>
  ingest([folder], { startReaders: startReaders(1), signal: new AbortController().signal })

/** As PowerShell's `>` writes it. */
function toUtf16(path: string): void {
  writeFileSync(path, Buffer.from(`\ufeff${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`, 'utf16le'))
}

test('a key list and a signature in UTF-16 prove what they prove in UTF-8', async () => {
  const { folder, keyList, sidecars } = await aTrail().write()
  const expected = await open(folder)
  for (const path of [keyList!, ...sidecars]) toUtf16(path)
  const { report, sources } = await open(folder)
  expect(report!.counts).toMatchObject({ digests: { verified: 3 }, logs: { verified: 3 } })
  expect(sources.filter(({ unread }) => unread !== null)).toEqual([])
  expect(sources.find(({ path }) => path === keyList)).toMatchObject({ form: 'public key list in UTF-16' })
  // Named for whoever wonders why other programs find no key in it.
  const sentence = 'Its text is UTF-16, as Windows PowerShell writes it, and was read as such.'
  expect([report!.problems, report!.outcome]).toEqual([[{ file: keyList, sentence }], expected.report!.outcome])
})

test('a log file and a digest that were re-encoded are invalid, and it is said why', async () => {
  const trail = aTrail().sidecars('all')
  const { folder } = await trail.write()
  const { logs, digests } = trail.build()
  const [log, digest] = [logs[0]!, digests[1]!]
  for (const { key } of [log, digest]) {
    const path = join(folder, bucket, key)
    writeFileSync(path, Buffer.from(gunzipSync(readFileSync(path)).toString(), 'utf16le'))
  }
  const { report } = await open(folder)
  const why = 'Its text was re-encoded as UTF-16'
  const [onLog, onDigest] = [
    report!.logs.get(`s3://${bucket}/${log.key}`)!,
    report!.digests.get(`s3://${bucket}/${digest.key}`)!,
  ]
  expect([onLog.status, explainLog(onLog)]).toEqual(['invalid', expect.stringContaining(why)])
  expect([onDigest.status, explainDigest(onDigest)]).toEqual(['invalid', expect.stringContaining(why)])
})
