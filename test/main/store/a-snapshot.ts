import { CodedText, textsOf } from '../../../src-main/columns/coded-text.ts'
import { idKind } from '../../../src-main/columns/id-column.ts'
import type { ColumnData, FileEntry, Locators, Snapshot } from '../../../src-main/columns/snapshot.ts'
import { type ColumnName, columnNames, columns } from '../../../src-shared/model/columns.ts'

/** An event as plain values; eventTime as ISO 8601 text, flags as booleans. What is left out is null. */
export type Line = Readonly<Partial<Record<ColumnName, string | number | boolean>>> & {
  /** Index into the files; 0 when left out. */
  readonly file?: number
  readonly conflicting?: boolean
  /** Files that hold further copies of it. */
  readonly copiesIn?: readonly number[]
  readonly resources?: readonly { readonly arn?: string; readonly accountId?: string; readonly type?: string }[]
}

export const aFile = (name: string, verdict: FileEntry['verdict'] = 'verified'): FileEntry => ({
  path: `/case/${name}`,
  member: null,
  encoding: 'json',
  name,
  kind: 'log',
  uri: `s3://example-trail/${name}`,
  sha256: '0'.repeat(64),
  readSha256: '0'.repeat(64),
  bytes: 1000,
  verdict,
  status: verdict,
})

/** A snapshot of a few events: slow and obvious. Lines are put in order of eventTime, those without one last. */
export function aSnapshot(lines: readonly Line[], files: readonly FileEntry[] = [aFile('one.json.gz')]): Snapshot {
  const time = (line: Line) =>
    line.eventTime === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(line.eventTime))
  const rows = lines.toSorted((a, b) => time(a) - time(b) || 0)
  const positions = new Map<number, number>()
  const locate = (file: number) => {
    const index = positions.get(file) ?? 0
    positions.set(file, index + 1)
    return { file, index, offset: 12 + 100 * index, length: 99 }
  }
  const copies = rows.flatMap((line, row) => (line.copiesIn ?? []).map((file) => ({ row, file })))
  const resources = rows.flatMap((line, row) => (line.resources ?? []).map((resource) => ({ row, ...resource })))
  return {
    events: rows.length,
    columns: Object.fromEntries(
      columnNames.map((name) => [
        name,
        columnOf(
          name,
          rows.map((line) => line[name]),
        ),
      ]),
    ) as unknown as Snapshot['columns'],
    locator: locators(rows.map((line) => locate(line.file ?? 0))),
    conflicting: Uint8Array.from(rows, (line) => (line.conflicting ? 1 : 0)),
    bookmarked: new Uint8Array(rows.length).fill(1),
    copies: {
      ...locators(copies.map(({ file }) => locate(file))),
      row: Uint32Array.from(copies, ({ row }) => row),
      alternate: new Uint32Array(copies.length),
    },
    alternates: null,
    resources: {
      row: Uint32Array.from(resources, ({ row }) => row),
      arn: text(resources.map(({ arn }) => arn)),
      accountId: text(resources.map(({ accountId }) => accountId)),
      type: text(resources.map(({ type }) => type)),
    },
    files,
  }
}

const locators = (places: readonly { file: number; index: number; offset: number; length: number }[]): Locators => ({
  file: Uint32Array.from(places, ({ file }) => file),
  index: Uint32Array.from(places, ({ index }) => index),
  offset: Uint32Array.from(places, ({ offset }) => offset),
  length: Uint32Array.from(places, ({ length }) => length),
})

type Value = string | number | boolean | undefined

function columnOf(name: ColumnName, values: readonly Value[]): ColumnData {
  const { type } = columns[name]
  switch (type) {
    case 'text':
      return text(values)
    case 'flag':
      return { type, values: Uint8Array.from(values, (value) => (value === undefined ? 0 : value ? 2 : 1)) }
    case 'integer':
      return { type, values: Int32Array.from(values, (value) => (value === undefined ? -1 : Number(value))) }
    case 'time':
      return { type, values: Float64Array.from(values, (value) => Date.parse(String(value))) }
    case 'id':
      return ids(values)
  }
}

function text(values: readonly Value[]) {
  const dictionary = ['']
  const codes = Uint32Array.from(values, (value) => {
    if (value === undefined) return 0
    const known = dictionary.indexOf(String(value), 1)
    return known > 0 ? known : dictionary.push(String(value)) - 1
  })
  return new CodedText(codes, textsOf(dictionary))
}

function ids(values: readonly Value[]) {
  const kinds = new Uint8Array(values.length)
  const bytes = new Uint8Array(16 * values.length)
  const others: string[] = []
  values.forEach((value, i) => {
    if (typeof value !== 'string') return
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) {
      kinds[i] = idKind.uuid
      bytes.set(Buffer.from(value.replaceAll('-', ''), 'hex'), 16 * i)
    } else if (/^[!-~]{1,16}$/.test(value)) {
      kinds[i] = idKind.ascii
      bytes.set(Buffer.from(value, 'ascii'), 16 * i)
    } else {
      kinds[i] = idKind.other
      new DataView(bytes.buffer).setUint32(16 * i, others.push(value) - 1, true)
    }
  })
  return { type: 'id' as const, kinds, bytes, others }
}
