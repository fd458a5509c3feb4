import { hourMs, type UtcMs } from '../../src-shared/base/time.ts'
import type { Explanations } from '../../src-shared/model/explanation.ts'
import type { ObjectUri } from '../../src-shared/model/integrity.ts'
import {
  type Coverage,
  type Ledger,
  type LedgerCell,
  type LedgerRowName,
  type LedgerState,
  ledgerStates,
} from '../../src-shared/model/ledger.ts'
import type { EventProof } from '../../src-shared/model/proof.ts'

const start = Date.UTC(2024, 2, 5) as UtcMs
const after = (hours: number) => (start + hours * hourMs) as UtcMs
const account = '111122223333'
const trail = 'management-events'
const keysOf = (region: string): ObjectUri => `s3://example-trail-bucket/AWSLogs/${account}/CloudTrail-Digest/${region}`
const digest: ObjectUri = `${keysOf('us-east-1')}/2024/03/05/digest.json.gz`
const nextDigest: ObjectUri = `${keysOf('us-east-1')}/2024/03/05/next.json.gz`
const log: ObjectUri = `s3://example-trail-bucket/AWSLogs/${account}/CloudTrail/us-east-1/2024/03/05/7.json.gz`
const sha256 = 'a'.repeat(64)
const fingerprint = 'ab'.repeat(16)

/** Ten days of three Regions: mostly proven, with a little of everything else. */
const days = 10
const code = (state: LedgerState) => ledgerStates.indexOf(state)
const run = (hours: number, state: LedgerState) => [hours, code(state)]
const nameOf = (region: string): LedgerRowName => ({
  account,
  region,
  trail,
  homeRegion: 'us-east-1',
  kind: 'standard',
  base: `AWSLogs/${account}`,
})
const row = (region: string, runs: readonly number[]): Ledger['rows'][number] => ({
  ...nameOf(region),
  from: start,
  runs,
  delivered: Array.from({ length: days * 24 }, (_, hour) => [hour, 2, 0, 40 + ((hour * 37) % 60), -600, 3300]).flat(),
  outOfTime: 0,
})

export const ledger: Ledger = {
  from: start,
  until: after(days * 24),
  rows: [
    row('eu-west-1', [...run(1, 'no-evidence'), ...run(238, 'proven-complete'), ...run(1, 'digest-unproven')]),
    row('us-east-1', [
      ...run(1, 'no-evidence'), ...run(99, 'proven-complete'), ...run(3, 'gap'), ...run(60, 'proven-complete'),
      ...run(1, 'log-missing'), ...run(40, 'proven-complete'), ...run(1, 'log-invalid'), ...run(20, 'proven-complete'),
      ...run(2, 'digest-missing'), ...run(12, 'proven-complete'), ...run(1, 'log-uncovered'),
    ]),
    row('us-west-2', [...run(1, 'no-evidence'), ...run(238, 'proven-empty'), ...run(1, 'digest-unproven')]),
  ],
} // biome-ignore format: runs in rows

export const cellAt = (at: number, hour: UtcMs): LedgerCell => ({
  hour,
  state: at === 2 ? 'proven-empty' : 'proven-complete',
  digests: [
    {
      uri: digest,
      path: '/evidence/case-7/digest.json.gz',
      sha256,
      verdict: { status: 'verified', proof: ['next-digest-signature', 'hash-link'] },
      window: { from: (hour - 600_000) as UtcMs, until: (hour + hourMs - 600_000) as UtcMs },
      fingerprint,
      logs: 2,
    },
  ],
  logs: [
    {
      uri: log,
      path: '/evidence/case-7/7.json.gz',
      name: '7.json.gz',
      verdict: { status: 'verified', listedBy: digest },
      delivered: (hour + 900_000) as UtcMs,
      statedSha256: sha256,
      sha256,
      events: 42,
      eventSpan: { first: hour, last: (hour + 800_000) as UtcMs },
    },
  ],
  logsTotal: 1,
  keys: [
    {
      fingerprint,
      trust: 'from-evidence',
      defects: [],
      validFrom: start,
      validUntil: after(720),
      sources: ['/evidence/case-7/public-keys.json'],
      proved: 322,
      provedResults: 0,
      provedIn: [],
      outOfTime: null,
    },
  ],
})

export const coverage: Coverage = {
  from: start,
  until: after(days * 24),
  hours: 720,
  provenHours: 707,
  provenShare: 707 / 720,
  unproven: [
    { account, region: 'us-east-1', trail, state: 'gap', from: after(100), until: after(103), hours: 3 },
    { account, region: 'us-east-1', trail, state: 'log-missing', from: after(163), until: after(164), hours: 1 },
  ],
  unprovenTotal: 9,
  unprovenEvents: 0,
}

const by = `arn:aws:iam::${account}:user/svc-backup`
const stopped = `StopLogging on trail ${trail} by ${by} at 2024-03-09T03:28:40Z: it stops the delivery of log files and digests.`
/** The row of the home Region. */
const home = nameOf('us-east-1')

export const explanations: Explanations = {
  explanations: [
    {
      absence: {
        kind: 'gap',
        account,
        region: 'us-east-1',
        trail,
        from: after(100),
        until: after(103),
        row: home,
        uri: null,
      },
      status: 'explained',
      sentence: stopped,
      causes: [
        {
          row: 7,
          eventID: '6f1d2c3b-4a59-4687-9876-a5b4c3d2e1f0',
          eventName: 'StopLogging',
          time: after(99),
          actor: by,
          certainty: 'names the trail',
          sentence: stopped,
        },
      ],
    },
    {
      absence: {
        kind: 'log-missing',
        account,
        region: 'us-east-1',
        trail,
        from: after(163),
        until: after(163),
        row: home,
        uri: log,
      },
      status: 'unexplained',
      sentence: 'No event in this case explains it.',
      causes: [],
    },
  ],
  total: 2,
  notLookedAt: 0,
}

export const proof: EventProof = {
  eventID: '6f1d2c3b-4a59-4687-9876-a5b4c3d2e1f0',
  outcome: 'proven',
  conclusion: 'The event is proven: every link holds, from the record to the public key.',
  conflicting: false,
  copiesBefore: 0,
  copiesTotal: 1,
  copies: [
    {
      outcome: 'proven',
      conclusion: 'The event is proven: every link holds, from the record to the public key.',
      links: [
        {
          kind: 'record', holds: 'holds', path: '/evidence/case-7/7.json.gz', index: 3, offset: 4200, length: 812,
          sentence: 'It is record 4 of the file, bytes 4,200 to 5,011 (uncompressed).',
        },
        {
          kind: 'log-file', holds: 'holds', path: '/evidence/case-7/7.json.gz', uri: log, sha256,
          verdict: { status: 'verified', listedBy: digest },
          sentence: 'SHA-256 of the uncompressed log file, computed from the file.',
        },
        {
          kind: 'digest-entry', holds: 'holds', digest, path: '/evidence/case-7/digest.json.gz', place: log,
          statedSha256: sha256, window: { from: after(7), until: after(8) },
          sentence: 'The digest states this hash for the log file.',
        },
        {
          kind: 'signature', holds: 'holds', digest, path: '/evidence/case-7/digest.json.gz', sha256: 'b'.repeat(64),
          from: 'next-digest', heldBy: '/evidence/case-7/next.json.gz', signature: 'cd'.repeat(256),
          signedText: `2024-03-05T08:00:00Z\n${nextDigest.slice(5)}\n${'b'.repeat(64)}\nnull`,
          sentence: 'The signature that the next digest records verifies with the key.',
        },
        {
          kind: 'key', holds: 'holds', fingerprint, trust: 'given', isInDoubt: false, sources: ['/evidence/case-7/public-keys.json'], validFrom: start,
          validUntil: after(720), sentence: 'The key list holds the key.',
        },
      ],
    },
  ],
} // biome-ignore format: links in rows
