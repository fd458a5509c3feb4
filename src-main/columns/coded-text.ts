import { columnNames } from '../../src-shared/model/columns.ts'
import { atOnce, type Steps } from '../runtime/steps.ts'
import { sharedArray } from './shared-array.ts'
import type { ColumnData, Events, Rows } from './snapshot.ts'
import type { ColumnTexts, TextData } from './text-data.ts'

/**
 * A column of text. Its texts lie in shared memory as UTF-8, which the database and its thread read without encoding.
 * The strings are made when the dictionary is first asked for, which never happens to most columns.
 */
export class CodedText implements TextData {
  readonly type = 'text'
  #dictionary: readonly string[] | null = null

  constructor(
    readonly codes: TextData['codes'],
    readonly texts: ColumnTexts,
  ) {}

  get dictionary(): readonly string[] {
    this.#dictionary ??= atOnce(stringSteps(this.texts))
    return this.#dictionary
  }

  textOf(code: number): string {
    if (this.#dictionary !== null) return this.#dictionary[code]!
    const { bytes, starts, illFormed } = this.texts
    return illFormed.get(code) ?? bufferOf(bytes).toString('utf8', starts[code], starts[code + 1])
  }

  /** Makes the strings before they are asked for: hundreds of thousands take longer than a step may. */
  *makeStrings(): Steps<void> {
    this.#dictionary ??= yield* stringSteps(this.texts)
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

/** Gives events from another thread their classes back: only data crosses between threads. */
export function received({ alternates, ...events }: Events): Events {
  return { ...receivedRows(events), alternates: alternates === null ? null : receivedRows(alternates) }
}

function receivedRows<R extends Rows>({ columns, resources, ...rest }: R) {
  const whole = <D extends ColumnData>(data: D): D | CodedText =>
    data.type === 'text' ? new CodedText(data.codes, data.texts) : data
  return {
    ...rest,
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

/** Bytes that are made one string at a time, in one step. Texts are cut from it. */
const pieceBytes = 1 << 18

function* stringSteps({ bytes, starts, illFormed }: ColumnTexts): Steps<readonly string[]> {
  const buffer = bufferOf(bytes)
  const count = starts.length - 1
  const strings: string[] = []
  while (strings.length < count) {
    const first = strings.length
    let next = first + 1
    while (next < count && starts[next + 1]! - starts[first]! <= pieceBytes) next++
    const from = starts[first]!
    const piece = buffer.subarray(from, starts[next])
    // For ASCII, cutting the texts from one string takes half the time of decoding each one.
    const whole = piece.toString()
    for (let i = first; i < next; i++) {
      const [begin, end] = [starts[i]! - from, starts[i + 1]! - from]
      strings.push(whole.length === piece.length ? whole.substring(begin, end) : piece.toString('utf8', begin, end))
    }
    yield
  }
  for (const [i, text] of illFormed) strings[i] = text
  return strings
}
