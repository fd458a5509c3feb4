import { compactJson } from '../../../src-shared/base/json.ts'
import { JsonPlace, type Step } from './json-place.ts'

/**
 * What a field is in each of some records: the text of a string, compact JSON of anything else, null where there is none.
 * Null for all where a name stands there in another case of letters only: whether it counts, all records of the case tell.
 */
export function fieldOfRecords(records: readonly Buffer[], steps: readonly Step[]): readonly (string | null)[] | null {
  const [exact, other] = [false, true].map((anyCase) => new JsonPlace(steps, { anyCase }))
  const texts = records.map((record) => fieldAt(exact!, record))
  const isOfNone = texts.every((text) => text === null)
  return isOfNone && records.some((record) => fieldAt(other!, record) !== null) ? null : texts
}

const byteOrderMark = Buffer.from('\ufeff')

/** Of one record. */
export function fieldAt(place: JsonPlace, record: Buffer): string | null {
  const from = record.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0
  if (!place.find(record, from, record.length)) return null
  const json = record.toString('utf8', place.from, place.until)
  if (json === 'null') return null
  return json.startsWith('"') ? (JSON.parse(json) as string) : compactJson(json)
}
