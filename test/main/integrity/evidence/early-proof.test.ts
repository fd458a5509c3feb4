import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EarlyProof } from '../../../../src-main/integrity/evidence/early-proof.ts'
import { parseSteps } from '../../../../src-main/integrity/evidence/parse.ts'
import { SidecarIndex } from '../../../../src-main/integrity/evidence/sidecar-index.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import { onlyEvidence, type TrustGiven } from '../../../../src-shared/model/verification.ts'
import { intruderKey, publicKeyList } from '../../../fixtures/keys.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

const thief = { key: intruderKey, validFrom: new Date('2024-01-01'), validUntil: new Date('2025-01-01') }

/** A trail whose every digest a thief signed again, with the thief's key list beside it, and the genuine trail. */
async function forgery() {
  const { folder, keyList } = await aTrail().hours(3).write()
  const forged = await aTrail().hours(3).withoutKeyList().resignToTheEnd(0).write()
  writeFileSync(join(forged.folder, 'keys.json'), JSON.stringify(publicKeyList([thief])))
  return { genuine: { folder, keyList: keyList! }, folder: forged.folder }
}

async function provenEarly(paths: readonly string[], trust: TrustGiven): Promise<number> {
  const parsed = atOnce(parseSteps(await readFacts(paths), trust))
  return atOnce(new EarlyProof(parsed, new SidecarIndex(parsed.sidecars)).digests()).size
}

describe('which digests vote on where files lie', () => {
  test('those that a key in the evidence signed, where no key list was given', async () => {
    const { folder } = await forgery()
    expect(await provenEarly([folder], onlyEvidence)).toBeGreaterThan(0)
  })

  test('with a key list that was given, none that only a key in the evidence signed', async () => {
    const { folder, genuine } = await forgery()
    const paths = [folder, genuine.keyList]
    const trust = { paths, keyPaths: [genuine.keyList], acceptsEvidence: false }
    expect(await provenEarly(paths, trust)).toBe(0)
  })

  test('and those that the given keys signed', async () => {
    const { folder, genuine } = await forgery()
    const paths = [folder, genuine.folder, genuine.keyList]
    const trust = { paths, keyPaths: [genuine.keyList], acceptsEvidence: false }
    expect(await provenEarly(paths, trust)).toBe(await provenEarly([genuine.folder], onlyEvidence))
  })
})
