import { expect, test } from 'vitest'
import { encodings } from '../../../src-main/formats/encoding.ts'
import { BatchBuilder } from '../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../src-main/formats/log/extractor.ts'
import { mayHoldEvents } from '../../../src-main/formats/may-hold-events.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'
import { linesOf } from '../../fixtures/batch-lines.ts'
import { ocsfOf } from '../../fixtures/ocsf.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'

const records = Array.from({ length: 5 }, (_, n) => aRecord({ eventID: idOf(`ocsf ${n}`), eventName: `Get${n}` }))
const events = records.map((record) => ocsfOf(record, '1.1.0'))
const flowLog = { class_uid: 4001, class_name: 'Network Activity', metadata: { product: { name: 'Amazon VPC' } } }
const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

function read(text: string) {
  const bytes = Buffer.from(text)
  const format = formatOf(bytes, 'events.json')
  const batch = new BatchBuilder(64)
  const extractor = new Extractor(batch, () => {})
  const found = format.records!.extract(bytes, {
    json: (whole, from) => extractor.extract(0, whole, from),
    pieces: (file, find) => extractor.extractPieces(0, file, find),
    configItem: () => {},
  })
  return { bytes, format, found, lines: linesOf(batch.take(), new Map()) }
}

test.each([
  ['lines', lines(events)],
  ['a list', JSON.stringify(events)],
  ['a list, indented', JSON.stringify(events, null, 2)],
  ['a list within an object', JSON.stringify({ query: 'cloudtrail', events })],
  ['lists on lines', lines([events.slice(0, 2), events.slice(2)])],
  ['a list in Records', JSON.stringify({ Records: events })],
])('OCSF events as %s are read, and read again', (_, text) => {
  const { bytes, format, found, lines } = read(text)
  expect(format).toMatchObject({ kind: 'records', form: 'OCSF events of CloudTrail' })
  expect(found).toMatchObject({ records: 5, unparsed: [], fault: null, beside: null })
  expect(lines.map(({ eventID, eventName }) => [eventID, eventName])).toEqual(
    records.map(({ eventID, eventName }) => [eventID, eventName]),
  )
  for (const [n, { offset, length }] of lines.entries()) {
    const place = [bytes, offset as number, length as number] as const
    expect(JSON.parse(encodings.ocsf.json(...place).toString())).toMatchObject({
      eventID: records[n]!.eventID,
      reconstructedFrom: 'OCSF 1.1.0, API Activity (6003)',
    })
    expect(JSON.parse(encodings.ocsf.original(...place).toString())).toEqual(events[n])
  }
})

test('what is no event of CloudTrail is counted by what it is', () => {
  const { found, lines: read_ } = read(lines([flowLog, events[0], { note: 'x' }, 7, events[1]]))
  expect(read_.map(({ eventName }) => eventName)).toEqual(['Get0', 'Get1'])
  expect(found.beside).toEqual(
    new Map([
      ['OCSF event of Amazon VPC, Network Activity (4001)', 1],
      ['object without an event', 1],
      ['value without an event', 1],
    ]),
  )
})

test('a broken line is lost alone; a cut list keeps what precedes the cut', () => {
  const [first, second, third] = events.map((event) => JSON.stringify(event))
  const broken = read(`${first}\n${second!.slice(0, 200)}\n${third}\n`)
  expect(broken.lines.map(({ eventName }) => eventName)).toEqual(['Get0', 'Get2'])
  expect(broken.found.unparsed).toMatchObject([
    { index: 1, offset: first!.length + 1, reason: 'text that is not JSON' },
  ])
  const cut = read(JSON.stringify(events).slice(0, -300))
  expect(cut.lines.map(({ eventName }) => eventName)).toEqual(['Get0', 'Get1', 'Get2', 'Get3'])
  expect(cut.found).toMatchObject({ records: 5, unparsed: [{ reason: 'text that is not JSON' }] })
})

test('events of other products are named and hold none', () => {
  const bytes = Buffer.from(lines([flowLog, flowLog]))
  const format = formatOf(bytes, 'events.json')
  expect([format.form, format.records, mayHoldEvents(format, bytes)]).toEqual([
    'OCSF events of VPC flow logs',
    null,
    false,
  ])
  expect(formatOf(Buffer.from('{"class_uid":1}\n{"a":2}'), 'x.json').form).toBe('JSON lines, not CloudTrail')
})
