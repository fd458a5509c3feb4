import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../../../../src-main/files/content.ts'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import { publicKeyList } from '../../../fixtures/keys.ts'
import { factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

/**
 * Whatever is done to the bytes and names of a signed trail: nothing altered is shown as proven, and what is
 * untouched and still within reach of a signature is.
 */

type Files = Map<string, Buffer>

const built = aTrail().hours(5).logsPerHour(2).sidecars('all').gap(3).build()
const bucket = built.plan.bucket
const sidecarName = (name: string) => `${name}.metadata.json`
const keyListName = 'public-keys.json'

const genuine: Files = new Map()
for (const { key, stored } of [...built.logs, ...built.digests]) genuine.set(`${bucket}/${key}`, stored as Buffer)
for (const { key, signature } of built.digests) {
  genuine.set(sidecarName(`${bucket}/${key}`), Buffer.from(JSON.stringify({ Metadata: { signature } })))
}
genuine.set(keyListName, Buffer.from(JSON.stringify(publicKeyList(built.plan.listedKeys))))
const names = [...genuine.keys()]
const isLink = (name: string) => name.includes('CloudTrail-Digest')

const hashOf = (bytes: Buffer | undefined): string | null => (bytes === undefined ? null : contentOf(bytes).sha256)
const genuineHash = new Map(names.map((name) => [`s3://${name}`, hashOf(genuine.get(name))]))
const genuineHashes = new Set(genuineHash.values())

function verifyFiles(files: Files) {
  const evidence = gatherEvidence(factsOf(files))
  const report = verify(evidence)
  // A copy may have a place's name in the report: what matters is the verdict on each file.
  const nameOf = new Map(
    [...evidence.digests, ...evidence.logs].map(({ uri, path }) => [uri, path.slice('/case/'.length)]),
  )
  const verdicts = new Map(
    [...report.digests, ...report.logs].map(([uri, verdict]) => [nameOf.get(uri) ?? uri, verdict]),
  )
  return { ...report, nameOf, verdicts }
}

/** One thing done to the folder. Places are told as fractions, so that they fit any file. */
type Step = (files: Files) => void

const aName = fc.nat(names.length - 1).map((index) => names[index] as string)
const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const change = (files: Files, name: string, edit: (bytes: Buffer) => Buffer) => {
  const bytes = files.get(name)
  if (bytes !== undefined && bytes.length > 0) files.set(name, edit(bytes))
}

const flip = fc.tuple(aName, part, fc.integer({ min: 1, max: 255 })).map(([name, at, mask]): Step => {
  return (files) =>
    change(files, name, (bytes) => {
      const flipped = Buffer.from(bytes)
      const index = Math.floor(at * bytes.length)
      flipped[index] = (flipped[index] as number) ^ mask
      return flipped
    })
})
const cut = fc.tuple(aName, part).map(([name, at]): Step => {
  return (files) => change(files, name, (bytes) => bytes.subarray(0, Math.floor(at * bytes.length)))
})
const append = fc.tuple(aName, fc.uint8Array({ minLength: 1, maxLength: 30 })).map(([name, more]): Step => {
  return (files) => change(files, name, (bytes) => Buffer.concat([bytes, more]))
})
const swap = fc.tuple(aName, aName).map(([one, other]): Step => {
  return (files) => {
    const [first, second] = [files.get(one), files.get(other)]
    if (first === undefined || second === undefined) return
    files.set(one, second).set(other, first)
  }
})
const rename = fc.tuple(aName, fc.integer({ min: 0, max: 59 })).map(([name, minute]): Step => {
  return (files) => {
    const bytes = files.get(name)
    if (bytes === undefined) return
    files.delete(name)
    files.set(name.replace(/T(\d\d)\d\d/, `T$1${String(minute).padStart(2, '0')}`), bytes)
  }
})
const drop = aName.map(
  (name): Step =>
    (files) =>
      void files.delete(name),
)
const duplicate = fc.tuple(aName, fc.constantFrom('copy/', 'AWSLogs/', `${bucket}/`)).map(([name, where]): Step => {
  return (files) =>
    change(files, name, (bytes) => bytes) ?? files.set(`${where}${name}`, files.get(name) ?? Buffer.alloc(0))
})
const oneLies = fc.tuple(aName, aName).map(
  ([from, to]): Step =>
    (files) => {
      const bytes = files.get(from)
      if (bytes !== undefined) files.set(to, bytes)
    },
)
const steps = fc.array(fc.oneof(flip, cut, append, swap, rename, drop, duplicate, oneLies), {
  minLength: 1,
  maxLength: 4,
})

describe('a trail that was tampered with', () => {
  test('is all verified before', () => {
    const { digests, logs } = verifyFiles(genuine)
    expect([...digests.values(), ...logs.values()].filter(({ status }) => status !== 'verified')).toEqual([])
  })

  test('shows nothing altered as proven, and loses nothing within reach', () => {
    fc.assert(
      fc.property(steps, (doIt) => {
        const files = new Map(genuine)
        for (const step of doIt) step(files)
        const { digests, logs, nameOf, verdicts } = verifyFiles(files)

        for (const [uri, verdict] of [...digests, ...logs]) {
          if (verdict.status !== 'verified') continue
          const local = files.get(nameOf.get(uri) as string) as Buffer
          expect(genuineHashes).toContain(hashOf(local))
          if (uri.startsWith('s3://')) expect(hashOf(local)).toBe(genuineHash.get(uri))
          expect(contentOf(local).gzip).not.toBe('trailing-data')
        }

        const untouched = (name: string) => files.get(name)?.equals(genuine.get(name) as Buffer) === true
        if (!untouched(keyListName)) return
        const provenDigests = new Set<string>()
        for (const { key, content } of built.digests) {
          const name = `${bucket}/${key}`
          if (!untouched(name)) continue
          const next = built.digests.find(({ content }) => content.previousDigestS3Object === key)
          const nextIsThere = next !== undefined && untouched(`${bucket}/${next.key}`)
          if (!untouched(sidecarName(name)) && !nextIsThere) continue
          expect([name, verdicts.get(name)?.status]).toEqual([name, 'verified'])
          for (const { s3Object } of content.logFiles) provenDigests.add(`${bucket}/${s3Object}`)
        }
        for (const name of provenDigests) {
          if (untouched(name)) expect([name, verdicts.get(name)?.status]).toEqual([name, 'verified'])
          else expect(logs.has(`s3://${name}`)).toBe(true)
        }
      }),
      { numRuns: 500, seed: 20_240_305 },
    )
  })

  test('is never proven by keys that sign something else', () => {
    const files = new Map(genuine)
    files.set(keyListName, Buffer.from(JSON.stringify({ PublicKeyList: [] })))
    const { digests, logs } = verifyFiles(files)
    expect([...digests.values(), ...logs.values()].filter(({ status }) => status === 'verified')).toEqual([])
  })
})

test('hashes in this test are of inflated bytes', () => {
  const name = names.find((each) => !isLink(each)) as string
  const { bytes, sha256 } = contentOf(genuine.get(name) as Buffer)
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})
