import { encodings } from '../../../../src-main/formats/encoding.ts'
import { BatchBuilder } from '../../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../../src-main/formats/log/extractor.ts'
import { formatOf } from '../../../../src-main/formats/registry.ts'
import { linesOf } from '../../../fixtures/batch-lines.ts'
import { aRecord, type CloudTrailRecord, idOf } from '../../../fixtures/records.ts'

/** Records that differ, each with text that is escaped in many ways. */
export const someRecords = (count: number): CloudTrailRecord[] =>
  Array.from({ length: count }, (_, n) =>
    aRecord({
      eventID: idOf(`wrapped ${n}`),
      userAgent: `[“agent”\t${n}]`,
      errorMessage: '{"Records":[{"eventVersion":"1.08"}]} \\ 💧',
    }),
  )

const batch = new BatchBuilder(8)
const strings = new Map<string, string[]>()
const lines: Record<string, unknown>[] = []
const take = () => lines.push(...linesOf(batch.take(), strings))
const extractor = new Extractor(batch, take)

/** What the file is, its events by their columns, and their records as they are read again. */
export function readFile(content: string | Buffer, name = 'file.json') {
  const bytes = Buffer.from(content)
  const { kind, form, records } = formatOf(bytes, name)
  lines.length = 0
  const found = records?.extract(bytes, {
    json: (text, from) => extractor.extract(0, text, from),
    pieces: (text, find) => extractor.extractPieces(0, text, find),
    configItem: () => {},
  })
  take()
  const read = (line: Record<string, unknown>, of: 'json' | 'original') =>
    encodings[records!.encoding][of](bytes, line.offset as number, line.length as number).toString()
  return {
    kind,
    form,
    events: lines.map(({ eventID }) => eventID),
    again: lines.map((line) => JSON.parse(read(line, 'json')) as unknown),
    originals: lines.map((line) => read(line, 'original')),
    records: found?.records ?? 0,
    unparsed: found?.unparsed ?? [],
    beside: Object.fromEntries(found?.beside ?? []),
    fault: found?.fault ?? null,
  }
}
