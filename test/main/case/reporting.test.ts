import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fail, ok } from '../../../src-shared/base/result.ts'
import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { Bookmark } from '../../../src-shared/model/bookmark.ts'
import { emptyForm, type ReportForm, type ReportFormat } from '../../../src-shared/model/report.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { expectGolden } from '../../golden/golden.ts'

const sampleCase = join(import.meta.dirname, '../../../resources/sample-case')
let page = ''
/** One for all tests: each opens its own case. */
const engine = startEngine(async (html) => {
  page = html
  return html.includes('No paper') ? fail('not-printed', 'there is no paper.') : ok(Buffer.from('%PDF-1.7 printed'))
})
afterAll(() => engine.dispose())

const certificate = emptyForm('integrity')
const incident = emptyForm('incident')

async function written(form: ReportForm, format: ReportFormat = 'markdown', name = `report.${format}`) {
  const file = join(temporaryFolder(), name)
  const begin = () => engine.writeReport({ form, format, file }) as ReturnType<Engine['openCase']>
  const { job } = await finished(engine, begin)
  return { job, file, text: existsSync(file) ? readFileSync(file, 'utf8') : '' }
}

/** The bookmarks of the events that the filter shows. */
async function keptOf(name: string, value: string, note: string): Promise<readonly Bookmark[]> {
  const page = valueIn(
    await engine.events({
      filter: filterOf([{ column: name as 'eventName', operator: 'is', values: [value] }]),
      sort: { column: 'eventTime', descending: false },
      columns: [],
      offset: 0,
      limit: 200,
    }),
  )
  const refs = valueIn(await engine.eventRefs({ rows: page.lines.map(({ row }) => row) }))
  return refs.map((ref) => ({ of: { kind: 'event', ref: ref! }, note, keptAt: 0 as UtcMs }))
}

describe('of the sample case', () => {
  /** Without what differs from machine to machine and from day to day. */
  const steady = (text: string) =>
    text
      .replaceAll(sampleCase, '/evidence')
      .replaceAll(/(Made at \\?\(UTC\\?\)|Read at): \S+/g, '$1: 2026-01-01T00:00:00Z')

  test('the certificate says what Integrity says, and claims nothing for what is missing, altered or not covered', async () => {
    const keys = join(sampleCase, 'public-keys.json')
    const trust = { keyPaths: [keys], acceptsEvidence: false }
    await finished(engine, () => engine.openCase({ paths: [sampleCase, keys], trust }))
    const said = {
      title: 'Trail of March',
      examiner: 'E. Example',
      organization: 'Example Corp',
      caseNumber: '2025-017',
    }
    const { job, file, text } = await written({ ...certificate, ...said, leftOut: ['sources'] })
    expect(job).toMatchObject({ state: 'done', message: `The report is in ${file} (manifest: ${file}.manifest.json).` })
    expectGolden('reports/certificate.md', steady(text))

    const manifest = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
    const bytes = readFileSync(file)
    expect(manifest).toMatchObject({
      export: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
      report: { kind: 'integrity', title: 'Trail of March', refused: [] },
    })
    expect(manifest.sources).toHaveLength(592)
    expect(manifest.report.sections).not.toContain('sources')
  })

  test('the certificate of a day tells the hours of that day alone, and by keys of the evidence nothing is proven', async () => {
    await open(engine, sampleCase)
    const [from, until] = [parseIsoTime('2025-03-11T02:00:00Z'), parseIsoTime('2025-03-12T00:00:00Z')]
    const { text } = await written({ ...certificate, range: { from, until }, leftOut: ['sources', 'method', 'limits'] })
    // Keys that came with the evidence, and nobody compared: nothing is called proven.
    expect(text).toContain('198 of 198 hours of delivery in the time told are consistent with keys that came with')
    expect(text).toContain('Every hour told is consistent with keys that came with the evidence')
    expect(text).not.toMatch(/(hours|digests|log files)\b.* (is|are) proven\b/)
    expectGolden('reports/certificate-of-a-day.md', steady(text))
  })

  test('the incident report tells incidents, sessions, findings as decided, and kept events with their proofs', async () => {
    // The case that the test before has opened.
    const findings = valueIn(await engine.findings())
    const idOf = (rule: string) => findings.find((finding) => finding.rule === rule)!.id
    const decided = (rule: string, decision: Bookmark['decision'], note: string): Bookmark => ({
      of: { kind: 'finding', id: idOf(rule) }, note, decision, keptAt: 0 as UtcMs,
    }) // biome-ignore format: a bookmark
    const kept = [
      ...(await keptOf('eventName', 'StopLogging', 'Logging ends here.\n\nStarted again an hour later.')),
      ...(await keptOf('eventName', 'CreateLoginProfile', '')),
      decided('trail-logging-reduced', 'confirmed', 'Seen in the ticket.'),
      decided('key-pair-added', 'dismissed', 'A planned change.'),
    ]
    const [first] = valueIn(await engine.incidents())
    const said = { introduction: 'Asked by the board.\n\nWritten by the response team.', incidents: [first!.id] }
    const { text } = await written({ ...incident, ...said, kept })
    for (const told of [
      first!.paragraph.slice(0, 40),
      '1 of 2 incidents of the case are told, as the user chose.',
      '| high | confirmed: Seen in the ticket. | Logging stopped or narrowed. ',
      'issued by AKIAQ3CIDEPLOEXAMPLE, as the access key tells |',
      '| Logging stopped or narrowed | trail-logging-reduced | high | 1 |',
    ])
      expect(text).toContain(told.replaceAll('_', '\\_'))
    // What rests on the rules changes with them.
    const leftOut = ['summary', 'timeline', 'sessions', 'findings', 'resources', 'sources', 'rules', 'limits'] as const
    expectGolden('reports/incident.md', steady((await written({ ...incident, ...said, kept, leftOut })).text))
  })
})

test('of a trail without digests nothing is claimed, and the certificate says what to fetch', async () => {
  const { folder } = await aTrail().hours(3).write()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('CloudTrail-Digest')) rmSync(join(folder, path), { recursive: true })
  await open(engine, folder)
  const { text } = await written(certificate)
  expect(text).toContain('This folder holds no digest files: no log file can be proven.')
  expect(text).toContain('No digest is here that could tell what is missing.')
  expect(text).toMatch(/> 0 of \d+ hours? of delivery/)
})

test('an altered log file is named, with the hash that it has', async () => {
  const { folder, logs } = await aTrail().hours(3).editRecord(1).write()
  await open(engine, folder)
  const { text } = await written(certificate)
  const altered = createHash('sha256')
    .update(gunzipSync(readFileSync(logs[1]!.path!)))
    .digest('hex')
  const [line] = text.split('\n').filter((each) => each.startsWith('| invalid |'))
  expect(line).toContain('Its content has another hash than the digest states.')
  expect(line).toContain(altered)
})

test('a case without events and without incidents is told as such', async () => {
  const { folder } = await aTrail().hours(2).logsPerHour(0).write()
  await open(engine, folder)
  expect((await written(certificate)).text).toContain('0 records = 0 events + 0 duplicates + 0 unparsed')
  const { text } = await written(incident)
  expect(text).toContain('No findings of this case belong together')
  expect(text).toContain('No event is bookmarked')
})

test('hostile text of records is escaped, bounded and told, in every form', async () => {
  const folder = temporaryFolder()
  const attack =
    '"><script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) \u202egnp.exe\u0007 `'
  const record = aRecord({
    eventName: 'DeleteTrail',
    eventSource: 'cloudtrail.amazonaws.com',
    userAgent: attack,
    requestParameters: { name: attack, long: 'A'.repeat(1 << 20), number: 12345678901234567890n.toString() },
  })
  writeFileSync(join(folder, '<b>&log.json'), JSON.stringify({ Records: [record] }))
  await open(engine, folder)
  const form = { ...incident, title: `</style>${attack}`, kept: await keptOf('eventName', 'DeleteTrail', attack) }
  const { text: html } = await written(form, 'html')
  expect(html).not.toMatch(/<script|<img|<b>|javascript:alert\(1\)"/)
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(html).not.toMatch(/[\u202e\u0007]/)
  expect(html).toContain('\\u202egnp.exe\\u0007')
  expect(html.length).toBeLessThan(200_000)
  expect(html).toMatch(/… \(the first 8,000 of 1,0\d\d,\d\d\d characters\)/)
  const { text: markdown } = await written(form, 'markdown')
  // What stands in a block of code is no HTML.
  const outside = markdown.replaceAll(/^(`{3,})\n[\s\S]*?\n\1$/gm, '')
  expect(outside).not.toMatch(/(?<!\\)<script|(?<!\\)\[a\]\(|\u202e/)
  expect(markdown.length).toBeLessThan(200_000)
})

test('a record whose file has changed since it was opened is refused and named, and the rest is written', async () => {
  const { folder, logs } = await aTrail().hours(2).recordsPerLog(2).write()
  await open(engine, folder)
  const refs = valueIn(await engine.eventRefs({ rows: [0, 1, 2, 3] }))
  const tags = ['stolen key', 'c2']
  const kept = refs.map((ref): Bookmark => ({ of: { kind: 'event', ref: ref! }, note: '', tags, keptAt: 0 as UtcMs }))
  const path = logs[0]!.path!
  writeFileSync(path, gzipSync(gunzipSync(readFileSync(path)).toString().replace('eventName', 'eventname')))
  const { job, file, text } = await written({ ...incident, kept })
  const refused = `${path} has changed since it was opened.`
  expect(job).toMatchObject({ state: 'done', message: expect.stringContaining(refused) })
  expect(text).toContain('Records of 1 file are not told, because it is not as it was when the case was opened:')
  expect(text.match(/Tags: stolen key, c2/g)).toHaveLength(4)
  expect(JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')).report.refused).toContain(refused)
})

describe('of an hour of a trail', () => {
  let folder = ''
  beforeAll(async () => {
    folder = (await aTrail().hours(1).write()).folder
    await open(engine, folder)
  })

  test('a report is never written into the evidence nor over a file, and nothing is left of one that fails', async () => {
    const inside = join(folder, 'report.html')
    expect(await engine.writeReport({ form: certificate, format: 'html', file: inside })).toMatchObject({
      ok: false, code: 'evidence', message: expect.stringContaining(folder),
    }) // biome-ignore format: an answer
    const place = temporaryFolder()
    const [taken, absent] = [join(place, 'taken.html'), join(place, 'absent', 'report.html')]
    writeFileSync(taken, 'mine')
    mkdirSync(join(place, 'folder'))
    const ask = (file: string) => () => engine.writeReport({ form: certificate, format: 'html', file }) as never
    expect(await ask(taken)()).toMatchObject({ code: 'exists', message: `${taken} exists already.` })
    expect((await finished(engine, ask(absent))).job).toMatchObject({
      state: 'failed', message: `Nothing was written: the folder of ${absent} does not exist.`,
    }) // biome-ignore format: a job
    expect(readdirSync(place).sort()).toEqual(['folder', 'taken.html'])
    expect(readFileSync(taken, 'utf8')).toBe('mine')
    const replace = () =>
      engine.writeReport({ form: certificate, format: 'html', file: taken, replaces: true }) as never
    expect((await finished(engine, replace)).job.state).toBe('done')
    expect(readFileSync(taken, 'utf8')).toContain('<!doctype html>')
  })

  test('a PDF is what the host prints of the page; where it cannot, the job says so and nothing is written', async () => {
    const { text, job } = await written(certificate, 'pdf')
    expect(job.state).toBe('done')
    expect(text).toBe('%PDF-1.7 printed')
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
    expect(page).toContain('counter(page)')
    const failed = await written({ ...certificate, title: 'No paper' }, 'pdf')
    expect(failed.job).toMatchObject({ state: 'failed', message: 'Nothing was written: there is no paper.' })
    expect(existsSync(failed.file) || existsSync(`${failed.file}.manifest.json`)).toBe(false)
  })

  test('a preview is the page that would be written', async () => {
    const { html, refused } = valueIn(await engine.report({ form: certificate }))
    const { text } = await written(certificate, 'html')
    const steady = (of: string) => of.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
    expect(steady(html)).toBe(steady(text))
    expect(refused).toEqual([])
  })
})
