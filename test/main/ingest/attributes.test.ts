import { expect, test } from 'vitest'
import { readFacts } from '../../../src-main/ingest/ingest.ts'
import { gatherEvidence } from '../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../src-main/integrity/verdicts/verify.ts'
import { canKeepAttributes } from '../../fixtures/attributes.ts'
import { startReaders } from '../../fixtures/engine.ts'
import { digestWords } from '../../fixtures/read-facts.ts'
import { aTrail } from '../../fixtures/trail.ts'

test.skipIf(!(await canKeepAttributes()))('reader threads read the signatures in extended attributes', async () => {
  const { folder } = await aTrail().sidecars('attributes').write()
  const { facts } = await readFacts([folder], { startReaders: startReaders(), signal: new AbortController().signal })
  expect(digestWords(verify(gatherEvidence(facts)))).toEqual(['verified', 'verified', 'verified'])
})
