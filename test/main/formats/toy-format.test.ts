import { expect, test } from 'vitest'
import { contentKeyBytes } from '../../../src-main/columns/content-hash.ts'
import { encodings } from '../../../src-main/formats/encoding.ts'
import type { Format } from '../../../src-main/formats/format.ts'
import { BatchBuilder } from '../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../src-main/formats/log/extractor.ts'
import { formatOf, formats } from '../../../src-main/formats/registry.ts'

const mark = 'TOY 1\n'

/** Records one a line behind a line that says what they are. */
const toy: Format = {
  kind: 'log',
  form: 'toy records',
  recognises: (head) => head.type === 'bytes' && head.bytes.toString('latin1', 0, mark.length) === mark,
  records: { encoding: 'json', extract: (bytes, into) => into.json(bytes, mark.length) },
}

const records = ['ConsoleLogin', 'GetObject'].map((eventName, n) =>
  JSON.stringify({ eventVersion: '1.08', eventID: `e-${n}`, eventTime: '2024-03-05T10:00:00Z', eventName }),
)
const bytes = Buffer.from(`${mark}${records.join('\n')}\n`)

test('a format is a file and a line in the registry: its files are known, read, and read again', () => {
  expect(formatOf(bytes, 'records.toy')).not.toBe(toy)
  const format = formatOf(bytes, 'records.toy', [toy, ...formats])
  expect(format).toBe(toy)

  const batch = new BatchBuilder(8, new Uint8Array(contentKeyBytes))
  const extractor = new Extractor(batch, () => {})
  const extracted = format.records!.extract(bytes, {
    json: (text, from) => extractor.extract(3, text, from),
    configItem: () => {},
    pieces: (text, find) => extractor.extractPieces(3, text, find),
  })
  expect(extracted).toMatchObject({ records: 2, unparsed: [], fault: null })

  const { events, file, offset, length } = batch.take()
  expect([events, ...file.subarray(0, 2)]).toEqual([2, 3, 3])
  const again = Array.from(offset.subarray(0, 2), (at, n) =>
    encodings[format.records!.encoding].json(bytes, at, length[n]!).toString(),
  )
  expect(again).toEqual(records)
})
