import { parseFileName } from '../file-name.ts'
import type { Format, RecordFormat } from '../format.ts'
import { type Head, isRecord } from '../head.ts'
import { isText } from '../text-sample.ts'
import { carriers, type WrapperForm, wrapperForms } from './carriers.ts'
import { findPieces, isLined, wayToFirst } from './pieces.ts'
import type { Way } from './walk.ts'

const records: RecordFormat = {
  encoding: 'json-in-string',
  extract: (bytes, into) => into.pieces(bytes, (sink) => findPieces(bytes, sink)),
}

/** Files whose records lie within something else, one format for each thing that it may be. */
export const wrapped: readonly Format[] = wrapperForms.map((form) => ({
  kind: 'records',
  form,
  recognises: (head, name) => formOfHead(head, name) === form,
  records,
}))

/** All of them are asked about a head, one after the other, and a file may have millions of heads. */
let last: { readonly head: Head; readonly form: WrapperForm | null } | null = null

function formOfHead(head: Head, name: string): WrapperForm | null {
  if (last?.head !== head) last = { head, form: mayWrap(head, name) ? formIn(head) : null }
  return last.form
}

const carrierKeys = carriers.map(({ key }) => key)

function mayWrap(head: Head, name: string): boolean {
  switch (head.type) {
    case 'records':
      return head.records.first === null
    case 'object':
      return !isRecord(head.object) && carrierKeys.some((key) => head.object.keys.has(key))
    case 'bytes':
      // A damaged file is what its name says.
      return parseFileName(name) === null && isText(head.bytes)
    case 'json':
      return true
    case 'empty-array':
      return false
  }
}

/** What the file is; null where it holds no record within something else. */
function formIn({ type, bytes }: Head): WrapperForm | null {
  const way = wayIn(bytes)
  if (way === null) return null
  const carried = way.carriers.find(({ form }) => form !== null)?.form
  if (carried != null) return carried
  if (way.carriers.some(({ key }) => key !== 'Records')) return 'lines of a log collector'
  if (isLined(bytes))
    return exportLine.test(beginningOf(bytes)) ? 'CloudWatch Logs export' : 'text with CloudTrail records'
  if (way.isText) return 'CloudTrail records as texts'
  return type === 'json' || way.carriers.length > 0
    ? 'CloudTrail logs in a list'
    : 'CloudTrail records among other JSON'
}

const exportLine = /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \{/
const beginningOf = (bytes: Buffer): string => bytes.toString('latin1', 0, 200)

/** Each record has one of these, in whatever text it lies. */
const fields = ['eventVersion', 'eventSource', 'eventID', 'CloudTrailEvent']

/** Each file is walked to its first record once, however many formats and heads ask. */
const ways = new WeakMap<Buffer, { readonly way: Way | null }>()

function wayIn(bytes: Buffer): Way | null {
  const known = ways.get(bytes)
  if (known !== undefined) return known.way
  const way = fields.some((field) => bytes.includes(field)) ? wayToFirst(bytes) : null
  ways.set(bytes, { way })
  return way
}
