import { fail, ok } from '../../../src-shared/base/result.ts'
import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { RecordSearch } from '../../../src-shared/contract/index.ts'
import { recordTexts } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import type { Chain, DigestVerdict, LogVerdict } from '../../../src-shared/model/integrity.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { ledgerStates } from '../../../src-shared/model/ledger.ts'
import { type FakeOptions, runningJob } from '../fake-bridge.ts'
import { findings, integrity, schema } from '../fake-case.ts'

const searchOf =
  (part: Partial<RecordSearch>) =>
  async ({ filter }: { readonly filter: Filter }) =>
    ok(
      recordTexts(filter).map((text) => ({
        text,
        state: 'done' as const,
        jobId: 'job-7' as JobId,
        filesSearched: 412,
        filesTotal: 2000,
        events: 12,
        outside: 0,
        problems: [],
        filesNotSearched: 0,
        ...part,
      })),
    )

/** States of single panels: `?state=sql-many`. */
const none = { verified: 0, unverified: 0, invalid: 0, moved: 0, missing: 0 }
const noneTwice = { digests: 0, logs: 0 }
const noOthers = { signedResults: 0, otherForms: 0 }
const noLogs = { verified: 0, unverified: 0, invalid: 0, missing: 0, uncovered: 0 }
const hour = 3_600_000
const first = Date.UTC(2024, 0, 1)
const iso = (hours: number) => new Date(first + hours * hour).toISOString()

const regions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2', 'sa-east-1']
const chains: readonly Chain[] = regions.flatMap((region, at) =>
  (['standard', 'backfill'] as const).slice(0, at === 3 ? 2 : 1).map((kind) => ({
    account: '111122223333',
    region,
    trail: 'organization-trail',
    homeRegion: 'us-east-1',
    kind,
    base: 'AWSLogs/o-exampleorgid/111122223333',
    digestFiles: 2160 - at * 37,
    newest: `s3://example-trail-bucket/AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/${region}/2024/03/31/${kind}.json.gz`,
    newestStatus: at % 3 === 0 ? 'unverified' : 'verified',
    verifiedSpans: [
      { from: iso(at * 12), to: iso(700 + at * 40) },
      { from: iso(700 + at * 40 + (at % 2 === 0 ? 30 : 2)), to: iso(2160 - at * 5) },
    ],
    gaps: at % 2 === 0 ? [{ from: iso(700 + at * 40), to: iso(730 + at * 40) }] : [],
    holes: at % 2 === 1 ? [{ from: iso(700 + at * 40), to: iso(702 + at * 40) }] : [],
  })),
)

const digest = chains[0]!.newest
const logVerdicts: readonly LogVerdict[] = [
  { status: 'verified', listedBy: digest },
  { status: 'invalid', listedBy: digest, reasons: ['hash-mismatch'] },
  { status: 'invalid', listedBy: digest, reasons: ['trailing-data'] },
  { status: 'missing', listedBy: digest, provenReference: true },
  { status: 'unverified', listedBy: digest, hashMatches: true },
  { status: 'uncovered', where: 'in-a-gap' },
]
const digestVerdicts: readonly DigestVerdict[] = [
  { status: 'verified', proof: ['sidecar-signature', 'next-digest-signature'] },
  { status: 'verified', proof: ['next-digest-signature'], warnings: ['sidecar-signature-mismatch'] },
  { status: 'moved', proof: ['hash-link'], statedPlace: digest },
  { status: 'invalid', reasons: ['bad-signature', 'link-hash-mismatch'] },
  { status: 'missing', referencedBy: [digest], provenReference: true, olderThanAllFiles: true },
  { status: 'unverified', reasons: ['no-signature'] },
]

const manyRows = Array.from({ length: 10_000 }, (_, at) => [
  new Date(first + at * 61_000).toISOString(),
  ['GetObject', 'AssumeRole', 'PutObject', 'Decrypt'][at % 4]!,
  at % 3 === 0 ? null : 'AccessDenied',
  at * 37,
  at % 5 === 0 ? '' : `arn:aws:sts::111122223333:assumed-role/deploy-${at % 7}/session-${at}`,
  `0d8d1b6e-0000-4000-8000-${at.toString(16).padStart(12, '0')}`,
])

const never = () => new Promise<never>(() => {})
const recent = ['/evidence/2024-03 incident', '/home/ana/trails/organization', '/mnt/share/case 12'].map(
  (path, at) => ({
    paths: at === 1 ? [path, '/mnt/share/keys'] : [path],
    keyPaths: at === 1 ? ['/mnt/share/keys'] : [],
    acceptsEvidence: false,
    openedAt: (first + at * 50 * hour) as UtcMs,
    events: 1_204_311 * at,
  }),
)
const many = ['AWSLogs', 'CloudTrail', 'backup', 'cases', 'evidence-2024', 'keys', 'logs', 'trail-a', 'trail-b']

export const panelStates: Readonly<Record<string, FakeOptions>> = {
  'integrity-mixed': {
    events: 20_000,
    answers: {
      integrity: async () =>
        ok({
          ...integrity,
          chains,
          findings: [
            { code: 'time-hole', severity: 'warning', objects: chains.map(({ newest }) => newest) },
            { code: 'newest-digest-unsigned', severity: 'info', objects: [digest] },
          ],
          keyProblems: ['keys/eu-west-1.json: the fingerprint of the second key does not match its own bytes.'],
        }),
      integrityObjects: async ({ kind }) =>
        ok({
          total: 6,
          objects: (kind === 'logs' ? logVerdicts : digestVerdicts).map((verdict, at) => {
            const isHere = verdict.status !== 'missing'
            const place =
              kind === 'logs'
                ? `CloudTrail/us-east-1/2024/03/05/111122223333_CloudTrail_us-east-1_20240305T10${at}5Z_Ab3dEf6hIj9kLm2n.json.gz`
                : `CloudTrail-Digest/us-east-1/2024/03/05/111122223333_CloudTrail-Digest_us-east-1_organization-trail_us-east-1_20240305T1${at}0000Z.json.gz`
            const name = `AWSLogs/o-exampleorgid/111122223333/${place}`
            return {
              uri: `s3://example-trail-bucket/${name}`,
              path: isHere ? `/evidence/case-7/${name}` : null,
              name: isHere ? name : null,
              verdict,
              from: (first + at * hour) as UtcMs,
              until: (first + (at + 1) * hour) as UtcMs,
              sha256: isHere ? `${at}f`.repeat(32) : null,
              events: isHere && kind === 'logs' ? 312 + at : 0,
            }
          }),
        }),
    },
  },
  // A year of 34 rows whose hours change state every few hours.
  'integrity-year': {
    events: 20_000,
    answers: {
      ledger: async () =>
        ok({
          from: first as UtcMs,
          until: (first + 8760 * hourMs) as UtcMs,
          rows: Array.from({ length: 34 }, (_, row) => ({
            account: row < 17 ? '111122223333' : '444455556666',
            region: regions[row % regions.length]!,
            trail: `organization-trail-${row}`,
            homeRegion: 'us-east-1',
            kind: 'standard' as const,
            base: 'AWSLogs/o-exampleorgid/111122223333',
            from: first as UtcMs,
            runs: Array.from({ length: 1460 }, (_, at) => [
              5,
              (at + row) % 2,
              1,
              at % 97 === row ? at % ledgerStates.length : 1,
            ]).flat(),
            delivered: Array.from({ length: 8760 }, (_, hour) => [hour, 2, 0, 40, -600, 3300]).flat(),
            outOfTime: 0,
          })),
        }),
    },
  },
  'integrity-proven': {
    events: 20_000,
    answers: {
      integrity: async () =>
        ok({
          ...integrity,
          counts: {
            digests: { ...none, verified: 720 },
            logs: { ...noLogs, verified: 1210 },
            copies: noneTwice,
            otherFiles: noOthers,
          },
          chains: [{ ...chains[1]!, gaps: [], holes: [], verifiedSpans: [{ from: iso(0), to: iso(720) }] }],
          findings: [],
          results: [],
          commands: [],
        }),
    },
  },
  'integrity-no-digests': {
    events: 20_000,
    answers: {
      integrity: async () =>
        ok({
          counts: { digests: none, logs: { ...noLogs, uncovered: 2000 }, copies: noneTwice, otherFiles: noOthers },
          doubts: [],
          absences: countAbsences([]),
          outcome: 'unproven',
          chains: [],
          findings: [],
          results: [],
          keys: [],
          keyProblems: [],
          commands: [],
        }),
    },
  },
  'integrity-key-out-of-time': {
    events: 20_000,
    answers: {
      integrity: async () =>
        ok({
          ...integrity,
          counts: {
            digests: { ...none, verified: 334 },
            logs: { ...noLogs, verified: 2000 },
            copies: noneTwice,
            otherFiles: noOthers,
          },
          results: [],
          keys: integrity.keys.map((key) => ({
            ...key,
            outOfTime: {
              digests: Array.from(
                { length: 12 },
                (_, at) =>
                  `s3://example-trail-bucket/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/04/${10 + at}/111122223333_CloudTrail-Digest_us-east-1_organization-trail_us-east-1_202404${10 + at}T100000Z.json.gz`,
              ),
              total: 12,
              from: (first + 2400 * hour) as UtcMs,
              until: (first + 2664 * hour) as UtcMs,
            },
          })),
        }),
    },
  },
  'integrity-no-keys': {
    events: 20_000,
    answers: {
      integrity: async () =>
        ok({
          ...integrity,
          counts: {
            digests: { ...none, unverified: 334 },
            logs: { ...noLogs, unverified: 2000 },
            copies: noneTwice,
            otherFiles: noOthers,
          },
          chains: chains.slice(0, 2).map((chain) => ({ ...chain, verifiedSpans: [] })),
          keys: [],
          keyProblems: [],
        }),
    },
  },
  'findings-many': {
    events: 20_000,
    answers: {
      findings: async () =>
        ok(
          (['high', 'medium', 'low', 'info'] as const).flatMap((severity, at) =>
            [1, 2].map((number) => ({
              ...findings[0]!,
              id: `${severity}${number}`,
              severity,
              rule: `rule-${at}`,
              title: number === 1 ? 'A trail was changed or stopped' : 'A principal was seen for the first time',
            })),
          ),
        ),
      rules: async () =>
        ok(
          Array.from({ length: 15 }, (_, at) => ({
            ...findings[0]!,
            rule: `rule-${at}`,
            title: `Rule number ${at + 1} of the CIS benchmark`,
          })),
        ),
    },
  },
  'findings-none': {
    events: 20_000,
    answers: { findings: async () => ok([]) },
  },
  'sql-many': {
    events: 20_000,
    answers: {
      runSql: async () =>
        ok({
          columns: ['eventTime', 'eventName', 'errorCode', 'bytes', 'userIdentityArn', 'eventID'],
          rows: manyRows,
          engine: 'sqlite',
          notes: [],
          truncated: true,
          elapsedMs: 1834,
        }),
      schema: async () =>
        ok([
          ...schema,
          {
            name: 'files',
            doc: 'One row per file of the case.',
            columns: [{ name: 'path', type: 'TEXT', doc: 'Absolute path.' }],
          },
          {
            name: 'Functions',
            doc: 'Besides those of SQLite.',
            columns: [],
            functions: [{ signature: 'record(eventID)', doc: 'The original record, read from its file.' }],
          },
        ]),
    },
  },
  'sql-running': { events: 20_000, answers: { runSql: never } },
  'sql-error': {
    events: 20_000,
    answers: { runSql: async () => fail('sql-invalid', 'SQLite says: no such column: eventNane') },
  },
  'sql-empty': {
    events: 20_000,
    answers: {
      runSql: async () =>
        ok({ columns: ['eventName'], rows: [], engine: 'sqlite', notes: [], truncated: false, elapsedMs: 3 }),
    },
  },
  'sources-trouble': {
    events: 20_000,
    summary: { records: 30_000, filesWithProblems: 0, conflicting: 12, withoutEventId: 3, eventsWithoutTime: 1 },
  },
  'sources-several': {
    events: 20_000,
    summary: { title: 'case-7 and 1 more', paths: ['/evidence/case-7', '/evidence/case-7, march'] },
  },
  added: {
    events: 20_000,
    hello: {
      jobs: [
        {
          ...runningJob,
          kind: 'add',
          state: 'done',
          title: 'case-7, march',
          message:
            '1,204 files added: 8,811 more records, 8,800 more events, 11 more duplicates. 12 files are in the case already and count once.',
        },
      ],
    },
  },
  'welcome-recent': { events: null, hello: { recent } },
  'welcome-refused': {
    events: null,
    hello: { recent, host: 'browser' },
    answers: {
      openSample: async () =>
        fail('unreadable', 'The sample case is not where it was installed: /opt/trailproof/sample-case'),
      openCase: async ({ paths }) =>
        fail('unreadable', `${paths.join(', ')} cannot be read: reading it is not permitted.`),
      listDirectory: async ({ path }) =>
        path === '/secret'
          ? fail('unreadable', 'The folder /secret cannot be listed: reading it is not permitted')
          : ok({
              path: path ?? '/home/ana',
              parent: '/home',
              folders: many,
              files: ['notes.txt', 'public-keys.json'],
              fileCount: 412,
              roots: ['/home/ana', '/', '/mnt'],
            }),
    },
  },
  // Type record~AssumeRole into the filter.
  'record-search-running': { events: 20_000, answers: { recordSearches: searchOf({ state: 'running' }) } },
  'record-search-part': {
    events: 20_000,
    answers: {
      recordSearches: searchOf({
        filesNotSearched: 3,
        problems: ['/evidence/AWSLogs/111122223333/CloudTrail/us-east-1/a.json.gz has changed since it was opened.'],
      }),
    },
  },
  browser: { events: 20_000, hello: { host: 'browser' } },
  'export-done': {
    events: 20_000,
    answers: { exportEvents: async () => ok('job-2' as JobId) },
  },
  'export-refused': {
    events: 20_000,
    answers: {
      exportEvents: async () => fail('busy', 'Another export is running: cancel that first.'),
    },
  },
}
