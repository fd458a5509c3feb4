import { expect, test } from 'vitest'
import { BatchBuilder } from '../../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../../src-main/formats/log/extractor.ts'
import { linesOf } from '../../../fixtures/batch-lines.ts'

const written = (values: readonly unknown[]) => {
  const batch = new BatchBuilder(64)
  new Extractor(batch, () => {}).extract(
    0,
    Buffer.from(JSON.stringify({ Records: values.map((eventTime) => ({ eventVersion: '1.11', eventTime })) })),
  )
  return linesOf(batch.take(), new Map()).map(({ eventTime, eventTimeWritten }) => [
    Number.isNaN(eventTime) || eventTime === null ? null : new Date(Number(eventTime)).toISOString(),
    eventTimeWritten ?? null,
  ])
}

test('times in other forms than CloudTrail’s are read as UTC, and what is written is kept', () => {
  expect(
    written([
      '2024-03-05T09:12:30Z', '2024-03-05T09:12:30.25Z', '2024-03-05 09:12:31.000000000', '2024-03-05T09:12:32',
      1709629953, 1709629953250, '1709629953', '2024-03-05T10:12:30+01:00', '1969-12-31T23:59:59Z',
    ]),
  ).toEqual([
    ['2024-03-05T09:12:30.000Z', null],
    ['2024-03-05T09:12:30.250Z', null],
    ['2024-03-05T09:12:31.000Z', '2024-03-05 09:12:31.000000000'],
    ['2024-03-05T09:12:32.000Z', '2024-03-05T09:12:32'],
    ['2024-03-05T09:12:33.000Z', '1709629953'],
    ['2024-03-05T09:12:33.250Z', '1709629953250'],
    ['2024-03-05T09:12:33.000Z', '1709629953'],
    ['2024-03-05T09:12:30.000Z', '2024-03-05T10:12:30+01:00'],
    ['1969-12-31T23:59:59.000Z', null],
  ]) // biome-ignore format: data in rows
})

test('what is no moment stays without a time, and is kept as written', () => {
  expect(written([null, '', '2024-03-05', 'yesterday', true, { a: 1 }, '2024-02-30T10:00:00Z', 20240305])).toEqual([
    [null, null], [null, ''], [null, '2024-03-05'], [null, 'yesterday'], [null, 'true'], [null, '{"a":1}'],
    [null, '2024-02-30T10:00:00Z'], [null, '20240305'],
  ]) // biome-ignore format: data in rows
})
