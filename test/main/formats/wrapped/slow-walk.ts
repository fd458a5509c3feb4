import { keyOfOtherCloud } from '../../../../src-main/formats/head.ts'
import { type Carrier, carriers } from '../../../../src-main/formats/wrapped/carriers.ts'

/** What the slow and obvious walk finds: a record, or the name of what holds none. */
export type Found = { readonly record: object } | { readonly beside: string }

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of values that were parsed whole. What a thing is called is `label` of the walk, as long as it is looked at. */
export class SlowWalk {
  #label: string | null = null

  thing(value: unknown): readonly Found[] {
    const outer = this.#label
    const found = this.#value(value)
    const beside = found === null ? [{ beside: this.#label ?? nameOf(value) }] : found
    this.#label = outer
    return beside
  }

  /** Null where there is nothing to tell. */
  #value(value: unknown): readonly Found[] | null {
    if (typeof value === 'string') return this.#text(value)
    if (Array.isArray(value)) return value.flatMap((each) => this.thing(each))
    return isObject(value) ? this.#object(value) : null
  }

  /** Texts that hold JSON at all were written as one value. */
  #text(text: string): readonly Found[] | null {
    return /^\s*[{["]/.test(text) ? new SlowWalk().thing(JSON.parse(text)) : null
  }

  #object(object: object): readonly Found[] | null {
    let streamed: readonly Found[] | null = null
    let isRecord: boolean | null = null
    const candidates: { readonly carrier: Carrier; readonly value: unknown }[] = []
    for (const [key, value] of Object.entries(object)) {
      const carrier = carriers.find((each) => each.key === key)
      if (carrier !== undefined) {
        const isStream = carrier.holds === 'many' || carrier.holds === 'rows'
        if (isStream && typeof value === 'object' && value !== null) {
          const found = this.#stream(carrier, value)
          if (found !== null) streamed = [...(streamed ?? []), ...found]
        } else candidates.push({ carrier, value })
      }
      if (key === keyOfOtherCloud) isRecord = false
      if (labels.includes(key) && typeof value === 'string') this.#label = shortAsWritten(value) ?? this.#label
      if (key === 'eventSource' && typeof value === 'string' && value.startsWith('aws:')) {
        isRecord = false
        this.#label = `event of ${value}`
      }
      if (key === 'eventVersion' && typeof value === 'string' && /^1\.\d\d/.test(value)) isRecord ??= true
      if (isRecord === true && streamed === null) return [{ record: object }]
    }
    if (streamed !== null) return streamed
    if (isRecord ?? hasFields(object)) return [{ record: object }]
    return this.#bestOf(candidates)
  }

  #stream(carrier: Carrier, value: object): readonly Found[] | null {
    return carrier.holds === 'rows' && Array.isArray(value)
      ? value.flatMap((row) => (Array.isArray(row) ? this.#row(row) : this.thing(row)))
      : this.#value(value)
  }

  #row(cells: readonly unknown[]): readonly Found[] {
    const found = cells.map((cell) => this.#value(cell)).filter((each) => each !== null)
    return found.length === 0 ? [{ beside: 'row without a record' }] : found.flat()
  }

  #bestOf(candidates: readonly { readonly carrier: Carrier; readonly value: unknown }[]): readonly Found[] | null {
    let best: readonly Found[] | null = null
    for (const carrier of carriers) {
      const candidate = candidates.find((each) => each.carrier === carrier)
      const found = candidate === undefined ? null : this.#value(candidate.value)
      if (found?.some((each) => 'record' in each)) return found
      if (best === null && found !== null && found.length > 0) best = found
    }
    return best
  }
}

/** A label is told as it is written in the text; null for a long one. */
function shortAsWritten(text: string): string | null {
  const written = JSON.stringify(text)
  return Buffer.byteLength(written) < 100 ? written.slice(1, -1) : null
}

const labels = ['detail-type', 'DetailType', 'messageType', 'Type', 'Event']

function hasFields(object: object): boolean {
  const has = (...keys: readonly string[]) => keys.every((key) => key in object)
  const others = ['eventSource', 'eventName', 'eventID', 'eventTime']
  if (has('eventVersion')) return others.some((key) => has(key))
  return has('eventSource', 'eventName') || has('eventID', 'eventTime')
}

function nameOf(value: unknown): string {
  if (isObject(value)) return 'object without a record'
  return typeof value === 'string' ? 'text without a record' : 'value without a record'
}
