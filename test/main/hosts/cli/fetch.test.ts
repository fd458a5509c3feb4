import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type FetchParts, runFetch } from '../../../../src-main/hosts/cli/fetch.ts'
import type { Verdicts } from '../../../../src-main/hosts/cli/fetch-files.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { FetchReport, FetchRequest } from '../../../../src-shared/model/acquisition.ts'
import type { LogVerdict, ObjectUri } from '../../../../src-shared/model/integrity.ts'
import { fetchReport } from '../../../fixtures/fetch-report.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'
import { aTerminal } from './a-terminal.ts'

/** Runs the command; what AWS would answer is given. */
async function run(
  args: readonly string[],
  answer: Partial<FetchReport> | ReturnType<typeof fail> = {},
  verified = 0,
  verdicts: Verdicts = new Map(),
) {
  const { io, kept } = aTerminal()
  const asked: { plan: FetchRequest[]; fetch: FetchRequest[]; verify: (readonly string[])[] } = {
    plan: [],
    fetch: [],
    verify: [],
  }
  const given = 'ok' in answer ? answer : ok({ ...fetchReport, ...answer })
  const parts: FetchParts = {
    plan: async (request) => {
      asked.plan.push(request)
      return given
    },
    fetchTrail: async (request) => {
      asked.fetch.push(request)
      return given
    },
    follow: async (request, _signal, _onProgress, onRound) => {
      asked.fetch.push(request)
      await onRound(fail('unreachable', 'The network is gone.'))
      await onRound(given)
    },
    policyOf: () => ({ Version: '2012-10-17' }),
    verify: async (more) => {
      asked.verify.push(more)
      return verified
    },
    verdictsOf: async () => verdicts,
  }
  return { code: await runFetch(args, io, parts), ...kept, asked }
}

const trouble = { code: 'access-denied', subject: 's3://logs/x', sentence: 's3://logs/x was not fetched.' } as const
const toEvidence = ['s3://logs/prefix', '--to', '/evidence'] as const

describe('trailproof fetch', () => {
  test('asks for what the options say', async () => {
    const { asked, code } = await run([
      ...toEvidence,
      ...['--from', '2024-03-05T10:00:00Z', '--to-time', '2024-03-06T10:00:00Z', '--account', '111122223333'],
      ...['--region', 'us-east-1', '--region', 'eu-west-1', '--org', 'o-exampleorgid', '--versions', '--no-keys'],
      ...[
        '--profile',
        'responder',
        '--bucket-region',
        'us-east-1',
        '--endpoint-url',
        'http://127.0.0.1:9',
        '--request-payer',
      ],
    ])
    expect(code).toBe(0)
    expect(asked.fetch).toMatchObject([
      {
        source: { bucket: 'logs', prefix: 'prefix/' },
        folder: join('/', 'evidence'),
        range: { from: Date.parse('2024-03-05T10:00:00Z'), until: Date.parse('2024-03-06T10:00:00Z') },
        accounts: ['111122223333'],
        regions: ['us-east-1', 'eu-west-1'],
        organizations: ['o-exampleorgid'],
        versions: true,
        publicKeys: false,
        connection: { profile: 'responder', region: 'us-east-1', endpoint: 'http://127.0.0.1:9', requesterPays: true },
      },
    ])
  })

  test('says what was fetched, by whom, and how to verify it', async () => {
    const { out } = await run([...toEvidence, '--from', '2024-03-05T10:00:00Z'])
    expect(out).toContain('2,000 objects, 3.1 MB fetched into /evidence by arn:aws:iam::111122223333:user/anna')
    expect(out).toContain('Verify with: trailproof verify /evidence --keys /evidence/keys --from 2024-03-05T10:00:00Z')
  })

  test('tells the price of the requests, with its assumption', async () => {
    const { out, asked } = await run(['s3://logs', '--dry-run'])
    expect(out).toContain('2,000 GET and 12 LIST')
    expect(out).toContain('less than $0.01 at the prices of S3 Standard in us-east-1')
    expect(asked.fetch).toEqual([])
  })

  test('prints the least policy and asks nobody', async () => {
    expect(await run(['s3://logs', '--print-policy'])).toMatchObject({
      code: 0,
      out: '{\n  "Version": "2012-10-17"\n}\n',
      asked: { plan: [], fetch: [] },
    })
  })

  test.each([
    ['everything', {}, 0],
    ['a part', { ending: 'partial', troubles: [trouble], troublesTotal: 1 }, 2],
    ['a part, and then nothing more', { ending: 'stopped', troubles: [trouble], troublesTotal: 1 }, 2],
    ['what came before Ctrl-C', { ending: 'interrupted' }, 130],
    ['nothing, as there is nothing', { plan: { ...fetchReport.plan, all: { objects: 0, bytes: 0 } } }, 66],
    ['nothing, as there is no bucket', fail('unreachable', 'There is no such bucket.'), 66],
    ['nothing, as the folder cannot be used', fail('folder', '/evidence holds other files.'), 1],
  ] as const)('fetches %s', async (_, answer, code) => {
    const ended = await run(toEvidence, answer)
    expect(ended.code).toBe(code)
    if ('troubles' in answer) expect(ended.err).toContain(trouble.sentence)
  })

  test.each([
    [0, 'whole', 0],
    [1, 'whole', 1],
    [1, 'partial', 1],
    [0, 'partial', 2],
    [2, 'whole', 2],
    [70, 'partial', 70],
  ] as const)('--verify that ends with %i, of a fetch that is %s, ends with %i', async (verified, ending, code) => {
    const ended = await run([...toEvidence, '--verify'], { ending }, verified)
    expect(ended.code).toBe(code)
    expect(ended.asked.verify).toEqual([['/evidence', '--keys', '/evidence/keys']])
  })

  test('--follow tells every round; the last decides, as it fetches what others could not', async () => {
    const { code, out, err, asked } = await run([...toEvidence, '--follow', '--interval', '60'])
    expect([code, asked.fetch[0]!.followMs]).toEqual([0, 60_000])
    expect(err).toContain('The network is gone.')
    expect(out).toContain('2,000 objects')
  })

  test('--queue takes what is announced; with --follow, Ctrl-C is its end', async () => {
    const queue = 'https://sqs.us-east-1.amazonaws.com/111122223333/deliveries'
    expect((await run([...toEvidence, '--queue', queue])).asked.fetch).toMatchObject([{ queue, followMs: null }])
    expect((await run([...toEvidence, '--queue', queue], { ending: 'interrupted' })).code).toBe(130)
    expect((await run([...toEvidence, '--queue', queue, '--follow'], { ending: 'interrupted' })).code).toBe(0)
  })

  test.each([
    [[], 'One address is needed'],
    [['logs', '--to', 'x'], '“logs” is no address such as s3://bucket/prefix'],
    [['s3://logs'], '--to FOLDER is needed'],
    [[...toEvidence, '--account', '1234'], '--account takes the 12 digits of an account, not “1234”'],
    [[...toEvidence, '--region', 'US East'], '--region takes a Region such as us-east-1, not “US East”'],
    [[...toEvidence, '--interval', '5'], '--interval needs --follow'],
    [[...toEvidence, '--follow', '--interval', 'soon'], '--interval takes a whole number from 1 to 86400'],
    [[...toEvidence, '--queue', 'deliveries'], '--queue takes the URL of a queue, not “deliveries”'],
    [[...toEvidence, '--from', 'yesterday'], '--from takes a time such as 2024-03-05T10:00:00Z, not “yesterday”'],
    [[...toEvidence, '--from', '2024-03-06', '--to-time', '2024-03-05'], '--from must not be later than --to-time'],
  ])('%j is a usage error', async (args, sentence) => {
    const { code, err, asked } = await run(args)
    expect([code, asked.fetch]).toEqual([64, []])
    expect(err).toContain(sentence)
  })
})

test('--files asks for what a list names, and --verify tells of that', async () => {
  const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/a.json.gz'
  const list = join(temporaryFolder(), 'rows.txt')
  writeFileSync(list, `s3://logs/${key}\n`)
  const verdicts = new Map([[`s3://logs/${key}` as ObjectUri, { status: 'verified' } as LogVerdict]])
  const { asked, code, out } = await run(
    ['s3://logs', '--to', '/evidence', '--files', list, '--verify'],
    {},
    0,
    verdicts,
  )
  expect(code).toBe(0)
  expect(asked.fetch).toMatchObject([{ logFiles: [key] }])
  expect(asked.verify).toEqual([])
  expect(out).toContain('Of 1 log file that the list names, 1 is verified')
  const both = await run([...toEvidence, '--files', list, '--account', '111122223333'])
  expect(both).toMatchObject({ code: 64, err: expect.stringContaining('--account would choose otherwise') })
})
