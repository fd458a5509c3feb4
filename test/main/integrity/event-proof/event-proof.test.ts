import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { proofOf, type RecordPlace } from '../../../../src-main/integrity/event-proof/event-proof.ts'
import type { Evidence } from '../../../../src-main/integrity/evidence/evidence.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import type { LogVerdict } from '../../../../src-shared/model/integrity.ts'
import type { EventProof } from '../../../../src-shared/model/proof.ts'
import { onlyEvidence } from '../../../../src-shared/model/verification.ts'
import { readFacts } from '../../../fixtures/read-facts.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'

/** The keys that the folder holds are taken for AWS's. */
const trusted = { ...onlyEvidence, acceptsEvidence: true }
const gathered = async (...paths: string[]) => gatherEvidence(await readFacts(paths), undefined, trusted)

const placeIn = (path: string) => ({ path, index: 0, offset: 12, length: 100, differs: false, problem: null })
const proofIn = (evidence: Evidence, ...paths: string[]): EventProof =>
  proofOf({ eventID: 'e', places: paths.map(placeIn), conflicting: false }, evidence, verify(evidence))

/** How each link of the first log file's first event holds. */
async function linksOf(trail: Trail): Promise<string[]> {
  const { folder, logs } = await trail.write()
  const [copy] = proofIn(await gathered(folder), logs[0]!.path!).copies
  return [...copy!.links.map((link) => `${link.kind} ${link.holds}`), copy!.outcome]
}

const begin = ['record holds', 'log-file holds', 'digest-entry holds']
describe('the proof of an event', () => {
  test.each([
    ['untouched', aTrail(), [...begin, 'signature holds', 'key holds', 'proven']],
    [
      'invalid',
      aTrail().editRecord(0),
      ['record holds', 'log-file holds', 'digest-entry fails', 'signature holds', 'key holds', 'disproved'],
    ],
    [
      'appended to',
      aTrail().appendMember(0),
      ['record holds', 'log-file fails', 'digest-entry holds', 'signature holds', 'key holds', 'disproved'],
    ],
    ['without keys', aTrail().withoutKeyList(), [...begin, 'signature unknown', 'key unknown', 'not-provable']],
    [
      'of the newest digest, unsigned',
      aTrail().hours(1).sidecars('none'),
      [...begin, 'signature unknown', 'key holds', 'not-provable'],
    ],
    [
      'with its key lost, two hash links from a signature',
      aTrail().hours(4).rotateKey(2).listKeys('new'),
      [...begin, 'hash-link holds', 'hash-link holds', 'signature holds', 'key holds', 'proven'],
    ],
    [
      'of a digest edited',
      aTrail().editDigest(0, (content) => ({ ...content, newestEventTime: null })),
      [...begin, 'signature fails', 'key holds', 'not-provable'],
    ],
    [
      'in no digest',
      aTrail().editDigest(0),
      ['record holds', 'log-file holds', 'digest-entry unknown', 'not-provable'],
    ],
    [
      'of a forged end of the chain',
      aTrail().hours(3).resignToTheEnd(0),
      ['record holds', 'log-file holds', 'digest-entry unknown', 'not-provable'],
    ],
  ] as const)('%s', async (_, trail, links) => {
    expect(await linksOf(trail)).toEqual(links)
  })

  test('of several copies is that of the one that is shown: an altered copy elsewhere does not take it away', async () => {
    const { folder, logs } = await aTrail().write()
    const altered = await aTrail().layout('account').editRecord(0).write()
    const evidence = await gathered(folder, altered.folder)
    const both = proofIn(evidence, logs[0]!.path!, altered.logs[0]!.path!)
    expect([both.outcome, both.copies.map(({ outcome }) => outcome)]).toEqual(['proven', ['proven', 'disproved']])
    const alone = proofIn(evidence, altered.logs[0]!.path!)
    expect(alone.outcome).toBe('disproved')
  })

  test('is none where two proven records contradict each other', async () => {
    const { folder, logs } = await aTrail().write()
    const evidence = await gathered(folder)
    const [shown, other] = [placeIn(logs[0]!.path!), { ...placeIn(logs[1]!.path!), differs: true }]
    const event = { eventID: 'e', places: [shown, other], conflicting: true }
    const proof = proofOf(event, evidence, verify(evidence))
    expect(proof.outcome).toBe('not-provable')
    expect(proof.conclusion).toContain('They differ in content.')
    const many = { ...event, places: [shown, ...Array.from({ length: 300_000 }, () => other)] }
    expect(proofOf(many, evidence, verify(evidence), { offset: 0, limit: 1_000 })).toMatchObject({
      copiesTotal: 300_001,
      copies: { length: 50 },
    })
    const last = proofOf(many, evidence, verify(evidence), { offset: 300_000, limit: 50 })
    expect(last).toMatchObject({ outcome: 'not-provable', copiesBefore: 300_000, copies: { length: 1 } })
  })

  test('by keys that came with the evidence is consistent with them, and no more', async () => {
    const { folder, logs } = await aTrail().write()
    const proof = proofIn(gatherEvidence(await readFacts([folder])), logs[0]!.path!)
    expect([proof.outcome, proof.copies[0]!.links.at(-1)!.holds]).toEqual(['consistent', 'unknown'])
    expect(proof.conclusion).toContain('consistent with keys that came with the evidence')
  })

  test('is left open by another signed digest of the same hour, and not by what anybody could lay beside it', async () => {
    const [one, other] = [await aTrail().write(), await aTrail().seed('another history').write()]
    const proof = proofIn(await gathered(one.folder, other.folder), one.logs[0]!.path!)
    expect([proof.outcome, proof.conclusion]).toEqual([
      'not-provable',
      expect.stringContaining('Digests of one place have different content'),
    ])
    const forged = await aTrail().seed('forged').resignToTheEnd(0).write()
    expect(proofIn(await gathered(one.folder, forged.folder), one.logs[0]!.path!).outcome).toBe('proven')
  })

  test('tells of a record that cannot be read again', async () => {
    const { folder, logs } = await aTrail().write()
    const evidence = await gathered(folder)
    const place = { ...placeIn(logs[0]!.path!), problem: 'It has changed since it was opened.' }
    const proof = proofOf({ eventID: 'e', places: [place], conflicting: false }, evidence, verify(evidence))
    expect(proof).toMatchObject({ outcome: 'not-provable', conclusion: expect.stringContaining(place.problem) })
  })

  test('of very many records tells a page of them and counts all', async () => {
    const { folder, logs } = await aTrail().write()
    const evidence = await gathered(folder)
    const places: RecordPlace[] = Array.from({ length: 20_000 }, (_, index) => ({
      ...placeIn(logs[index % 3]!.path!),
      index,
    }))
    const changed = { ...places[19_000]!, problem: 'It has changed since it was opened.' }
    const event = { eventID: 'e', places: places.with(19_000, changed), conflicting: false }
    const proof = proofOf(event, evidence, verify(evidence), { offset: 18_990, limit: 20 })
    expect(proof).toMatchObject({ outcome: 'proven', copiesBefore: 18_990, copiesTotal: 20_000 })
    expect(proof.conclusion).toContain('19,999 of the 20,000 records of this event are proven')
    const told = proof.copies.map(({ outcome, links: [record] }) => [outcome, 'index' in record! && record.index])
    expect(told).toEqual(Array.from({ length: 20 }, (_, k) => [k === 10 ? 'not-provable' : 'proven', 18_990 + k]))
  })
})

/** They lie beside the repository where there is room for them, and are not part of it. */
const packs = resolve(import.meta.dirname, '../../../../../shared/packs/verify')
const cases = existsSync(packs) ? readdirSync(packs).filter((name) => existsSync(join(packs, name, 'trail'))) : []
const outcomes: Readonly<Record<LogVerdict['status'], EventProof['outcome']>> = {
  verified: 'proven',
  invalid: 'disproved',
  unverified: 'not-provable',
  uncovered: 'not-provable',
  missing: 'not-provable',
}

if (cases.length === 0) {
  test('the verification packs are absent (../shared/packs/verify): no proof was compared with them', () => {
    expect(cases).toEqual([])
  })
} else {
  test.each(cases)('proofs in %s agree with the verdicts on its log files', async (name) => {
    const evidence = await gathered(join(packs, name, 'trail'), join(packs, name, 'public-keys.json'))
    const report = verify(evidence)
    for (const { path, uri } of evidence.logs) {
      const { status } = report.logs.get(uri)!
      const proof = proofOf({ eventID: 'e', places: [placeIn(path)], conflicting: false }, evidence, report)
      expect([uri, status, proof.outcome]).toEqual([uri, status, outcomes[status]])
      if (proof.outcome === 'proven') expect(proof.copies[0]!.links.every(({ holds }) => holds === 'holds')).toBe(true)
    }
  })
}
