import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { runVerify } from '../../../../src-main/hosts/cli/verify.ts'
import { verifyHere } from '../../../fixtures/case-room.ts'
import { intruderKey, publicKeyList } from '../../../fixtures/keys.ts'
import { lakeResults } from '../../../fixtures/lake-results.ts'
import { aTrail, type Trail } from '../../../fixtures/trail.ts'
import type { DigestContent } from '../../../fixtures/trail-build.ts'
import { aTerminal } from './a-terminal.ts'

const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../resources/verify-report.schema.json'), 'utf8'),
)
const isReport = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)

async function run(...args: readonly string[]) {
  const { io, kept } = aTerminal()
  const code = await runVerify(args, io, verifyHere, async () => {})
  return { code, ...kept }
}

/** The keys that the trail's folder holds are taken for AWS's. */
const runTrusted = (...args: readonly string[]) => run(...args, '--trust-keys-in-evidence')

const folderOf = async (trail: Trail) => (await trail.write()).folder
const unlinked = (content: DigestContent): DigestContent => ({
  ...content,
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
})
const tampered = aTrail().hours(4).sidecars('all').deleteDigest(1).editRecord(2).deleteLogFile(3)

describe('query results of CloudTrail Lake', () => {
  const events = 'eventID,eventTime,eventName\n1f2e,2024-03-05T09:12:31Z,RunInstances\n'
  const folderWith = (change?: (results: Buffer[]) => void, tables = [events, '"_col0"\n"3"\n']) => {
    const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
    const files = lakeResults({ tables, ...(change && { change }) })
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    return folder
  }

  test('are told with what their signature shows, and in the JSON of the schema', async () => {
    const folder = folderWith()
    const { code, out } = await runTrusted(folder)
    expect(code).toBe(0)
    expect(out).toContain(
      '2 of 2 query results of CloudTrail Lake are proven by their sign files. A proven result file is as',
    )
    expect(out).toContain('proves 0 digests and 1 sign file of query results')
    const report = JSON.parse((await runTrusted(folder, '--json')).out)
    expect(isReport(report)).toBe(true)
    expect(report.results).toMatchObject([
      { signature: 'good', files: [{ name: 'result_1.csv.gz', status: 'verified' }, { status: 'verified' }] },
    ])
    // The one that holds events is counted, and not among the log files.
    expect(report.summary).toMatchObject({ logs: { total: 0 }, otherFiles: { signedResults: 1, otherForms: 0 } })
  })

  const ofResults =
    'Query results are then what CloudTrail Lake delivered; whether they hold all events, nobody signed.'

  test('are proven by keys that were given, copies of them too, and nothing is said of log files', async () => {
    const folder = folderWith()
    const given = await run(folder, '--keys', join(folder, 'keys.json'))
    expect(given.code).toBe(0)
    expect(given.out).toContain(
      `\nEvery query result that a sign file names is proven by the keys below. ${ofResults}\n`,
    )
    expect(given.out).not.toMatch(/log files? (that|valid|in no digest|is|are)/)
    cpSync(join(folder, 'result_1.csv.gz'), join(folder, 'copy.csv.gz'))
    expect((await run(folder, '--keys', join(folder, 'keys.json'))).code).toBe(0)
  })

  test('do not lower the outcome of a trail that is proven', async () => {
    const [results, trail] = [folderWith(), await folderOf(aTrail())]
    // It states another validity of the key than the list of the trail does.
    rmSync(join(results, 'keys.json'))
    const { code, out } = await runTrusted(results, trail)
    expect(code).toBe(0)
    expect(out).toContain('Every digest and log file that was read is proven by the keys below. Every query result')
  })

  test('are only consistent with keys that came with them', async () => {
    const { code, out } = await run(folderWith())
    expect(code).toBe(2)
    expect(out).toContain('is consistent with keys that came with the evidence: compare their fingerprints with AWS.')
    expect(out).not.toContain('proven by')
  })

  test('that have another hash make the outcome bad, whatever else is there', async () => {
    const { code, out } = await runTrusted(folderWith((results) => results.splice(0, 1, Buffer.from('eventName\n'))))
    expect(code).toBe(1)
    expect(out).toContain('result_1.csv.gz\tinvalid: it has another hash than the one that is signed')
    expect(out).not.toContain('missing or invalid, as far as')
  })
})

describe('files that hold events in another form', () => {
  const sentence = 'holds events in another form: no digest lists such files, so that no digest can prove them.'

  test('are counted apart from log files, and keep the outcome from being proven', async () => {
    const folder = await folderOf(aTrail())
    writeFileSync(join(folder, 'history.csv'), 'eventID,eventTime,eventName\n1f2e,2024-03-05T09:12:31Z,RunInstances\n')
    const { code, out } = await runTrusted(folder)
    expect(code).toBe(2)
    expect(out).toContain(`\n1 file ${sentence}\n`)
    expect(out).toContain('3/3 log files valid\n')
    expect(out).toContain('\nNot everything is proven')
    const report = JSON.parse((await runTrusted(folder, '--json')).out)
    expect(isReport(report)).toBe(true)
    expect(report.summary).toMatchObject({ logs: { total: 3, uncovered: 0 }, otherFiles: { otherForms: 1 } })
    expect((await runTrusted(folder, '--verbose')).out).toMatch(/\nFile\tfile:\S*history\.csv\tUNPROVEN: no digest/)
  })
})

describe('trailproof verify', () => {
  test.each([
    [0, 'all proven', aTrail()],
    [1, 'a log file altered', aTrail().editRecord(0)],
    [1, 'a log file missing', aTrail().deleteLogFile(0)],
    [1, 'a digest moved', aTrail().renameDigest(1)],
    [2, 'the newest digest unsigned', aTrail().sidecars('none')],
    [2, 'no keys', aTrail().withoutKeyList()],
    [2, 'a log file in no digest', aTrail().extraLog(0)],
    [2, 'a key that was not valid', aTrail().keysValid([-100, -50])],
    [1, 'that, and a log file altered', aTrail().keysValid([-100, -50]).editRecord(0)],
  ])('ends with %i: %s', async (code, _, trail) => {
    const folder = await folderOf(trail)
    const [text, json] = [await runTrusted(folder), await runTrusted(folder, '--json')]
    expect([text.code, json.code, text.err + json.err]).toEqual([code, code, ''])
    expect(JSON.parse(json.out).summary.outcome).toBe(['proven', 'bad', 'unproven'][code])
  })

  test('time that a moved digest proves is not told as time without proof', async () => {
    const { out } = await run(await folderOf(aTrail().hours(4).renameDigest(1)))
    expect(out).toMatch(
      /^Hole: digests are missing or unreadable between \S+ and \S+ at their place; one that lies elsewhere/m,
    )
    expect(out).toMatch(/^Proven without a break from/m)
    const gone = await run(await folderOf(aTrail().hours(4).deleteDigest(1)))
    expect(gone.out).toMatch(/^Hole: digests are missing or unreadable between \S+Z and \S+Z$/m)
  })

  test('writes JSON as its schema says', async () => {
    const trails = [
      tampered,
      aTrail().sidecars('none').backfill(1),
      aTrail().renameDigest(1),
      aTrail().resignToTheEnd(1),
      aTrail().keysValid([-100, -50]),
    ]
    for (const trail of trails) {
      const { out } = await run(await folderOf(trail), '--json', '--from', '2024-03-01', '--to', '2024-04-01')
      isReport(JSON.parse(out))
      expect(isReport.errors ?? []).toEqual([])
    }
  })

  test('tells what is known of every hour of delivery', async () => {
    const { out } = await run(await folderOf(tampered.hours(6)), '--json')
    const { coverage } = JSON.parse(out) as { coverage: { trail: string; from: string; to: string; state: string }[] }
    expect(coverage.map(({ from, to, state }) => [from.slice(11, 16), to.slice(11, 16), state])).toEqual([
      ['09:00', '10:00', 'no-evidence'],
      ['10:00', '11:00', 'digest-missing'],
      ['11:00', '12:00', 'log-invalid'],
      ['12:00', '13:00', 'log-missing'],
      ['13:00', '15:00', 'proven-complete'],
      ['15:00', '16:00', 'no-evidence'],
    ])
  })

  test('says what it finds in the words of the AWS CLI', async () => {
    const { out } = await run(await folderOf(tampered), '--verbose')
    expect(out).toContain('Validating log files for trail arn:aws:cloudtrail:us-east-1:')
    expect(out).toMatch(/^Digest file\ts3:\/\/\S+\tvalid$/m)
    expect(out).toMatch(/^Digest file\ts3:\/\/\S+\tINVALID: not found$/m)
    expect(out).toMatch(/^Log file\ts3:\/\/\S+\tvalid$/m)
    expect(out).toMatch(/^Log file\ts3:\/\/\S+\tINVALID: hash value doesn't match$/m)
    expect(out).toMatch(/^Log file\ts3:\/\/\S+\tINVALID: not found$/m)
    expect(out).toMatch(/^Results found for 2024-03-05T09:10:16Z to 2024-03-05T13:10:16Z:$/m)
    expect(out).toContain('3/4 digest files valid, 1/4 digest files INVALID')
  })

  test('says in sentences what else it noticed, of one file and of many', async () => {
    const { out } = await run(await folderOf(aTrail().sidecars('none').extraLog(0)))
    expect(out).toMatch(/^Note: The newest digest has no signature in the folder, .*\ts3:\/\/\S+\.json\.gz$/m)
    expect(out).toMatch(/^1 log file is in no digest: not listed by the digests of that time$/m)
    const cut = await run(await folderOf(aTrail().cutTrailer(0)))
    expect(cut.out).toMatch(/^Log file\ts3:\S+\tvalid\tWarning: The end of its gzip stream is damaged; the content is/m)
  })

  test('prints the commands that would fetch what is missing', async () => {
    const { out } = await run(await folderOf(aTrail().sidecars('none').withoutKeyList()))
    expect(out).toMatch(/aws s3api head-object --bucket \S+ --key \S+ --output json > \S+\.metadata\.json/)
    expect(out).toMatch(
      /aws cloudtrail list-public-keys --region us-east-1 --start-time \S+ --end-time \S+ --output json >/,
    )
  })

  test('takes keys from elsewhere and names the trust root', async () => {
    const keys = (await aTrail().write()).keyList as string
    const { code, out } = await run(await folderOf(aTrail().withoutKeyList()), '--keys', keys)
    expect(code).toBe(0)
    expect(out).toMatch(
      /This rests on these public keys:\n {2}[0-9a-f]{32}\tproves 3 digests\tfrom .*public-keys\.json/,
    )
  })

  test('with keys given, a list that lies in the evidence proves nothing and widens nothing', async () => {
    const genuine = (await aTrail().write()).keyList as string
    const forged = await aTrail()
      .withoutKeyList()
      .resignToTheEnd(0)
      .write(join(mkdtempSync(join(tmpdir(), 'trailproof-forged-')), 'trail'))
    const thief = { key: intruderKey, validFrom: new Date('2024-01-01'), validUntil: new Date('2025-01-01') }
    writeFileSync(join(forged.folder, 'keys.txt'), JSON.stringify(publicKeyList([thief])))
    const given = await run(forged.folder, '--keys', genuine)
    expect(given.code).toBe(2)
    expect(given.out).toMatch(
      new RegExp(`Not used, because other keys were given:\\n  ${intruderKey.fingerprint}\tfrom `),
    )
    const alone = await run(forged.folder)
    expect(alone.code).toBe(2)
    expect(alone.out).toContain('What is proven is only consistent with keys that came with the evidence')
    const plain = await run(await folderOf(aTrail()))
    expect(plain.code).toBe(2)
    expect(plain.out).toContain(
      'Every digest and log file that was read is consistent with keys that came with the evidence: compare their fingerprints with AWS.',
    )
    expect(alone.out + plain.out).not.toMatch(/is proven by|Nothing was found/)

    const narrow = (await aTrail().keysValid([-100, -50]).write()).keyList as string
    expect((await run(await folderOf(aTrail()), '--keys', narrow)).code).toBe(2)
    expect((await run(await folderOf(aTrail()), '--keys', narrow, '--keys', genuine)).out).toContain(
      'Key lists state different validities of one key',
    )
    // Below a folder of keys, evidence stays evidence.
    expect((await run(forged.folder, '--keys', join(forged.folder, '..'), '--keys', genuine)).code).toBe(2)
    expect(await run(forged.folder, '--keys', genuine, '--trust-keys-in-evidence')).toMatchObject({ code: 64 })
  })

  test.each([
    ['a word', { ValidityStartTime: 'yesterday' }, 'A key list states a validity of it that cannot be read as a time.'],
    ['nothing', { ValidityEndTime: undefined }, 'A key list does not state from when until when it is valid.'],
    ['an end before its begin', { ValidityEndTime: '2001-01-01T00:00:00Z' }, 'differs or contradicts itself'],
  ])('a key whose validity is %s is not taken for one that is always valid', async (_, change, sentence) => {
    const { folder, keyList } = await aTrail().write()
    const [key] = JSON.parse(readFileSync(keyList as string, 'utf8')).PublicKeyList
    const keys = join(mkdtempSync(join(tmpdir(), 'trailproof-keys-')), 'keys.json')
    writeFileSync(keys, JSON.stringify({ PublicKeyList: [{ ...key, ...change }] }))
    const { code, out } = await run(folder, '--keys', keys)
    expect([code, out]).toEqual([2, expect.stringContaining(sentence)])
  })

  test.each([
    [
      'two signed histories of one hour',
      async () => [await folderOf(aTrail()), await folderOf(aTrail().seed('another'))],
      'Digests of one place have different content',
    ],
    [
      'a log file unlike its unproven digest',
      async () => [await folderOf(aTrail().sidecars('none').editRecord(-1))],
      'A log file has another hash than a digest states',
    ],
    [
      'two log files of one name, listed by none',
      async () => [
        await folderOf(aTrail().dropTail(1, true)),
        await folderOf(aTrail().dropTail(1, true).editRecord(-1)),
      ],
      'Log files of one name have different content',
    ],
    [
      'a null previous that nobody signed',
      async () => [
        await folderOf(
          aTrail()
            .hours(4)
            .sidecars('none')
            .deleteDigest(1)
            .deleteDigest(2)
            .deleteLogFile(1)
            .deleteLogFile(2)
            .editDigest(3, unlinked),
        ),
      ],
      'whether digests were deleted is not known',
    ],
  ])('ends with 2 and says so: %s', async (_, folders, sentence) => {
    const { code, out } = await runTrusted(...(await folders()))
    expect([code, out]).toEqual([2, expect.stringContaining(sentence)])
    expect(out).not.toMatch(/Nothing was found|is proven by the keys/)
  })

  test('a gap is told as what cannot be told', async () => {
    const { code, out } = await runTrusted(await folderOf(aTrail().hours(4).gap(1, 2)))
    expect(code).toBe(0)
    expect(out).toContain('either nothing was delivered (logging or validation was off), or it was deleted')
  })

  test('what was not read keeps the outcome from being proven', async () => {
    const { folder } = await aTrail().write()
    symlinkSync('/nowhere', join(folder, 'more-logs'))
    const { code, out } = await runTrusted(folder)
    expect([code, out]).toEqual([2, expect.stringMatching(/^Warning: Files or folders could not be read.*more-logs$/m)])
  })

  test('an altered file outside of the range is told, and nothing else of it', async () => {
    const folder = await folderOf(aTrail().hours(6).editRecord(0))
    const { code, out } = await runTrusted(folder, '--from', '2024-03-05T13:00:00Z')
    expect([code, out]).toEqual([
      2,
      expect.stringContaining('Outside of the range that was asked for, files are invalid'),
    ])
    expect(out).toMatch(/^Outside of the range, 1 of \d+ files|Outside of the range, 1 of \d+ files/m)
    expect(out).not.toMatch(/that was read is proven|275760/)
    expect((await runTrusted(folder, '--to', '2024-03-05T10:00:00Z')).code).toBe(1)
  })

  test('time is not told as proven without a break over a log file that is altered', async () => {
    const { out } = await runTrusted(await folderOf(aTrail().editRecord(1)))
    expect(out).not.toContain('Proven without a break')
    expect(out).toMatch(/^Digests are proven from \S+ to \S+\nOf 3 log files that its digests list, 1 is not proven$/m)
  })

  test('an organization’s trail is not told as a member’s', async () => {
    const { out } = await runTrusted(await folderOf(aTrail().organization('o-exampleorgid')))
    expect(out).toContain('for trail management-events of organization o-exampleorgid, home Region us-east-1')
    expect(out).not.toContain('arn:aws:cloudtrail')
  })

  test('says under the trust root which digests were signed when their key was not valid', async () => {
    const { out } = await runTrusted(await folderOf(aTrail().hours(7).keysValid([-100, -50])))
    const said = out.slice(out.indexOf('Warning: A key signed when it is not listed as valid.'))
    expect(said).toContain(
      '    Warning: It is listed as valid from 2024-03-01T05:10:16Z to 2024-03-03T07:10:16Z, but signed 7 digests of 2024-03-05T10:10:16Z to 2024-03-05T16:10:16Z.\n      s3://',
    )
    expect(said).toContain('\n      and 2 more: see --json\n')
  })

  test('reports a range and proves it with what lies outside', async () => {
    const folder = await folderOf(aTrail().hours(6))
    const { code, out } = await runTrusted(
      folder,
      '--json',
      '--from',
      '2024-03-05T11:15:00Z',
      '--to',
      '2024-03-05T11:20:00Z',
    )
    expect(code).toBe(0)
    const { digests, logs, range } = JSON.parse(out)
    expect(Object.values(digests)).toEqual([{ status: 'verified', proof: ['next-digest-signature', 'hash-link'] }])
    expect(Object.keys(logs)).toHaveLength(1)
    expect(range).toEqual({ from: '2024-03-05T11:15:00Z', to: '2024-03-05T11:20:00Z' })
  })

  test.each([
    [[], 'A folder or a file is needed'],
    [['x', '--from', 'yesterday'], '--from takes a time such as 2024-03-05T10:00:00Z, not “yesterday”'],
    [['x', '--from', '2024-03-06', '--to', '2024-03-05'], '--from must not be later than --to'],
    [['x', '--nonsense'], "Unknown option '--nonsense'"],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run(...args)
    expect([code, err.split('\n')[0]]).toEqual([64, `trailproof verify: ${message}`])
  })

  test('a path or a key list that is not there, or a file that is no key list, is not passed over', async () => {
    const { folder, keyList } = await aTrail().write()
    const gone = join(folder, 'gone.json')
    const notes = join(folder, 'notes.txt')
    writeFileSync(notes, 'Call the owner of the account.\n')
    expect(await run(folder, gone)).toMatchObject({ code: 66, err: `trailproof verify: ${gone} does not exist.\n` })
    for (const [keys, problem] of [
      [gone, 'does not exist.'],
      [notes, 'holds no public key list.'],
    ] as const) {
      const said = { code: 66, out: '', err: `trailproof verify: ${keys} ${problem}\n` }
      expect(await run(folder, '--keys', keyList as string, '--keys', keys)).toEqual(said)
    }
    expect(await run(folder, '--keys', join(keyList as string, '..'))).toMatchObject({ code: 0, err: '' })
  })

  test('says when there is nothing to verify', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'trailproof-empty-'))
    expect(await run(empty)).toMatchObject({
      code: 66,
      err: `trailproof verify: There are no files under ${empty}. Choose the folder that the logs were downloaded to.\n`,
    })
  })
})
