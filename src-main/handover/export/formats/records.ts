import { compactJson } from '../../../../src-shared/base/json.ts'
import { isMadeOf } from '../../../../src-shared/model/source.ts'
import type { Snapshot } from '../../../columns/snapshot.ts'
import type { Bytes } from './bytes.ts'
import { always, type EventFormat, nothing, type WriterParts } from './writer.ts'

const newLine = 0x0a

/** Original records, one a line. A record that spans lines has the white space between its tokens taken out. */
export const ndjsonFormat: EventFormat = {
  readsRecords: always,
  begin: nothing,
  between: '',
  end: '',
  start: (parts) => {
    const text = textOf(parts)
    return (_, record, out) => {
      put(onOneLine(text(record)), out)
      out.byte(newLine)
      return null
    }
  },
}

/** Original records as a log file has them, byte for byte. */
export const jsonFormat: EventFormat = {
  readsRecords: always,
  begin: () => '{"Records":[',
  between: ',',
  end: '\n]}\n',
  start: (parts) => {
    const text = textOf(parts)
    return (_, record, out) => {
      out.byte(newLine)
      put(text(record), out)
      return null
    }
  },
}

/** One object a line: `{"verdict": …, "source": {…}, "record": …}`. The record is the last member, byte for byte. */
export const locatedFormat: EventFormat = {
  readsRecords: always,
  begin: nothing,
  between: '',
  end: '',
  start: (parts) => {
    const text = textOf(parts)
    const { snapshot } = parts
    const heads = headsOf(parts)
    return (row, record, out) => {
      const { file, index, offset, length } = snapshot.locator
      const place = `"record":${index[row]},"offset":${offset[row]},"bytes":${length[row]}}`
      out.text(`${heads(file[row]!)}${place},"record":`)
      put(onOneLine(text(record)), out)
      out.text('}\n')
      return null
    }
  },
}

/** The beginning of a line, which all records of a file share. */
function headsOf({ snapshot, redactor }: WriterParts): (file: number) => string {
  const made: string[] = []
  return (number) => (made[number] ??= headOf(snapshot.files[number]!))

  function headOf(file: Snapshot['files'][number]): string {
    const { name, member, uri, sha256, verdict } = file
    const told = (text: string | null) => (text === null || redactor === null ? text : redactor.text(text))
    const source = {
      file: told(name),
      member: told(member),
      uri: told(uri),
      sha256,
      recordIsMade: isMadeOf(file),
    }
    return `{"verdict":${JSON.stringify(verdict)},"source":${JSON.stringify(source).slice(0, -1)},`
  }
}

const textOf = ({ redactor }: WriterParts): ((record: Buffer) => Uint8Array | string) =>
  redactor === null ? (record) => record : (record) => redactor.record(record.toString())

const put = (piece: Uint8Array | string, out: Bytes) => (typeof piece === 'string' ? out.text(piece) : out.bytes(piece))

/** White space between tokens is all that a line break of JSON can be: within strings it is escaped (RFC 8259). */
function onOneLine(record: Uint8Array | string): Uint8Array | string {
  if (typeof record === 'string') return /[\n\r]/.test(record) ? compactJson(record) : record
  if (!record.includes(0x0a) && !record.includes(0x0d)) return record
  // As Latin-1 every byte is a character of its own, and those of JSON's syntax are what they are in UTF-8.
  return Buffer.from(compactJson(Buffer.from(record).toString('latin1')), 'latin1')
}
