import type { UtcMs } from '../../src-shared/base/time.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type {
  IntegrityObjectsPage,
  IntegrityOverview,
  JudgedSummary,
  SchemaTable,
} from '../../src-shared/contract/index.ts'
import { filterOf } from '../../src-shared/filter/model.ts'
import { columnNames, columns } from '../../src-shared/model/columns.ts'
import type { FileKind, SourceFile } from '../../src-shared/model/event.ts'
import { countAbsences } from '../../src-shared/model/explanation.ts'
import { notReadOf, type UnreadFile } from '../../src-shared/model/not-read.ts'
import { firstTime, isError, spanMs, timeOf, verdictOf } from './fake-events.ts'

const count = (events: number, isCounted: (row: number) => boolean): number => {
  // A sample is enough for figures that only have to be believable.
  const step = Math.max(1, Math.floor(events / 100_000))
  let counted = 0
  for (let row = 0; row < events; row += step) if (isCounted(row)) counted++
  return Math.min(events, counted * step)
}

const digestCounts = { verified: 322, unverified: 9, invalid: 1, moved: 2, missing: 3 }
const otherFiles = { signedResults: 0, otherForms: 0 }
const logCounts = { verified: 1804, unverified: 51, invalid: 12, missing: 4, uncovered: 133 }

const unreadFiles: readonly UnreadFile[] = [
  { path: '/evidence/case-7/b.json.gz', kind: 'damaged', reason: 'The gzip file is cut off.' },
  { path: '/evidence/case-7/c.zip', kind: 'may-hold-events', reason: 'It was not read.' },
]

export function summaryOf(events: number): JudgedSummary {
  const byVerdict = (status: ReturnType<typeof verdictOf>) => count(events, (row) => verdictOf(row) === status)
  const others = {
    unverified: byVerdict('unverified'),
    invalid: byVerdict('invalid'),
    uncovered: byVerdict('uncovered'),
  }
  return {
    id: 'case-7',
    title: 'case-7',
    paths: ['/evidence/case-7'],
    keyPaths: [],
    acceptsEvidence: false,
    partial: false,
    partialReason: null,
    records: events + 318 + 4,
    events,
    uniqueEventIds: events,
    duplicates: 318,
    conflicting: 1,
    withoutEventId: 0,
    unparsed: 4,
    errorEvents: count(events, isError),
    firstEventTime: events === 0 ? null : timeOf(0, events),
    lastEventTime: events === 0 ? null : timeOf(events - 1, events),
    eventsWithoutTime: 0,
    timesConverted: 0,
    files: {
      log: 2000,
      'insights-log': 4,
      'network-activity-log': 0,
      'aggregated-log': 0,
      records: 0,
      digest: 334,
      'backfill-digest': 1,
      'public-keys': 2,
      acquisition: 0,
      sidecar: 1,
      'result-signature': 0,
      'config-items': 0,
      placeholder: 0,
      archive: 0,
      other: 7,
    },
    filesWithProblems: 5,
    notRead: notReadOf(unreadFiles, [], 0),
    inflatedBytes: events * 1_470,
    isBeingJudged: false,
    integrity: { digests: digestCounts, logs: logCounts, copies: { digests: 0, logs: 0 }, otherFiles },
    proof: {
      keys: [],
      outcome: 'bad',
      doubts: [{ code: 'keys-from-evidence' }],
      absences: countAbsences([{ kind: 'gap' }, { kind: 'hole' }]),
    },
    eventsByVerdict: {
      ...others,
      missing: 0,
      verified: events - others.unverified - others.invalid - others.uncovered,
    },
    timings: { discovering: 210, reading: 4100, verifying: 350, indexing: 1900 },
    peakRssBytes: 512_000_000,
  }
}

const iso = (hours: number) => new Date(firstTime + hours * 3_600_000).toISOString()
const chain = {
  account: '111122223333',
  region: 'us-east-1',
  trail: 'organization-trail',
  homeRegion: 'us-east-1',
  kind: 'standard',
  base: 'AWSLogs/111122223333',
  digestFiles: 334,
  newest: 's3://example-trail-bucket/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/03/14/newest.json.gz',
  newestStatus: 'unverified',
  verifiedSpans: [
    { from: iso(0), to: iso(130) },
    { from: iso(136), to: iso(300) },
  ],
  gaps: [{ from: iso(130), to: iso(136) }],
  holes: [{ from: iso(300), to: iso(303) }],
} as const

export const integrity: IntegrityOverview = {
  counts: { digests: digestCounts, logs: logCounts, copies: { digests: 0, logs: 0 }, otherFiles },
  doubts: [{ code: 'keys-from-evidence', objects: ['0f1e2d3c4b5a69788796a5b4c3d2e1f0'] }],
  outcome: 'bad',
  absences: countAbsences([{ kind: 'gap' }, { kind: 'hole' }]),
  chains: [chain, { ...chain, region: 'eu-west-1', newestStatus: 'verified', gaps: [], holes: [] }],
  results: [
    {
      file: '/evidence/case-7/lake/result_sign.json',
      signature: 'good',
      fingerprint: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      region: 'us-east-1',
      completed: '2024-03-05T22:06:30Z',
      files: [
        { name: 'result_1.csv.gz', path: '/evidence/case-7/lake/result_1.csv.gz', hash: 'matches' },
        { name: 'result_2.csv.gz', path: '/evidence/case-7/lake/result_2.csv.gz', hash: 'differs' },
      ],
    },
  ],
  findings: [{ code: 'newest-digest-unsigned', severity: 'info', objects: [chain.newest] }],
  keys: [
    {
      fingerprint: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      trust: 'from-evidence',
      defects: [],
      validFrom: firstTime,
      validUntil: (firstTime + 90 * 86_400_000) as UtcMs,
      sources: ['/evidence/case-7/keys/us-east-1.json'],
      proved: 322,
      provedResults: 0,
      provedIn: [
        {
          account: '111122223333',
          region: 'us-east-1',
          trail: 'organization-trail',
          kind: 'standard',
          digests: 322,
          from: firstTime,
          until: (firstTime + 300 * 3_600_000) as UtcMs,
        },
      ],
      outOfTime: null,
    },
  ],
  keyProblems: [],
  commands: [
    {
      why: 'The newest digest of us-east-1 has no signature in this folder.',
      command: 'aws s3api head-object --bucket example-trail-bucket --key AWSLogs/111122223333/newest.json.gz',
      powershell: 'aws s3api head-object --bucket example-trail-bucket --key AWSLogs/111122223333/newest.json.gz',
    },
  ],
}

export const integrityObjects: IntegrityObjectsPage = {
  total: 3,
  objects: (['verified', 'uncovered', 'invalid'] as const).map((status, at) => ({
    uri: `s3://example-trail-bucket/AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/${at}.json.gz`,
    path: `/evidence/case-7/${at}.json.gz`,
    name: `${at}.json.gz`,
    verdict:
      status === 'verified'
        ? { status, listedBy: chain.newest }
        : status === 'invalid'
          ? { status, listedBy: chain.newest, reasons: ['hash-mismatch'] }
          : { status, where: 'in-a-gap' },
    from: (firstTime + at * 3_600_000) as UtcMs,
    until: null,
    sha256: 'ab'.repeat(32),
    events: 40,
  })),
}

export const findings: readonly Finding[] = [
  {
    id: 'cis-4.5:StopLogging',
    rule: 'cis-4-05-trail-changed',
    title: 'A trail was changed or stopped',
    severity: 'high',
    sentence: 'StopLogging was called 3 times by arn:aws:iam::111122223333:user/alice.',
    why: 'What happens after it is not recorded by that trail.',
    benignCauses: 'A planned change of the trail, usually with a ticket and from a known address.',
    next: 'Whether hours without logs follow.',
    techniques: ['T1562.008'],
    block: 'detection',
    firstSeen: (firstTime + 40 * 3_600_000) as UtcMs,
    lastSeen: (firstTime + 41 * 3_600_000) as UtcMs,
    events: 3,
    filter: filterOf([{ column: 'eventName', operator: 'is', values: ['StopLogging'] }]),
  },
]

export const schema: readonly SchemaTable[] = [
  {
    name: 'events',
    doc: 'One row per event.',
    columns: columnNames.map((name) => ({ name, type: 'TEXT', doc: columns[name].doc, group: columns[name].group })),
  },
]

export function sourceAt(at: number): SourceFile {
  const kind: FileKind = at % 9 === 0 ? 'digest' : at % 41 === 0 ? 'other' : 'log'
  const hasProblem = at % 83 === 5
  const name = `AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/111122223333_CloudTrail_us-east-1_${at}.json.gz`
  return {
    path: `/evidence/case-7/${name}`,
    member: null,
    name,
    root: at % 2 === 0 ? '/evidence/case-7' : '/evidence/case-7, march',
    kind,
    form: kind === 'other' ? 'zip archive' : kind,
    uri: `s3://example-trail-bucket/AWSLogs/111122223333/CloudTrail/us-east-1/${at}.json.gz`,
    bytes: 4200 + at * 13,
    inflatedBytes: hasProblem ? null : 60_000 + at,
    sha256: hasProblem ? null : at.toString(16).padStart(64, '0'),
    notes: [],
    records: 40,
    events: 40,
    duplicates: 0,
    unparsed: 0,
    problems: hasProblem ? ['The gzip stream ends before its end.'] : [],
    unread: hasProblem ? 'damaged' : null,
    status: kind === 'log' ? verdictOf(at * 40) : null,
    firstEventTime: (firstTime + (at * spanMs) / 2349) as UtcMs,
    lastEventTime: (firstTime + ((at + 1) * spanMs) / 2349) as UtcMs,
  }
}
