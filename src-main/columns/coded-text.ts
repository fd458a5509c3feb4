import { columnNames } from '../../src-shared/model/columns.ts'
import { sharedArray } from './shared-array.ts'
import type { ColumnData, Events } from './snapshot.ts'
import type { ColumnTexts, TextData } from './text-data.ts'

/**
 * A column of text. Its texts lie in shared memory as UTF-8, which crosses to the thread of the database, and into it,
 * without being encoded; they are made strings when somebody asks for one: of most columns nobody ever does.
 */
export class CodedText implements TextData {
  readonly type = 'text'
  #dictionary: readonly string[] | null = null

  constructor(
    readonly codes: TextData['codes'],
    readonly texts: ColumnTexts,
  ) {}

  get dictionary(): readonly string[] {
    this.#dictionary ??= stringsOf(this.texts)
    return this.#dictionary
  }
}

/** Events from another thread, made whole: of objects nothing but their data crosses. */
export function received({ columns, resources, ...events }: Events): Events {
  const whole = <D extends ColumnData>(data: D): D | CodedText =>
    data.type === 'text' ? new CodedText(data.codes, data.texts) : data
  return {
    ...events,
    columns: Object.fromEntries(columnNames.map((name) => [name, whole(columns[name])])) as never,
    resources: {
      row: resources.row,
      arn: whole(resources.arn),
      accountId: whole(resources.accountId),
      type: whole(resources.type),
    },
  }
}

const encoder = new TextEncoder()

export function textsOf(strings: readonly string[]): ColumnTexts {
  let most = 0
  for (const { length } of strings) most += 3 * length
  const room = new Uint8Array(most)
  const starts = sharedArray(Uint32Array, strings.length + 1)
  const illFormed = new Map<number, string>()
  strings.forEach((text, i) => {
    starts[i + 1] = starts[i]! + encoder.encodeInto(text, room.subarray(starts[i]!)).written
    if (!text.isWellFormed()) illFormed.set(i, text)
  })
  const bytes = sharedArray(Uint8Array, starts[strings.length]!)
  bytes.set(room.subarray(0, bytes.length))
  return { bytes, starts, illFormed }
}

/** Of so many bytes at a time one string is made, that texts are cut from. */
const pieceBytes = 1 << 20

function stringsOf({ bytes, starts, illFormed }: ColumnTexts): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const count = starts.length - 1
  const strings: string[] = []
  while (strings.length < count) {
    const first = strings.length
    let next = first + 1
    while (next < count && starts[next + 1]! - starts[first]! <= pieceBytes) next++
    const from = starts[first]!
    const piece = buffer.subarray(from, starts[next])
    // Where each byte is a character, to cut the texts from one string takes half the time of making each from its bytes.
    const whole = piece.toString()
    for (let i = first; i < next; i++) {
      const [begin, end] = [starts[i]! - from, starts[i + 1]! - from]
      strings.push(whole.length === piece.length ? whole.substring(begin, end) : piece.toString('utf8', begin, end))
    }
  }
  for (const [i, text] of illFormed) strings[i] = text
  return strings
}
