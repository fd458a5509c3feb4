import { compactJson } from '../../../src-shared/base/json.ts'
import type { JsonPlace } from './json-place.ts'

const byteOrderMark = Buffer.from('\ufeff')

/** What a field is in a record: the text of a string, compact JSON of anything else, null where there is none. */
export function fieldAt(place: JsonPlace, record: Buffer): string | null {
  const from = record.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0
  if (!place.find(record, from, record.length)) return null
  const json = record.toString('utf8', place.from, place.until)
  if (json === 'null') return null
  return json.startsWith('"') ? (JSON.parse(json) as string) : compactJson(json)
}
