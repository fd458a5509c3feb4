import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ObjectUri } from '../../../../src-shared/model/integrity.ts'
import { startReaders } from '../../../fixtures/engine.ts'
import { ingest } from '../../../fixtures/ingested.ts'
import { aTrail } from '../../../fixtures/trail.ts'

const page =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'

test('an error page in place of a log file or digest is no altered one: the object is missing, and what lies there is told', async () => {
  const { folder, logs, digests } = await aTrail().write()
  const [log, digest] = [logs[0]!, digests[1]!]
  for (const { path } of [log, digest]) writeFileSync(path!, page)
  const { report, sources } = await ingest([folder], {
    startReaders: startReaders(1),
    signal: new AbortController().signal,
  })
  expect(report!.counts.logs).toMatchObject({ invalid: 0, missing: 1 })
  expect(report!.counts.digests).toMatchObject({ invalid: 0, missing: 1 })
  expect(report!.logs.get(log.uri as ObjectUri)).toMatchObject({ status: 'missing', inItsPlace: 'placeholder' })
  expect(report!.digests.get(digest.uri as ObjectUri)).toMatchObject({ status: 'missing', inItsPlace: 'placeholder' })
  expect(sources.filter(({ kind }) => kind === 'placeholder').map(({ unread }) => unread)).toEqual([
    'not-fetched',
    'not-fetched',
  ])
})
