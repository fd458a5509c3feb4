import { expect, test } from 'vitest'
import { acquiredSteps } from '../../../../src-main/integrity/evidence/acquired.ts'
import type { FileFact } from '../../../../src-main/integrity/evidence/file-fact.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'

const stated = 'a'.repeat(64)
const manifest: FileFact = {
  path: '/case/acquisition.jsonl',
  name: 'acquisition.jsonl',
  kind: 'acquisition',
  gzip: 'plain',
  sha256: null,
  text: JSON.stringify({ type: 'object', file: 'bucket/log.json.gz', contentSha256: stated, metadataSha256: null }),
}
const log = (gzip: FileFact['gzip'], sha256: string | null): FileFact => ({
  path: '/case/bucket/log.json.gz',
  name: 'bucket/log.json.gz',
  kind: 'log',
  gzip,
  sha256,
  text: null,
})

test.each([
  ['is as it was fetched', log('whole', stated), 0],
  ['has another content', log('whole', 'b'.repeat(64)), 1],
  ['no longer inflates', log('truncated', null), 1],
  // That it was not read is told elsewhere, and no contradiction.
  ['was not read', log('unreadable', null), 0],
])('a file that %s', (_, file, problems) => {
  const told = atOnce(acquiredSteps([manifest, file]))
  expect(told.filter(({ isNotAsFetched }) => isNotAsFetched)).toHaveLength(problems)
})
