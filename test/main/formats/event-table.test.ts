import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodings } from '../../../src-main/formats/encoding.ts'
import { eventTable } from '../../../src-main/formats/event-table.ts'
import { BatchBuilder } from '../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../src-main/formats/log/extractor.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'
import { linesOf } from '../../fixtures/batch-lines.ts'

const batch = new BatchBuilder(64)
const extractor = new Extractor(batch, () => {
  throw new Error('a test with more than 64 rows')
})
const strings = new Map<string, string[]>()

/** The lines of columns that a table gives, and what was found. */
function read(text: string) {
  const bytes = Buffer.from(text)
  expect(formatOf(bytes, 'any.name')).toBe(eventTable)
  const found = eventTable.records!.extract(bytes, {
    json: () => expect.fail(),
    configItem: () => expect.fail(),
    pieces: (whole, find) => extractor.extractPieces(0, whole, find),
  })
  const lines: Record<string, unknown>[] = [...linesOf(batch.take(), strings)]
  return { bytes, found, lines }
}

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

describe('a table of events', () => {
  test('of Athena fills the columns of its fields', () => {
    const { lines, found } = read(
      [
        '"eventversion","useridentity","eventtime","eventsource","eventname","eventid"',
        `"1.08","{type=IAMUser, arn=arn:aws:iam::111122223333:user/anna}","2024-03-05T09:12:30Z","ec2.amazonaws.com","DescribeInstances","${id(1)}"`,
        '',
      ].join('\n'),
    )
    expect(found).toMatchObject({ records: 1, unparsed: [], fault: null })
    expect(lines).toMatchObject([
      {
        userIdentityType: 'IAMUser',
        userIdentityArn: 'arn:aws:iam::111122223333:user/anna',
        eventName: 'DescribeInstances',
      },
    ])
  })

  test('of the console has its times read, and says how much of a record it tells', () => {
    const { bytes, lines } = read(
      `Event name,Event time,User name,Event source,AWS access key,Error code,Read-only,Event ID,mine\nDescribeInstances,"March 05, 2024, 09:12:30 (UTC+00:00)",anna,ec2.amazonaws.com,AKIAIOSFODNN7EXAMPLE,,true,${id(2)},\n`,
    )
    expect(lines).toMatchObject([
      { eventTime: Date.parse('2024-03-05T09:12:30Z'), userName: 'anna', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    ])
    const { note } = eventTable.records!
    expect(typeof note === 'function' && note(bytes)).toMatch(
      /tell 7 of the \d+ fields .*, and 1 column of other names\.$/,
    )
  })

  test('that holds records as text says so', () => {
    const text = JSON.stringify({ eventVersion: '1.08', eventID: id(1), eventTime: '2024-03-05T09:12:30Z' })
    const { bytes, lines } = read(`@timestamp,@message\n2024-03-05 09:12:31.000,"${text.replaceAll('"', '""')}"\n`)
    expect(lines).toMatchObject([{ eventVersion: '1.08' }])
    const { note } = eventTable.records!
    expect(typeof note === 'function' && note(bytes)).toMatch(/^Its records lie as text in the column @message\./)
  })

  test('of CloudTrail Lake may tell activity outside of AWS, and items of AWS Config, which are no events', () => {
    const { lines, found } = read(
      [
        'eventVersion,eventCategory,eventID,eventTime,eventData',
        `1.0,ActivityAuditLog,${id(1)},2024-03-05 09:12:30.000,"{useridentity={type=User, principalid=anna, details={username=x}}, eventsource=app.example.com, eventname=SignIn, requestparameters={username=b}, sourceipaddress=192.0.2.10}"`,
        `1.0,ConfigurationItem,${id(2)},2024-03-05 09:12:30.000,{resourceid=sg-0a}`,
      ].join('\n'),
    )
    expect(lines).toMatchObject([
      { eventSource: 'app.example.com', eventName: 'SignIn', principalId: 'anna', sourceIPAddress: '192.0.2.10' },
    ])
    expect(found).toMatchObject({
      records: 1,
      unparsed: [],
      beside: new Map([['AWS Config item in CloudTrail Lake', 1]]),
    })
  })

  test('of a few selected fields is read where they name an action and its time', () => {
    const arn = 'arn:aws:iam::111122223333:user/anna'
    const { lines, found } = read(
      `"arn","eventname","sourceipaddress","eventtime"\n"${arn}","GetUser","192.0.2.10","2024-03-05T09:12:30Z"\n"${arn}","GetUser","192.0.2.10",""\n`,
    )
    expect(lines).toMatchObject([{ userIdentityArn: arn, eventName: 'GetUser', sourceIPAddress: '192.0.2.10' }])
    expect(found.unparsed).toMatchObject([{ index: 1 }])
  })

  test('goes on behind rows that cannot be read, each named with its place', () => {
    const { bytes, found, lines } = read(
      `eventID,eventTime,eventName\n${id(1)},2024-03-05T09:12:30Z,One\n"${id(2)}"x,2024-03-05T09:12:30Z,Two\n${id(3)},2024-03-05T09:12:30Z\n,,\n${id(4)},2024-03-05T09:12:30Z,Four\n`,
    )
    expect(lines).toMatchObject([{ eventName: 'One' }, { eventName: 'Four' }])
    expect(found.records).toBe(5)
    expect(found.unparsed.map(({ index, offset, length, reason }) => [index, bytes.toString('utf8', offset, offset + length), reason])).toEqual([
      [1, `"${id(2)}"x,2024-03-05T09:12:30Z,Two`, 'a row whose quotes are broken: text stands behind the closing quote of cell 1'],
      [2, `${id(3)},2024-03-05T09:12:30Z`, 'a row of 2 cells in a table of 3 columns'],
      [3, ',,', 'a row of empty cells'],
    ]) // biome-ignore format: a table
  })

  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.json(),
    fc.constantFrom(
      '{type=IAMUser, arn=null}',
      '[{a=b}]',
      '{a',
      'null',
      'true',
      '2024-03-05 09:12:30.000',
      '"',
      '\r\n',
      '=',
    ),
  )
  const headers = ['useridentity', 'requestParameters.x', 'readOnly', 'resources', 'mine', 'useridentity.arn']

  test('a record that is read again from its row is the record that was extracted, whatever its cells hold', () => {
    const rows = fc.array(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(rows, (cells) => {
        const quoted = cells.map((row, n) =>
          [id(n % 10), '2024-03-05T09:12:30Z', ...row].map((text) => `"${text.replaceAll('"', '""')}"`),
        )
        const text = ['eventID', 'eventTime', ...headers].join(',') + quoted.map((row) => `\n${row.join(',')}`).join('')
        const bytes = Buffer.from(text)
        const given: { offset: number; length: number; text?: string }[] = []
        eventTable.records!.extract(bytes, {
          json: () => expect.fail(),
          configItem: () => expect.fail(),
          pieces: (whole, find) => {
            find({
              piece: (piece) => 'offset' in piece && !('reason' in piece) && given.push(piece),
              record: () => -1,
              stringEnd: () => -1,
            })
            return extractor.extractPieces(0, whole, () => {})
          },
        })
        expect(given).toHaveLength(cells.length)
        given.forEach(({ offset, length, text }, n) => {
          expect(encodings['csv-row'].json(bytes, offset, length).toString()).toBe(Buffer.from(text!).toString())
          expect(encodings['csv-row'].original(bytes, offset, length).toString()).toBe(
            Buffer.from(quoted[n]!.join(',')).toString(),
          )
          expect(JSON.parse(text!)).toMatchObject({ eventID: id(n % 10), eventTime: '2024-03-05T09:12:30Z' })
        })
      }),
    )
  })
})
