import { quote } from '../json-bytes.ts'
import type { Carrier } from './carriers.ts'
import type { KnownKey, RecordField } from './keys.ts'
import { isCloudTrailVersion, isNotification } from './record-text.ts'

/** A range of a text. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A value that may hold the record of the object at hand. */
export interface Candidate extends Span {
  readonly carrier: Carrier
  readonly rank: number
}

/** What an object is called by one of its members: where in the text, or how. Most are never asked for. */
export type Label = Span | string

export const labelText = (bytes: Buffer, label: Label): string =>
  typeof label === 'string' ? label : bytes.toString('latin1', label.from, label.to)

const mostLabelBytes = 100

/** What the members of an object told by now. */
export class SeenMembers {
  /** Null as long as there is none. */
  candidates: Candidate[] | null = null
  #fields: readonly RecordField[] = noFields
  /** By what tells it for certain; null as long as nothing does. */
  #isRecord: boolean | null = null

  /** Takes a member by its key, the value being `value` in `bytes`. Gives what the object is called by it, or null. */
  note(bytes: Buffer, key: KnownKey, value: Span): Label | null {
    switch (key.is) {
      case 'carrier':
        this.candidates ??= []
        this.candidates.push({ carrier: key.carrier, rank: key.rank, from: value.from, to: value.to })
        return null
      case 'label':
        return isShortText(bytes, value) ? withoutQuotes(value) : null
      case 'field':
        return this.#noteField(bytes, key.field, value)
      case 'otherCloud':
        this.#isRecord = false
        return null
    }
  }

  #noteField(bytes: Buffer, field: RecordField, value: Span): Label | null {
    this.#fields = [...this.#fields, field]
    if (!isShortText(bytes, value)) return null
    if (field === 'eventVersion' && isCloudTrailVersion(bytes, value.from + 1)) this.#isRecord ??= true
    if (field !== 'eventSource') return null
    const source = labelText(bytes, withoutQuotes(value))
    if (!isNotification(source)) return null
    this.#isRecord = false
    return `event of ${source}`
  }

  /** The object is a record, whatever follows. */
  get isCertainlyRecord(): boolean {
    return this.#isRecord === true
  }

  /** Once all members were noted. */
  get isRecord(): boolean {
    return this.#isRecord ?? this.#hasFields()
  }

  /** Two of the fields by which the extractor knows an event: a version alone may be that of anything. */
  #hasFields(): boolean {
    const has = (...fields: readonly RecordField[]) => fields.every((field) => this.#fields.includes(field))
    if (has('eventVersion')) return this.#fields.some((field) => field !== 'eventVersion')
    return has('eventSource', 'eventName') || has('eventID', 'eventTime')
  }
}

const noFields: readonly RecordField[] = []

const isShortText = (bytes: Buffer, { from, to }: Span): boolean => bytes[from] === quote && to - from < mostLabelBytes

/** Of a text. */
const withoutQuotes = ({ from, to }: Span): Span => ({ from: from + 1, to: to - 1 })
