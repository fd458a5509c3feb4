import { describe, expect, test } from 'vitest'
import { nameSteps } from '../../../../src-main/integrity/evidence/name.ts'
import { parseSteps } from '../../../../src-main/integrity/evidence/parse.ts'
import { placeSteps } from '../../../../src-main/integrity/evidence/place.ts'
import type { PlacedEvidence, PlacedFile } from '../../../../src-main/integrity/evidence/placed.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import { onlyEvidence } from '../../../../src-shared/model/verification.ts'
import { publicKeyList } from '../../../fixtures/keys.ts'
import { factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

const { plan, logs, digests } = aTrail().hours(2).build()
const kept = new Map([...logs, ...digests].map(({ key, stored }) => [`${plan.bucket}/${key}`, stored!]))
const [log] = logs
const place = `s3://${plan.bucket}/${log!.key}`
const fileName = log!.key.slice(log!.key.lastIndexOf('/') + 1)

const parse = (files: ReadonlyMap<string, Buffer>) => atOnce(parseSteps(factsOf(files), onlyEvidence))
const placeAll = (files: ReadonlyMap<string, Buffer>) => atOnce(placeSteps(parse(files)))

describe('parsing', () => {
  test('tells digests by content and name, keeps key lists and sidecars apart, and names what is odd', () => {
    const keys = JSON.stringify(publicKeyList(plan.listedKeys))
    const signature = JSON.stringify({ Metadata: { signature: 'ab' } })
    const [digest] = digests
    const named = digest!.key.slice(digest!.key.lastIndexOf('/') + 1)
    const { files, sidecars, ...rest } = parse(
      new Map([
        ...kept,
        ['keys.json', Buffer.from(keys)],
        ['a.metadata.json', Buffer.from(signature)],
        [`broken/${named}`, Buffer.from('{"digestStartTime":1}')],
        [`lost/${named}`, Buffer.from('no JSON')],
      ]),
    )
    const broken = files.filter(({ fact }) => /^(broken|lost)/.test(fact.name))
    expect(broken.map(({ isDigest, digest, named }) => [isDigest, digest, named?.kind])).toEqual([
      [true, null, 'digest'],
      [true, null, 'digest'],
    ])
    expect(files.filter(({ digest }) => digest !== null)).toHaveLength(digests.length)
    expect(files).toHaveLength(kept.size + 2)
    expect(sidecars).toMatchObject([{ path: '/case/a.metadata.json', entries: [{ signature: 'ab' }] }])
    expect(rest.keys.length).toBeGreaterThan(0)
    expect(rest.problems.map(({ file }) => file.slice(0, '/case/broken'.length))).toContain('/case/broken')
  })

  test('gives plain data', () => {
    const parsed = parse(kept)
    expect(structuredClone(parsed)).toEqual(parsed)
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
  })
})

describe('placing', () => {
  test('goes by the tree that was kept', () => {
    const { logs: files } = placeAll(kept)
    expect(files.find((file) => file.place === place)).toMatchObject({ effectivePlace: place, isStated: true })
  })

  test('goes by the name in a flat folder, also of a file that was unpacked', () => {
    const digest = [...kept].filter(([name]) => name.includes('CloudTrail-Digest'))
    const { logs: files } = placeAll(new Map([...digest, [fileName.replace(/\.gz$/, ''), log!.stored!]]))
    expect(files).toMatchObject([{ place, isStated: true, named: { account: log!.account, region: log!.region } }])
  })
})

describe('naming', () => {
  const aFile = (name: string, isStated: boolean): PlacedFile => {
    const [fact] = factsOf(new Map([[name, log!.stored!]]))
    return { fact: fact!, named: null, place, effectivePlace: place, isStated, liesAt: null }
  }
  const namesOf = (files: readonly PlacedFile[]) => {
    const evidence: PlacedEvidence = {
      digests: [],
      logs: files,
      inTheWay: new Map(),
      keys: [],
      problems: [],
      signed: { signFiles: [], stored: [] },
    }
    return atOnce(nameSteps(evidence)).logs.map(({ uri, isCopy }) => [uri, isCopy])
  }

  test('gives the name of a place to the file whose hash is stated, and local names to its copies', () => {
    expect(namesOf([aFile('one.json', false), aFile('two.json', true), aFile('three.json', true)])).toEqual([
      ['file:one.json', true],
      [place, false],
      ['file:three.json', true],
    ])
  })

  test('gives it to the first where no hash is stated', () => {
    expect(namesOf([aFile('one.json', false), aFile('two.json', false)])).toEqual([
      [place, false],
      ['file:two.json', true],
    ])
  })

  test('tells files of one local name apart by their paths', () => {
    const other = aFile('one.json', false)
    const elsewhere = { ...other, fact: { ...other.fact, path: '/other/one.json' } }
    expect(namesOf([aFile('first.json', true), other, elsewhere])).toEqual([
      [place, false],
      ['file:one.json', true],
      ['file:/other/one.json', true],
    ])
  })
})
