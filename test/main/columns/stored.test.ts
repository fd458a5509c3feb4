import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cells } from '../../../src-main/columns/gather.ts'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import type { Events, Snapshot } from '../../../src-main/columns/snapshot.ts'
import { BadArrays, eventsFromStored } from '../../../src-main/columns/stored/events-from-stored.ts'
import { cellTypes, expectedArrays, storedEvents } from '../../../src-main/columns/stored/stored-events.ts'
import type { Sort } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { columnNames } from '../../../src-shared/model/columns.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { snapshotOf, type Values } from '../../fixtures/snapshot.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

/** What a file would hold: the bytes of each array, and the form as JSON. */
function written(events: Events) {
  const { form, arrays } = storedEvents(events)
  const bytes = arrays.map(({ name, type, pieces }) => {
    const buffers = pieces.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
    return { name, type, bytes: Buffer.concat(buffers) }
  })
  return { form: JSON.parse(JSON.stringify(form)) as typeof form, bytes }
}

function read(
  { form, bytes }: ReturnType<typeof written>,
  isRecordFile: (file: number) => boolean = () => true,
): Events {
  const arrays = new Map(
    bytes.map(({ name, type, bytes }): [string, Cells] => [name, new cellTypes[type](new Uint8Array(bytes).buffer)]),
  )
  const steps = eventsFromStored(form, arrays, isRecordFile)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

const sorts: Sort[] = [
  { column: 'eventTime', descending: false },
  { column: 'eventName', descending: true },
]

/** Everything that is asked of columns. */
function answers(snapshot: Snapshot) {
  const query = new ColumnQuery(snapshot)
  const filters = ['eventName=b', 'isError=true', 'eventID^=0', 'userAgent=*', 'eventName~a OR readOnly=true'].map(
    (text) => {
      const filter = parseFilter(text)
      if (!filter.ok) throw new Error(filter.message)
      return filter.value
    },
  )
  return [everything, ...filters].map((filter) => ({
    count: query.count(filter),
    histogram: query.histogram({ filter, range: null, maxBuckets: 20, column: 'eventName' }),
    facets: columnNames.map((column) => query.facet({ filter, column, limit: 20, search: '' })),
    pages: sorts.map((sort) => query.page({ filter, sort, columns: columnNames, offset: 0, limit: 100 })),
  }))
}

const text = fc.option(fc.oneof(fc.constantFrom('a', 'b', '', 'ünicode', 'a\ud800b'), fc.string({ maxLength: 5 })), {
  nil: null,
})
const anEvent: fc.Arbitrary<Values> = fc.record({
  eventTime: fc.option(fc.integer({ min: 0, max: 2_000_000_000_000 }), { nil: null }),
  eventID: fc.option(fc.uuid(), { nil: null }),
  eventName: text,
  userAgent: text,
  errorCode: text,
  readOnly: fc.option(fc.boolean(), { nil: null }),
  sourceFile: fc.constantFrom('x.json', 'y.json'),
})

test('whatever events there are, every answer is the same when their arrays were written and read again', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 30 }), (values) => {
      const before = snapshotOf(
        values.toSorted((a, b) => Number(a.eventTime ?? Infinity) - Number(b.eventTime ?? Infinity)),
      )
      const after = { ...read(written(before)), files: before.files }
      expect(answers(after)).toEqual(answers(before))
    }),
    { numRuns: 60 },
  )
})

/** Copies, conflicting contents and resources. */
async function aCase(): Promise<Snapshot> {
  const folder = temporaryFolder()
  const write = (name: string, ...records: object[]) =>
    writeFileSync(join(folder, name), JSON.stringify({ Records: records }))
  const resources = [{ ARN: 'arn:aws:s3:::bucket', accountId: '111122223333', type: 'AWS::S3::Bucket' }]
  write(
    'a.json',
    aRecord({ eventID: idOf('same'), resources }),
    aRecord({ eventID: idOf('edited') }),
    aRecord({ eventID: 'no uuid, longer than 16' }),
  )
  write(
    'b.json',
    aRecord({ eventID: idOf('same'), resources }),
    aRecord({ eventID: idOf('edited'), eventName: 'Edited', resources }),
  )
  return (await ingestFolder(folder)).snapshot
}

const plain = ({
  events,
  columns,
  locator,
  resources,
}: Pick<Events, 'events' | 'columns' | 'locator' | 'resources'>) => ({
  events,
  columns: columnNames.map((name) => {
    const data = columns[name]
    if (data.type === 'text') return Array.from(data.codes, (code) => (code === 0 ? null : data.textOf(code)))
    return data.type === 'id' ? { ...data, others: [...data.others] } : [...data.values]
  }),
  locator,
  resources: [resources.row, resources.arn.dictionary, [...resources.arn.codes], [...resources.type.codes]],
})

test('copies, contents that are not shown and resources come back', async () => {
  const before = await aCase()
  const after = read(written(before))
  expect(before.alternates?.events).toBe(1)
  expect(plain(after)).toEqual(plain(before))
  expect(plain(after.alternates!)).toEqual(plain(before.alternates!))
  expect([after.copies, after.conflicting, after.alternates!.of]).toEqual([
    before.copies,
    before.conflicting,
    before.alternates!.of,
  ])
})

test('an array with a number that points nowhere is refused, and none makes a question read beyond an array', async () => {
  const snapshot = await aCase()
  const whole = written(snapshot)
  const refused: string[] = []
  for (const [at, { name, type, bytes }] of whole.bytes.entries()) {
    if (bytes.length === 0) continue
    const altered = Buffer.from(bytes)
    altered.fill(0xfe, altered.length - cellTypes[type].BYTES_PER_ELEMENT)
    const file = { ...whole, bytes: whole.bytes.with(at, { name, type, bytes: altered }) }
    try {
      const events = read(file, (number) => number < 2)
      answers({ ...events, files: snapshot.files })
    } catch (error) {
      expect(error, name).toBeInstanceOf(BadArrays)
      refused.push(name)
    }
  }
  expect(refused).toEqual(expect.arrayContaining(['columns/eventName/codes', 'columns/eventName/starts', 'columns/readOnly/values', 'columns/eventID/kinds', 'locator/file', 'copies/row', 'copies/alternate', 'resources/row', 'alternates/of', 'conflicting'])) // biome-ignore format: a list
})

test('every array that is written is one that is expected', async () => {
  const { form, arrays } = storedEvents(await aCase())
  expect(expectedArrays(form).map(({ name }) => name)).toEqual(arrays.map(({ name }) => name))
})
