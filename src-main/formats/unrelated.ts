import type { Format } from './format.ts'
import type { Head } from './head.ts'

/** What files are that no other format recognises. The last recognises every file. */
export const unrelated: readonly Format[] = [
  other('JSON lines, not CloudTrail', (head) => head.type === 'json' && head.isLines),
  other('JSON, not CloudTrail', (head) => head.type === 'json' && !head.isLines),
  ofBytes('empty file', (bytes) => bytes.length === 0),
  // Local file header signature (PKWARE APPNOTE.TXT, 4.3.7).
  ofBytes('zip archive', (bytes) => bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304),
  ofBytes('Parquet file', (bytes) => bytes.toString('latin1', 0, 4) === 'PAR1'),
  ofBytes('binary', (bytes) => sampleOf(bytes).includes(0)),
  ofBytes('encrypted or unknown', (bytes) => !isText(sampleOf(bytes))),
  ofBytes('CSV text', (bytes) => isCsv(sampleOf(bytes).toString())),
  ofBytes('text', () => true),
]

function other(form: string, recognises: (head: Head) => boolean): Format {
  return { kind: 'other', form, recognises, records: null }
}

function ofBytes(form: string, recognises: (bytes: Buffer) => boolean): Format {
  return other(form, (head) => head.type === 'bytes' && recognises(head.bytes))
}

const sampleOf = (bytes: Buffer): Buffer => bytes.subarray(0, 4_096)

function isText(sample: Buffer): boolean {
  const text = sample.toString()
  // The sample may end within a character: that is no sign of binary data.
  const isForeign = text.replace(/\ufffd{1,3}$/, '').includes('\ufffd')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data here
  return !isForeign && !/[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text)
}

function isCsv(text: string): boolean {
  const [head = '', second = ''] = text.split(/\r?\n/)
  const commas = (line: string): number => line.split(',').length - 1
  return commas(head) >= 1 && commas(second) >= 1 && !/^[[{]/.test(head)
}
