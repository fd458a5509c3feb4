import { parquetWriteBuffer } from 'hyparquet-writer'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodings } from '../../../src-main/formats/encoding.ts'
import { BatchBuilder } from '../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../src-main/formats/log/extractor.ts'
import { mayHoldEvents } from '../../../src-main/formats/may-hold-events.ts'
import { parquetReading } from '../../../src-main/formats/parquet/on-demand.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'
import { linesOf } from '../../fixtures/batch-lines.ts'
import { ocsfOf, ocsfVersions } from '../../fixtures/ocsf.ts'
import { asLakeRow, parquetOf } from '../../fixtures/parquet.ts'
import { aRecord, identities, idOf } from '../../fixtures/records.ts'

beforeAll(() => parquetReading.load())

const name = 'region=us-east-1/accountId=111122223333/eventDay=20240305/x.gz.parquet'
const records = Array.from({ length: 20 }, (_, n) =>
  aRecord({
    eventID: idOf(`row ${n}`),
    eventName: `Get${n}`,
    userIdentity: identities.role('111122223333', 'Admin', `s${n}`),
  }),
)
const lakeFile = (version: (typeof ocsfVersions)[number]) =>
  parquetOf(records.map((record) => asLakeRow(ocsfOf(record, version))))
const flowLog = {
  class_uid: 4001,
  class_name: 'Network Activity',
  metadata: { product: { name: 'Amazon VPC' }, version: '1.1.0' },
}

function read(bytes: Buffer) {
  const format = formatOf(bytes, name)
  const batch = new BatchBuilder(256)
  const extractor = new Extractor(batch, () => {})
  const found = format.records!.extract(bytes, {
    json: (text, from) => extractor.extract(0, text, from),
    pieces: (file, find) => extractor.extractPieces(0, file, find),
    configItem: () => {},
  })
  return { format, found, lines: linesOf(batch.take(), new Map()) }
}

describe('CloudTrail in Security Lake', () => {
  test.each(ocsfVersions)('OCSF %s in Parquet is read as the records that it was made of', (version) => {
    const bytes = lakeFile(version)
    const { format, found, lines } = read(bytes)
    expect(format).toMatchObject({ kind: 'records', form: 'OCSF events of CloudTrail in Parquet' })
    expect(found).toMatchObject({ records: records.length, unparsed: [], fault: null })
    expect(
      lines.map(({ eventID, eventName, userIdentityArn, sourceIPAddress }) => [
        eventID,
        eventName,
        userIdentityArn,
        sourceIPAddress,
      ]),
    ).toEqual(
      records.map(({ eventID, eventName, userIdentity, sourceIPAddress }) => [
        eventID,
        eventName,
        (userIdentity as { arn: string }).arn,
        sourceIPAddress,
      ]),
    )
    expect(lines.map(({ offset, length }) => [offset, length])).toEqual(records.map((_, row) => [row, 0]))
  })

  test('a record is read again as it was extracted, and its original is the row', () => {
    const bytes = lakeFile('1.1.0')
    const { lines } = read(bytes)
    const { json, original } = encodings['parquet-row']
    for (const [row, { eventID }] of lines.entries()) {
      expect(JSON.parse(json(bytes, row, 0).toString())).toMatchObject({
        eventID,
        reconstructedFrom: expect.stringContaining('OCSF 1.1.0'),
      })
      expect(JSON.parse(original(bytes, row, 0).toString())).toMatchObject({
        metadata: { uid: eventID, version: '1.1.0' },
      })
    }
  })

  test('events of another product among them are counted by what they are', () => {
    const bytes = parquetOf([flowLog, asLakeRow(ocsfOf(records[0]!, '1.1.0')), flowLog])
    const { found, lines } = read(bytes)
    expect(found.beside).toEqual(new Map([['OCSF event of Amazon VPC, Network Activity (4001)', 2]]))
    expect(lines).toMatchObject([{ eventID: records[0]!.eventID, offset: 1 }])
  })

  test('rows that cannot be read are told with the first of them', () => {
    const rows = records.map((record) => asLakeRow(ocsfOf(record, '1.1.0')))
    const bytes = parquetOf(rows, { rowGroupSize: 10, codec: 'GZIP' })
    new Uint8Array(bytes.buffer, bytes.byteOffset + 4, 60).fill(0xff)
    const { found, lines } = read(bytes)
    expect(found).toMatchObject({
      records: 11,
      unparsed: [{ offset: 0, length: 0, reason: expect.stringContaining('10 rows from here on cannot be read: ') }],
    })
    expect(found.fault).not.toBeNull()
    expect(lines.map(({ offset }) => offset)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  })
})

describe('other Parquet files are named', () => {
  const product = (named: string) => parquetOf([{ class_uid: 2001, metadata: { product: { name: named } } }])
  test.each([
    ['OCSF events of VPC flow logs in Parquet', parquetOf([flowLog])],
    ['OCSF events of Route 53 in Parquet', product('Route 53')],
    ['OCSF events of Security Hub in Parquet', product('Security Hub')],
    ['OCSF events in Parquet, not CloudTrail', product('Inspector')],
    [
      'checkpoint of a Delta table',
      parquetOf([
        { add: { path: 'x' }, remove: { path: 'y' }, metaData: { id: 'z' }, protocol: { minReaderVersion: 1 } },
      ]),
    ],
    ['Parquet file, not CloudTrail', parquetOf([{ srcaddr: '192.0.2.1', dstaddr: '198.51.100.2' }])],
  ])('%s', (form, bytes) => {
    const format = formatOf(bytes, name)
    expect([format.form, format.records, mayHoldEvents(format, bytes)]).toEqual([form, null, false])
  })

  test.each([
    ['cut-off Parquet file', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['encrypted Parquet file', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -4), Buffer.from('PARE')])],
    ['broken Parquet file', (bytes: Buffer) => Buffer.from(bytes).fill(0x15, 4, bytes.length - 8)],
  ])('%s may hold events', (form, changed) => {
    const bytes = changed(lakeFile('1.1.0'))
    const format = formatOf(bytes, name)
    expect([format.form, format.records, mayHoldEvents(format, bytes)]).toEqual([form, null, true])
  })
})

test('a file without rows is none of another product', () => {
  const [type, repetition_type] = ['BYTE_ARRAY', 'OPTIONAL'] as const
  const schema = [
    { name: 'root', num_children: 1 },
    { name: 'class_uid', type, repetition_type },
  ]
  const bytes = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'class_uid', data: [] }], schema }))
  expect(formatOf(bytes, name)).toMatchObject({
    form: 'Parquet file without rows',
    records: null,
    mayHoldEvents: false,
  })
})

describe('tables of CloudTrail events', () => {
  const [record] = records
  /** As the table of the Athena user guide has its columns. */
  const athenaRow = {
    eventversion: record!.eventVersion,
    useridentity: {
      type: 'AssumedRole',
      principalid: 'AROAIDPPEZS35WEXAMPLE:s0',
      sessioncontext: { sessionissuer: { username: 'Admin' }, attributes: { mfaauthenticated: 'false' } },
    },
    eventtime: record!.eventTime,
    eventsource: record!.eventSource,
    eventname: record!.eventName,
    requestparameters: '{"bucketName":"amzn-s3-demo-bucket"}',
    resources: [{ arn: 'arn:aws:s3:::amzn-s3-demo-bucket', accountid: '111122223333', type: 'AWS::S3::Bucket' }],
    readonly: 'true',
    eventid: record!.eventID,
    partition_0: '2024',
  }

  test('columns with the names and structures of Athena are the fields of records', () => {
    const bytes = parquetOf([athenaRow, { ...athenaRow, eventid: idOf('other'), errorcode: 'AccessDenied' }])
    const { format, found, lines } = read(bytes)
    expect(format.form).toBe('Parquet table of CloudTrail events')
    expect(found).toMatchObject({ records: 2, unparsed: [], fault: null })
    expect(lines).toMatchObject([
      {
        eventID: record!.eventID,
        userIdentityType: 'AssumedRole',
        sessionIssuerUserName: 'Admin',
        bucketName: 'amzn-s3-demo-bucket',
        readOnly: true,
        errorCode: null,
      },
      { eventID: idOf('other'), errorCode: 'AccessDenied' },
    ])
    expect(JSON.parse(encodings['parquet-row'].json(bytes, 0, 0).toString())).toMatchObject({
      userIdentity: {
        principalId: 'AROAIDPPEZS35WEXAMPLE:s0',
        sessionContext: { attributes: { mfaAuthenticated: 'false' } },
      },
      resources: [{ accountId: '111122223333' }],
      partition_0: '2024',
    })
    expect(JSON.parse(encodings['parquet-row'].original(bytes, 0, 0).toString())).toEqual(athenaRow)
  })

  test('a column that holds whole records as text gives them', () => {
    const bytes = parquetOf([{ day: '2024-03-05', message: JSON.stringify(record) }])
    const { found, lines } = read(bytes)
    expect(found).toMatchObject({ records: 1, unparsed: [] })
    expect(lines).toMatchObject([{ eventID: record!.eventID, eventName: 'Get0' }])
  })

  test('a table about events is none of events, nor is one of messages of others', () => {
    for (const row of [
      { eventname: 'ConsoleLogin', n: 3 },
      { message: 'hello', level: 'info' },
    ])
      expect(formatOf(parquetOf([row]), name).form).toBe('Parquet file, not CloudTrail')
  })
})

test.each([
  ['log of a Delta table', '{"commitInfo":{"operation":"WRITE"}}\n{"add":{"path":"x.parquet"}}\n'],
  ['metadata of an Iceberg table', '{"format-version":2,"table-uuid":"00000000-0000-4000-8000-000000000000"}'],
  ['manifest of an Iceberg table', 'Obj\x01\x04\x16avro.schema\x02{"fields":[{"name":"manifest_path"}]}'],
])('%s beside Parquet files is named and holds no events', (form, text) => {
  const bytes = Buffer.from(text, 'latin1')
  const format = formatOf(bytes, name)
  expect([format.form, format.records, mayHoldEvents(format, bytes)]).toEqual([form, null, false])
})
