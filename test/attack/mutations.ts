import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { intruderKey, publicKeyList, signatureOf } from '../fixtures/keys.ts'
import { alphabets, type Random } from '../fixtures/random.ts'
import type { CloudTrailRecord } from '../fixtures/records.ts'
import type { BuiltTrail, DigestContent } from '../fixtures/trail-build.ts'

/** Path below the opened folder → bytes. */
export type Files = Map<string, Buffer>

/** What a mutation may know: the trail as CloudTrail delivered it. */
export interface Ground {
  readonly trail: BuiltTrail
  /** Where each genuine log file and digest lies in the folder. */
  readonly logs: readonly string[]
  readonly digests: readonly string[]
}

/** One thing that may happen to a folder. */
export interface Mutation {
  readonly name: string
  /**
   * - `harmless`: every genuine content is still there, and nothing is there that pretends to be a log file or digest
   * - `adds`: every genuine file is untouched, and something lies beside them
   * - `takes`: a genuine file is altered, moved or gone
   */
  readonly kind: 'harmless' | 'adds' | 'takes'
  readonly apply: (files: Files, ground: Ground, random: Random) => void
}

const record = ({ trail }: Ground, random: Random): CloudTrailRecord =>
  random.pick(trail.logs.flatMap(({ records }) => records))

/** The same eventID, and another story. */
function lie(original: CloudTrailRecord, random: Random): CloudTrailRecord {
  const lies: CloudTrailRecord[] = [
    { eventName: 'DescribeTrails', eventSource: 'cloudtrail.amazonaws.com' },
    { sourceIPAddress: '198.51.100.7' },
    { eventTime: '2001-01-01T00:00:00Z' },
    { eventTime: 'yesterday' },
    { errorCode: 'AccessDenied' },
    { recipientAccountId: '444455556666' },
    { requestParameters: { name: 'another', size: 1 } },
  ]
  return { ...original, ...random.pick(lies) }
}

const logName = (random: Random) =>
  `111122223333_CloudTrail_us-east-1_20240305T${random.between(10, 13)}${random.between(10, 59)}Z_${random.text(alphabets.base62, 16)}.json.gz`

/** Before and behind the genuine files in any order of paths, beside them, and where no log file lies. */
function aPlace(ground: Ground, random: Random): string {
  const beside = random.pick(ground.logs).replace(/[^/]+$/, '')
  const tail = `${random.int(1_000_000)}`
  return random.pick([
    `0-${tail}.json`,
    `~${tail}.json.gz`,
    `${beside}${logName(random)}`,
    `${beside}0-${tail}.json.gz`,
    `another-bucket/AWSLogs/444455556666/CloudTrail/eu-west-1/2024/03/05/${logName(random)}`,
    `AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/${logName(random)}`,
  ])
}

const stored = (path: string, text: string | Buffer) => (path.endsWith('.gz') ? gzipSync(text) : Buffer.from(text))

function plant(files: Files, ground: Ground, random: Random, text: string): void {
  const path = aPlace(ground, random)
  if (!files.has(path)) files.set(path, stored(path, text))
}

const plantsRecord = (name: string, write: (original: CloudTrailRecord, random: Random) => string): Mutation => ({
  name,
  kind: 'adds',
  apply: (files, ground, random) => plant(files, ground, random, write(record(ground, random), random)),
})

const adds: readonly Mutation[] = [
  plantsRecord('a copy of an event that says something else', (original, random) =>
    JSON.stringify({ Records: [lie(original, random)] }),
  ),
  plantsRecord('many such copies', (original, random) =>
    JSON.stringify({ Records: Array.from({ length: 70 }, () => lie(original, random)) }),
  ),
  plantsRecord('JSON lines of such copies', (original, random) =>
    [lie(original, random), lie(original, random)].map((each) => JSON.stringify(each)).join('\n'),
  ),
  plantsRecord('a copy with a repeated key', (original) =>
    JSON.stringify({ Records: [original] }).replace('{"eventVersion"', '{"eventName":"GetSecretValue","eventVersion"'),
  ),
  plantsRecord('a copy with a number of many digits', (original) =>
    JSON.stringify({ Records: [{ ...original, requestParameters: { size: 1 } }] }).replace(
      '"size":1',
      '"size":9007199254740993',
    ),
  ),
  plantsRecord('an equal copy, spelled with spaces', (original) => JSON.stringify({ Records: [original] }, null, 2)),
  plantsRecord('records without an ID that identifies', (original, random) =>
    JSON.stringify({
      Records: ['', 'HIDDEN_DUE_TO_SECURITY_REASONS', null].map((eventID) => ({ ...lie(original, random), eventID })),
    }),
  ),
  {
    name: 'an export of all records',
    kind: 'adds',
    apply: (files, { trail }, random) => {
      const lines = trail.logs.flatMap(({ records }) => records).map((each) => JSON.stringify(each))
      files.set(`0-export-${random.int(100)}.ndjson`, Buffer.from(lines.join('\n')))
    },
  },
  {
    name: 'digests signed by another key that say the bucket lies elsewhere',
    kind: 'adds',
    apply: (files, { trail }, random) => {
      for (let forged = 0; forged < 12; forged++) {
        const { content, key } = random.pick(trail.digests)
        const path = key.replace(/T\d{6}Z/, `T${10 + forged}${random.between(10, 59)}00Z`)
        const { text, signature } = forge({ ...content, digestS3Bucket: 'another-bucket', digestS3Object: path })
        const name = `${trail.plan.bucket}/${path}`
        if (files.has(name)) continue
        files.set(name, gzipSync(text))
        files.set(`${name}.metadata.json`, Buffer.from(JSON.stringify({ Metadata: { signature } })))
      }
    },
  },
  {
    name: 'a list with another key',
    kind: 'adds',
    apply: (files, { trail }) => {
      const [{ validFrom, validUntil } = { validFrom: new Date(0), validUntil: new Date(0) }] = trail.plan.listedKeys
      const list = publicKeyList([{ key: intruderKey, validFrom, validUntil }])
      files.set('0-public-keys.json', Buffer.from(JSON.stringify(list)))
    },
  },
]

/** Signed as CloudTrail signs (user guide, "CloudTrail digest file signature structure"), by a key that is not its own. */
function forge(content: DigestContent): { readonly text: string; readonly signature: string } {
  const text = JSON.stringify({ ...content, digestPublicKeyFingerprint: intruderKey.fingerprint })
  const hash = createHash('sha256').update(text).digest('hex')
  const lines = [content.digestEndTime, `${content.digestS3Bucket}/${content.digestS3Object}`, hash, 'null']
  return { text, signature: signatureOf(lines.join('\n'), intruderKey) }
}

/** A Zstandard frame of at most 255 bytes, as they are (RFC 8878, 3.1.1). */
function frameOf(bytes: Buffer): Buffer {
  const singleSegment = 0x20
  const lastRawBlock = (bytes.length << 3) | 1
  const head = [0x28, 0xb5, 0x2f, 0xfd, singleSegment, bytes.length, lastRawBlock & 0xff, lastRawBlock >> 8, 0]
  return Buffer.concat([Buffer.from(head), bytes])
}

const framesOf = (bytes: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / 255) }, (_, n) => frameOf(bytes.subarray(n * 255, (n + 1) * 255)))

const harmless: readonly Mutation[] = [
  {
    name: 'a log file compressed anew',
    kind: 'harmless',
    apply: (files, { logs }, random) =>
      edit(files, random.pick(logs), (bytes) => gzipSync(inflated(bytes), { level: 1 })),
  },
  {
    name: 'a text that is no log file',
    kind: 'harmless',
    apply: (files, _, random) => files.set(`notes-${random.int(100)}.txt`, Buffer.from('Seen by the night shift.\n')),
  },
]

const takes: readonly Mutation[] = [
  onGenuine('a byte flipped', (bytes, random) => {
    const flipped = Buffer.from(bytes)
    const at = random.int(bytes.length)
    flipped[at] = flipped[at]! ^ random.between(1, 255)
    return flipped
  }),
  onGenuine('the end cut off', (bytes, random) => bytes.subarray(0, random.int(bytes.length))),
  onGenuine('bytes appended', (bytes, random) =>
    Buffer.concat([bytes, gzipSync(JSON.stringify({ Records: [{ eventID: random.uuid() }] }))]),
  ),
  onGenuine('gzip members and Zstandard frames appended', (bytes, random) => {
    const behind = Array.from({ length: random.between(2, 5) }, () => {
      const text = Buffer.from(JSON.stringify({ Records: [{ eventID: random.uuid() }] }))
      return random.int(2) === 0 ? gzipSync(text) : frameOf(text)
    })
    return Buffer.concat([bytes, ...behind])
  }),
  onGenuine('Zstandard frames in place of gzip, with one more behind', (bytes, random) => {
    const more = JSON.stringify({ Records: [{ eventID: random.uuid() }] })
    return Buffer.concat([...framesOf(inflated(bytes)), frameOf(Buffer.from(more))])
  }),
  {
    name: 'a record edited',
    kind: 'takes',
    apply: (files, { logs }, random) =>
      edit(files, random.pick(logs), (bytes) => {
        const text = inflated(bytes).toString()
        return gzipSync(text.replace(/"sourceIPAddress":"[^"]*"/, '"sourceIPAddress":"198.51.100.99"'))
      }),
  },
  {
    name: 'a file removed',
    kind: 'takes',
    apply: (files, { logs, digests }, random) => void files.delete(random.pick([...logs, ...digests])),
  },
  {
    name: 'two log files swapped',
    kind: 'takes',
    apply: (files, { logs }, random) => {
      const [one, other] = [random.pick(logs), random.pick(logs)]
      const [first, second] = [files.get(one), files.get(other)]
      if (first === undefined || second === undefined) return
      files.set(one, second).set(other, first)
    },
  },
  {
    name: 'a log file under another name',
    kind: 'takes',
    apply: (files, { logs }, random) => {
      const path = random.pick(logs)
      const bytes = files.get(path)
      if (bytes === undefined) return
      files.delete(path)
      files.set(random.pick([`${path} (1).gz`, path.replaceAll('/', '_'), `downloads/${random.int(1000)}.gz`]), bytes)
    },
  },
  {
    name: 'the link to the digest before it set to null',
    kind: 'takes',
    apply: (files, { digests }, random) =>
      edit(files, random.pick(digests), (bytes) => {
        const content = parsed(bytes)
        for (const name of Object.keys(content)) if (name.startsWith('previousDigest')) content[name] = null
        return gzipSync(JSON.stringify(content))
      }),
  },
]

function onGenuine(name: string, change: (bytes: Buffer, random: Random) => Buffer): Mutation {
  return {
    name,
    kind: 'takes',
    apply: (files, { logs, digests }, random) =>
      edit(files, random.pick([...logs, ...digests]), (bytes) => (bytes.length === 0 ? bytes : change(bytes, random))),
  }
}

function edit(files: Files, path: string, change: (bytes: Buffer) => Buffer): void {
  const bytes = files.get(path)
  if (bytes !== undefined) files.set(path, change(bytes))
}

/** As far as it inflates: earlier mutations may have damaged it. */
function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes)
  } catch {
    return bytes
  }
}

function parsed(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(inflated(bytes).toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}

export const mutations: readonly Mutation[] = [...adds, ...harmless, ...takes]
