import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FileFact } from '../../../../src-main/integrity/evidence/file-fact.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { parseIsoTime, type UtcMs } from '../../../../src-shared/base/time.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'

/**
 * Trails of which it is written down what the AWS CLI says and what an offline verifier should: they lie beside the
 * repository where there is room for them, and are not part of it.
 */
const packs = resolve(import.meta.dirname, '../../../../../shared/packs/verify')
const cases = existsSync(packs)
  ? readdirSync(packs).filter((name) => existsSync(join(packs, name, 'expected.json')))
  : []

interface Expected {
  readonly ideal: Readonly<Record<'digests' | 'logs' | 'chains' | 'findings', unknown>>
  readonly cli: { readonly runs: readonly Run[] }
}
interface Run {
  readonly start: string
  readonly end: string
  readonly digests: readonly { readonly uri: string; readonly verdict: string }[]
  readonly logs: readonly { readonly uri: string; readonly verdict: string }[]
  readonly notExamined: readonly string[]
}

const readCase = async (name: string): Promise<{ expected: Expected; facts: FileFact[] }> => ({
  expected: JSON.parse(readFileSync(join(packs, name, 'expected.json'), 'utf8')),
  facts: await readFacts([join(packs, name, 'trail'), join(packs, name, 'public-keys.json')]),
})

if (cases.length === 0) {
  test('the verification packs are absent (../shared/packs/verify): nothing was compared with them', () => {
    expect(cases).toEqual([])
  })
} else {
  describe.each(cases)('%s', (name) => {
    test('is judged as expected', async () => {
      const { expected, facts } = await readCase(name)
      const { digests, logs, chains, findings } = verify(gatherEvidence(facts))
      const judged = { digests: Object.fromEntries(digests), logs: Object.fromEntries(logs), chains, findings }
      const { digests: d, logs: l, chains: c, findings: f } = expected.ideal
      expect(judged).toEqual({ digests: d, logs: l, chains: c, findings: f })
    })
  })

  describe.each(cases.filter((name) => name.startsWith('clean-')))('%s', (name) => {
    test('is reported in the ranges that the CLI was asked for as the CLI did', async () => {
      const { expected, facts } = await readCase(name)
      for (const { start, end, digests, logs, notExamined } of expected.cli.runs) {
        const range = { from: parseIsoTime(start) as UtcMs, to: parseIsoTime(end) as UtcMs }
        const report = verify(gatherEvidence(facts, range))
        for (const uri of notExamined) expect([...report.digests.keys(), ...report.logs.keys()]).not.toContain(uri)
        for (const { uri, verdict } of [...digests, ...logs]) {
          expect([verdict, report.digests.get(uri)?.status ?? report.logs.get(uri)?.status]).toEqual(
            // Without a sidecar nothing offline proves the newest digest and what it lists.
            report.chains.some(({ newestStatus }) => newestStatus === 'unverified')
              ? ['valid', expect.stringMatching(/^(verified|unverified)$/)]
              : ['valid', 'verified'],
          )
        }
      }
    })
  })
}
