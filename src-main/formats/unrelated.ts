import type { Format } from './format.ts'
import { type Head, isOfOtherCloud } from './head.ts'
import { wrapsRecords } from './may-hold-events.ts'
import { isEightBitText, isText, sampleOf } from './text-sample.ts'

/** Files that hold files or rows in a form that is not read, by the bytes that each begins with. */
const containers = [
  // A zip archive whose first member has this name (ECMA-376, part 2).
  { form: 'Office document', magic: '[Content_Types].xml', at: 30 },
  // Local file header signature (PKWARE APPNOTE.TXT, 4.3.7).
  { form: 'zip archive', magic: 'PK\x03\x04', at: 0 },
  // The magic field of a header (POSIX.1-2017, pax, "ustar Interchange Format").
  { form: 'tar archive', magic: 'ustar', at: 257 },
  { form: '7-Zip archive', magic: '7z\xbc\xaf\x27\x1c', at: 0 },
  { form: 'RAR archive', magic: 'Rar!\x1a\x07', at: 0 },
  { form: 'xz file', magic: '\xfd7zXZ\x00', at: 0 },
  { form: 'bzip2 file', magic: 'BZh', at: 0 },
  { form: 'Zstandard file', magic: '\x28\xb5\x2f\xfd', at: 0 },
  { form: 'ORC file', magic: 'ORC', at: 0 },
  { form: 'Avro file', magic: 'Obj\x01', at: 0 },
] as const

/** Of bytes that nothing is known of. */
export const unknownForm = 'encrypted or unknown'

/** What files are that no other format recognises. The last recognises every file. */
export const unrelated: readonly Format[] = [
  { ...other('Alibaba Cloud ActionTrail log, not CloudTrail', isActionTrail), mayHoldEvents: false },
  { ...other('JSON that wraps CloudTrail records', isWrapper), mayHoldEvents: true },
  other('JSON lines, not CloudTrail', (head) => head.type === 'json' && head.isLines),
  other('JSON, not CloudTrail', (head) => head.type === 'json' && !head.isLines),
  ofBytes('empty file', (bytes) => bytes.length === 0),
  ...containers.map(({ form, magic, at }) =>
    ofBytes(form, (bytes) => bytes.toString('latin1', at, at + magic.length) === magic, true),
  ),
  // What Athena writes beside a result: the names of its columns in Protocol Buffers (Athena user guide, "Query results").
  { ...other('metadata of an Athena result', isAthenaMetadata), mayHoldEvents: false },
  ofBytes('text in UTF-32', (bytes) => /^(?:fffe0000|0000feff)/.test(bytes.toString('hex', 0, 4)), true),
  { ...other(unknownForm, isNamedLikeALogFile), mayHoldEvents: true },
  ofBytes('binary', (bytes) => sampleOf(bytes).includes(0)),
  ofBytes('text in Latin-1 or Windows-1252', (bytes) => isEightBitText(bytes)),
  ofBytes(unknownForm, (bytes) => !isText(bytes), true),
  { ...ofBytes('CSV text', (bytes) => isCsv(sampleOf(bytes).toString())), isHashedAsStored: true },
  ofBytes('text', () => true),
]

function isAthenaMetadata(head: Head, name: string): boolean {
  return head.type === 'bytes' && head.bytes[0] === 0x0a && /\.(csv|txt)\.metadata$/.test(name)
}

/**
 * What is called like a log file and is no text may be an encrypted one. One byte of 256 of encrypted data is a NUL, which
 * must not make it binary by chance; of what else is kept as `.gz`, such as images of disks, many bytes are.
 */
function isNamedLikeALogFile(head: Head, name: string): boolean {
  if (head.type !== 'bytes' || !/\.(?:json|gz)$/i.test(name)) return false
  const { bytes } = head
  if (isText(bytes) || isEightBitText(bytes)) return false
  const sample = sampleOf(bytes)
  const zeros = sample.filter((byte) => byte === 0).length
  return /\.json(?:\.gz)?$/i.test(name) || zeros <= Math.max(2, sample.length / 50)
}

/** Data of a CloudWatch Logs subscription, exports of a SIEM: the record lies deeper than any format looks. */
function isWrapper(head: Head): boolean {
  return head.type === 'json' && wrapsRecords(head.bytes)
}

function isActionTrail(head: Head): boolean {
  return head.type === 'object' && isOfOtherCloud(head.object.keys)
}

function other(form: string, recognises: (head: Head, name: string) => boolean): Format {
  return { kind: 'other', form, recognises, records: null }
}

function ofBytes(form: string, recognises: (bytes: Buffer) => boolean, mayHoldEvents?: true): Format {
  const format = other(form, (head) => head.type === 'bytes' && recognises(head.bytes))
  return mayHoldEvents === undefined ? format : { ...format, mayHoldEvents }
}

function isCsv(text: string): boolean {
  const [head = '', second = ''] = text.split(/\r?\n/)
  const commas = (line: string): number => line.split(',').length - 1
  return commas(head) >= 1 && commas(second) >= 1 && !/^[[{]/.test(head)
}
