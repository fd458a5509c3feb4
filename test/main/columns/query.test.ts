import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markTest } from '../../../src-main/columns/next-event.ts'
import { profileOf } from '../../../src-main/columns/profile.ts'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { GroupsQuery, Sort } from '../../../src-shared/contract/index.ts'
import { everything, type Filter } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { aRecord } from '../../fixtures/records.ts'
import { snapshotOf } from '../../fixtures/snapshot.ts'

/** A slow and obvious reading of the same events, to judge the fast one by. */
interface Plain {
  eventTime: string | null
  eventName: string
  errorCode: string | null
  readOnly: boolean | null
  sourceIPAddress: string
  userAgent: string | null
  eventID: string
}

const names = ['GetObject', 'PutObject', 'ListBuckets', 'AssumeRole', 'ConsoleLogin']
const plain: Plain[] = []
let query: ColumnQuery
let folder: string

beforeAll(async () => {
  const random = randomFrom('query')
  const { pick, int } = random
  for (let i = 0; i < 3000; i++)
    plain.push({
      eventTime:
        i % 101 === 0
          ? null
          : new Date(Date.UTC(2024, 2, 5) + int(3 * 86_400) * 1000).toISOString().replace('.000', ''),
      eventName: pick(names),
      errorCode: pick([null, null, null, 'AccessDenied', 'ThrottlingException', '']),
      readOnly: pick([true, false, null]),
      sourceIPAddress: `198.51.100.${int(250)}`,
      userAgent: pick(['aws-cli/2.15', 'Boto3/1.34', 'console.amazonaws.com', null]),
      eventID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    })
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  for (let part = 0; part < 3; part++) {
    const records = plain
      .slice(part * 1000, part * 1000 + 1000)
      .map(({ eventTime, ...rest }) => ({ ...aRecord(rest), eventTime }))
    writeFileSync(join(folder, `${part}.json`), JSON.stringify({ Records: records }))
  }
  query = new ColumnQuery((await ingestFolder(folder)).snapshot)
  // An empty errorCode is no error.
  for (const event of plain) if (event.errorCode === '') event.errorCode = null
  // In order of time, those without one last, ties as read.
  plain.sort((a, b) =>
    (a.eventTime ?? '9') < (b.eventTime ?? '9') ? -1 : (a.eventTime ?? '9') > (b.eventTime ?? '9') ? 1 : 0,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const filterOf = (text: string): Filter => {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}
type Text = string | null
/** Addresses of IPv4 in the order of their numbers. */
const padded = (column: string, value: string) =>
  column === 'sourceIPAddress' ? value.replace(/\d+/g, (part) => part.padStart(3, '0')) : value
const byTime: Sort = { column: 'eventTime', descending: false }
const page = (filter: Filter, sort = byTime) =>
  query.page({ filter, sort, columns: ['eventID', 'eventTime', 'eventName'], offset: 0, limit: 5000 })
const idsOf = (filter: Filter, sort = byTime) => page(filter, sort).lines.map(({ values }) => values.eventID)
const has = (text: string | null, part: string) => text?.toLowerCase().includes(part) ?? false

const cases: readonly [string, (event: Plain) => boolean][] = [
  ['', () => true],
  ['eventName=GetObject', (e) => e.eventName === 'GetObject'],
  ['eventName=GetObject,PutObject', (e) => ['GetObject', 'PutObject'].includes(e.eventName)],
  ['eventName!=GetObject', (e) => e.eventName !== 'GetObject'],
  ['eventName~object', (e) => has(e.eventName, 'object')],
  ['eventName!~OBJECT', (e) => !has(e.eventName, 'object')],
  ['userAgent^=aws', (e) => e.userAgent?.startsWith('aws') ?? false],
  ['userAgent=*', (e) => e.userAgent !== null],
  ['userAgent!=*', (e) => e.userAgent === null],
  ['userAgent!=Boto3/1.34', (e) => e.userAgent !== 'Boto3/1.34'],
  ['errorCode=*', (e) => e.errorCode !== null],
  ['errorCode!=*', (e) => e.errorCode === null],
  ['readOnly=false', (e) => e.readOnly === false],
  ['readOnly!=*', (e) => e.readOnly === null],
  ['eventName=AssumeRole errorCode=AccessDenied', (e) => e.eventName === 'AssumeRole' && e.errorCode === 'AccessDenied'],
  ['time=2024-03-06T00:00:00Z..2024-03-07T00:00:00Z', (e) => e.eventTime !== null && e.eventTime >= '2024-03-06' && e.eventTime < '2024-03-07'],
  ['eventTime>=2024-03-07T12:00:00Z', (e) => e.eventTime !== null && e.eventTime >= '2024-03-07T12:00:00Z'],
  ['eventTime!=*', (e) => e.eventTime === null],
  ['198.51.100.7', (e) => has(e.sourceIPAddress, '198.51.100.7')],
  ['"boto3"', (e) => has(e.userAgent, 'boto3')],
  ['00000000-0000-4000-8000-000000000042', (e) => e.eventID.endsWith('000042')],
  ['eventID=00000000-0000-4000-8000-000000000007', (e) => e.eventID.endsWith('000007')],
  ['eventID~000000001', (e) => e.eventID.includes('000000001')],
  ['sourceFile=1.json', (e) => { const i = Number(e.eventID.slice(-12)); return i >= 1000 && i < 2000 }],
  ['logVerdict=uncovered', () => true],
  ['logVerdict=verified', () => false],
  ['conflicting=true', () => false],
  ['conflicting=false', () => true],
  ['logVerdict!=*', () => false],
  ['eventName=GetObject OR readOnly=false', (e) => e.eventName === 'GetObject' || e.readOnly === false],
  ['NOT (eventName=GetObject errorCode=*) userAgent~aws', (e) => !(e.eventName === 'GetObject' && e.errorCode !== null) && has(e.userAgent, 'aws')],
  ['time=2024-03-07T00:00:00Z..', (e) => e.eventTime !== null && e.eventTime >= '2024-03-07'],
  ['time=..2024-03-07T00:00:00Z NOT eventName~object', (e) => e.eventTime !== null && e.eventTime < '2024-03-07' && !has(e.eventName, 'object')],
  ['time=..', (e) => e.eventTime !== null],
] // biome-ignore format: a table

const withoutTime = new Map<string, (event: Plain) => boolean>([
  ['time=2024-03-06T00:00:00Z..2024-03-07T00:00:00Z', () => true],
  ['time=2024-03-07T00:00:00Z..', () => true],
  ['time=..2024-03-07T00:00:00Z NOT eventName~object', (e) => !has(e.eventName, 'object')],
  ['time=..', () => true],
])

describe('the columns answer as a slow and obvious reading does', () => {
  test.each(cases)('events of «%s»', (text, test) => {
    const filter = filterOf(text)
    const expected = plain.filter(test)
    expect(idsOf(filter)).toEqual(expected.map(({ eventID }) => eventID))
    expect(query.count(filter)).toBe(expected.length)
  })

  test.each(cases)('histogram of «%s»', (text, test) => {
    const filter = filterOf(text)
    const { from, width, total, errors, writes } = query.histogram({ filter, range: null, maxBuckets: 80 })
    expect(total.length).toBeLessThanOrEqual(80)
    const expected = total.map(() => ({ total: 0, errors: 0, writes: 0 }))
    // The filter's own time does not narrow what the timeline counts.
    for (const event of plain.filter(withoutTime.get(text) ?? test)) {
      if (event.eventTime === null) continue
      const bucket = expected[Math.floor((Date.parse(event.eventTime) - from) / width)]!
      bucket.total++
      if (event.errorCode) bucket.errors++
      if (event.readOnly === false) bucket.writes++
    }
    expect(total.map((t, i) => ({ total: t, errors: errors[i], writes: writes[i] }))).toEqual(expected)
  })

  test.each(['eventName', 'errorCode', 'readOnly', 'sourceIPAddress', 'isError'] as const)('stack by %s', (column) => {
    const filter = filterOf('sourceIPAddress~.1')
    const range = {
      from: Date.parse('2024-03-06T01:00:00Z') as UtcMs,
      until: Date.parse('2024-03-07T07:30:00Z') as UtcMs,
    }
    const { from, width, total, stack } = query.histogram({ filter, range, maxBuckets: 50, column })
    const { parts, others, absent, distinct } = stack!
    const textOf = (event: Plain) => {
      const value = column === 'isError' ? event.errorCode !== null : event[column]
      return value === null ? null : String(value)
    }
    const shown = plain.flatMap((event) => {
      const time = Date.parse(event.eventTime ?? '')
      const isShown = event.sourceIPAddress.includes('.1') && time >= range.from && time < range.until
      return isShown ? [{ bucket: Math.floor((time - from) / width), value: textOf(event) }] : []
    })
    const countOf = (value: string | null) => shown.filter((event) => event.value === value).length
    const values = [...new Set(shown.map(({ value }) => value))].filter((value) => value !== null)
    const ranked = values.sort((a, b) => countOf(b) - countOf(a) || (a < b ? -1 : 1))
    expect(distinct).toBe(values.length)
    expect(parts.map(({ value }) => value)).toEqual(ranked.slice(0, 8))
    const inBuckets = (holds: (value: string | null) => boolean) =>
      total.map((_, at) => shown.filter(({ bucket, value }) => bucket === at && holds(value)).length)
    for (const { value, counts } of parts) expect(counts).toEqual(inBuckets((each) => each === value))
    expect(absent).toEqual(inBuckets((each) => each === null))
    expect(others).toEqual(inBuckets((each) => each !== null && !ranked.slice(0, 8).includes(each)))
    expect(total).toEqual(inBuckets(() => true))
  })

  test('bars are no shorter than the times of the events are exact', () => {
    const range = {
      from: Date.parse('2024-03-06T01:00:00Z') as UtcMs,
      until: Date.parse('2024-03-06T01:00:01Z') as UtcMs,
    }
    expect(query.histogram({ filter: everything, range, maxBuckets: 300 }).width).toBe(1000)
    const [first, second] = [1, 43].map((ms) => Date.parse('2024-03-06T01:00:00Z') + ms)
    const exact = new ColumnQuery(snapshotOf([{ eventTime: first! }, { eventTime: second! }]))
    const { width, total } = exact.histogram({ filter: everything, range: null, maxBuckets: 50 })
    expect([width, total.filter((count) => count > 0)]).toEqual([1, [1, 1]])
  })

  test.each(['eventName', 'errorCode', 'readOnly', 'userAgent'] as const)('facet of %s', (column) => {
    const filter = filterOf('sourceIPAddress~.1')
    const events = plain.filter(({ sourceIPAddress }) => sourceIPAddress.includes('.1'))
    const counts = new Map<string, number>()
    for (const event of events)
      if (event[column] !== null) counts.set(String(event[column]), (counts.get(String(event[column])) ?? 0) + 1)
    const facet = query.facet({ filter, column, search: '', limit: 100 })
    expect(Object.fromEntries(facet.values.map(({ value, events }) => [value, events]))).toEqual(
      Object.fromEntries(counts),
    )
    expect(facet.absent).toBe(events.filter((event) => event[column] === null).length)
    expect(facet.distinct).toBe(counts.size)
  })

  test.each(cases)('profile of «%s»', (text, test) => {
    const events = plain.filter(test)
    const times = events.flatMap(({ eventTime }) => (eventTime === null ? [] : [Date.parse(eventTime)]))
    const { values, ...counts } = profileOf(query, filterOf(text), ['userAgent'], 2)
    expect(counts).toEqual({
      events: events.length,
      firstSeen: times[0] ?? null,
      lastSeen: times.at(-1) ?? null,
      errors: events.filter(({ errorCode }) => errorCode !== null).length,
      writes: events.filter(({ readOnly }) => readOnly === false).length,
    })
    const agents = new Set(events.flatMap(({ userAgent }) => userAgent ?? []))
    expect(values).toMatchObject([{ column: 'userAgent', distinct: agents.size }])
    expect(values[0]!.values).toHaveLength(Math.min(2, agents.size))
  })

  test.each(['eventName', 'sourceIPAddress', 'errorCode', 'eventID'] as const)(
    'sorted by %s, absent values last, either way',
    (column) => {
      const filter = filterOf('readOnly=true')
      const events = plain.filter(({ readOnly }) => readOnly === true)
      for (const descending of [false, true]) {
        const sign = descending ? -1 : 1
        const expected = [...events].sort((a, b) => {
          const [x, y] = [a, b].map(({ [column]: value }) => value && padded(column, value)) as [Text, Text]
          if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
          return x < y ? -sign : x > y ? sign : 0
        })
        expect(idsOf(filter, { column, descending })).toEqual(expected.map(({ eventID }) => eventID))
      }
    },
  )

  test.each<[GroupsQuery['column'], GroupsQuery['order'], boolean]>([
    ['eventName', 'events', true],
    ['userAgent', 'value', false],
    ['userAgent', 'firstSeen', true],
    ['sourceIPAddress', 'lastSeen', false],
    ['errorCode', 'errors', true],
  ])('grouped by %s in the order of %s, descending %s', (column, order, descending) => {
    const filter = filterOf('readOnly=true')
    const byValue = new Map<string | null, Plain[]>()
    for (const event of plain) {
      if (event.readOnly !== true) continue
      const value = event[column as keyof Plain] as string | null
      byValue.set(value, [...(byValue.get(value) ?? []), event])
    }
    const expected = [...byValue].map(([value, events]) => {
      const times = events.flatMap(({ eventTime }) => (eventTime === null ? [] : [Date.parse(eventTime)]))
      return {
        value,
        events: events.length,
        errors: events.filter(({ errorCode }) => errorCode !== null).length,
        firstSeen: times[0] ?? null,
        lastSeen: times.at(-1) ?? null,
      }
    })
    const sign = descending ? -1 : 1
    const compare = <T extends number | string>(x: T | null, y: T | null, by: number) =>
      x === y ? 0 : x === null ? 1 : y === null ? -1 : x < y ? -by : by
    const keyOf = ({ value }: (typeof expected)[number]) => (value === null ? null : padded(column, value))
    expected.sort((a, b) => {
      const first = order === 'value' ? compare(keyOf(a), keyOf(b), sign) : compare(a[order], b[order], sign)
      return first === 0 ? compare(keyOf(a), keyOf(b), 1) : first
    })
    const asked = { filter, column, search: '', order, descending } as const
    const whole = query.groups({ ...asked, offset: 0, limit: 1000 })
    expect(whole.total).toBe(expected.length)
    expect(whole.groups).toEqual(expected.slice(0, 1000))
    expect(query.groups({ ...asked, offset: 2, limit: 2 }).groups).toEqual(expected.slice(2, 4))
  })

  test('groups are searched by their values; the absent one is then left out', () => {
    const asked = { filter: everything, column: 'errorCode', order: 'value', descending: false } as const
    const { total, groups } = query.groups({ ...asked, search: 'DENIED', offset: 0, limit: 10 })
    expect(total).toBe(1)
    expect(groups[0]!.value).toBe('AccessDenied')
  })

  test.each<[string, Sort]>([
    ['readOnly=true', byTime],
    ['', { column: 'eventName', descending: true }],
  ])('the next failed call and the one before, among %s', (text, sort) => {
    const filter = text === '' ? everything : filterOf(text)
    const isError = markTest(query.snapshot, 'error', null)
    const { lines } = query.page({ filter, sort, columns: ['errorCode'], offset: 0, limit: 5000 })
    const failed = lines.filter(({ values }) => values.errorCode !== null).map(({ row }) => row)
    const walk = (isBack: boolean) => {
      const met: Row[] = []
      for (let row = query.next(filter, sort, null, isBack, isError); row !== null && met.length <= failed.length; ) {
        met.push(row)
        row = query.next(filter, sort, row, isBack, isError)
      }
      return met
    }
    expect(walk(false)).toEqual(failed)
    expect(walk(true)).toEqual(failed.toReversed())
  })

  test('the first event at a time or later; the last one where all are earlier', () => {
    const filter = filterOf('eventName!=Decrypt')
    const { lines } = query.page({ filter, sort: byTime, columns: ['eventTime'], offset: 0, limit: 5000 })
    const timed = lines.flatMap(({ row, values }) =>
      values.eventTime === null ? [] : [{ row, time: Number(values.eventTime) }],
    )
    for (const at of [0, 1, 700, timed.length - 1]) {
      const { time } = timed[at]!
      expect(query.atTime(filter, time as UtcMs)).toBe(timed.find((each) => each.time >= time)!.row)
      expect(query.atTime(filter, (time + 1) as UtcMs)).toBe(
        (timed.find((each) => each.time > time) ?? timed.at(-1)!).row,
      )
    }
    expect(query.atTime(filter, 0 as UtcMs)).toBe(timed[0]!.row)
    expect(query.atTime(filterOf('eventTime!=*'), 0 as UtcMs)).toBe(null)
  })

  test('newest first, pages and places of rows', () => {
    const newestFirst: Sort = { column: 'eventTime', descending: true }
    const all = page(everything, newestFirst).lines
    const times = all.map(({ values }) => values.eventTime as number | null)
    const known = times.filter((time) => time !== null)
    expect(known).toEqual([...known].sort((a, b) => b - a))
    expect(times.slice(known.length).every((time) => time === null)).toBe(true)
    const part = query.page({ filter: everything, sort: newestFirst, columns: [], offset: 1000, limit: 10 })
    expect(part.lines.map(({ row }) => row)).toEqual(all.slice(1000, 1010).map(({ row }) => row))
    expect(query.find(everything, newestFirst, all[1234]!.row)).toBe(1234)
    expect(query.find(filterOf('logVerdict=verified'), byTime, 5)).toBeNull()
    const rows = [1234, 7, 500].map((line) => all[line]!.row)
    expect(query.findAll(everything, newestFirst, rows)).toEqual([1234, 7, 500])
    expect(query.findAll(filterOf('logVerdict=verified'), byTime, [5, 6])).toEqual([null, null])
  })

  test('an event stands between those before and after it, in any order', () => {
    const filter = filterOf('eventName=GetObject')
    for (const sort of [byTime, { column: 'sourceIPAddress', descending: true } as const]) {
      const rows = page(filter, sort).lines.map(({ row }) => row)
      const total = rows.length
      for (const line of [0, 1, 77, total - 1])
        expect(query.neighbours(filter, sort, rows[line]!)).toEqual({
          line,
          total,
          before: rows[line - 1] ?? null,
          after: rows[line + 1] ?? null,
        })
    }
    const hidden = plain.findIndex(({ eventName }) => eventName !== 'GetObject')
    expect(query.neighbours(filter, byTime, hidden)).toBeNull()
    expect(query.neighbours(everything, byTime, 0)).toMatchObject({ total: plain.length, before: null, after: 1 })
  })

  test('the time around an event reaches as many events of a filter back and on', () => {
    for (const text of ['', 'eventName=GetObject', 'errorCode=AccessDenied', 'eventName=NoSuchName']) {
      const shown = page(filterOf(text)).lines.filter(({ values }) => values.eventTime !== null)
      for (const row of [0, 1, 500, 1234, 2900])
        for (const most of [1, 10, 5000]) {
          const own = Date.parse(plain[row]!.eventTime!)
          const before = shown.filter((line) => line.row < row).slice(-most)
          const after = shown.filter((line) => line.row > row).slice(0, most)
          const timeOf = (line: (typeof shown)[number] | undefined) => Number(line?.values.eventTime ?? own)
          expect(query.spanAround(filterOf(text), row, most), `${text} ${row} ±${most}`).toEqual({
            from: timeOf(before[0]),
            until: timeOf(after.at(-1)) + 1,
          })
        }
    }
    const without = plain.findIndex(({ eventTime }) => eventTime === null)
    expect(query.spanAround(everything, without, 10)).toBeNull()
  })
})
