import { columnNames, columns } from '../../../src-shared/model/columns.ts'
import { type ResourceField, resourceFields } from '../../columns/batch.ts'
import { idKind } from '../../columns/id-column.ts'
import { respelled } from '../spelling.ts'
import type { BatchBuilder } from './batch-builder.ts'
import { readEventTime } from './event-time.ts'
import { recordNames, resourceSpellings } from './keys.ts'

/**
 * The plain way from a record to its line of columns: what the byte extractor must agree with, and what it hands
 * every record to that it is not sure of (duplicate keys, values of another type than usual, …).
 * Sizes are left alone: only the bytes tell them. `isRespelled`: keys may be in other spellings than CloudTrail's.
 */
export function writeByJsonParse(text: string, out: BatchBuilder, isRespelled = false): void {
  const parsed: unknown = JSON.parse(text)
  const record = isRespelled ? respelled(parsed, recordNames) : parsed
  out.clearResources()
  columnNames.forEach((name, c) => {
    const { type, paths } = columns[name]
    // What the extractor notes is written with the column that it is about.
    if (paths.length === 0) return
    const value = firstValue(record, paths)
    switch (type) {
      case 'text':
        out.setCell(c, value === null ? 0 : out.dictionaries[c]!.codeOfText(asText(value)))
        break
      case 'flag':
        out.setCell(c, asFlag(value))
        break
      case 'time':
        putTime(out, c, value)
        break
      case 'id':
        if (value === null) out.setCell(c, idKind.null)
        else putId(out, c, asText(value))
        break
      case 'integer':
        break
    }
  })
  for (const resource of resourcesOf(record)) {
    out.addResource(
      resourceFields.map((field: ResourceField, f) => {
        const value = firstValue(resource, resourceSpellings[field])
        return value === null ? 0 : out.resourceDictionaries[f]!.codeOfText(asText(value))
      }),
    )
  }
}

/** Usually a list of objects; some records have one object alone, or ARNs as texts. */
function resourcesOf(record: unknown): readonly object[] {
  const resources = valueAt(record, 'resources')
  const listed: readonly unknown[] = Array.isArray(resources) ? resources : [resources]
  return listed.flatMap((resource) => {
    if (typeof resource === 'string') return [{ ARN: resource }]
    return typeof resource === 'object' && resource !== null && !Array.isArray(resource) ? [resource] : []
  })
}

function firstValue(record: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    let value = record
    for (const key of path.split('.')) value = valueAt(value, key)
    if (value !== null && value !== undefined) return value
  }
  return null
}

/** Own keys of objects only: a record may well have a key named `__proto__`. */
function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function asFlag(value: unknown): number {
  const flag = typeof value === 'string' ? value.toLowerCase() : value
  return flag === true || flag === 'true' ? 2 : flag === false || flag === 'false' ? 1 : 0
}

/** The only column of time is eventTime. */
function putTime(out: BatchBuilder, column: number, value: unknown): void {
  const { time, written } = value === null ? { time: Number.NaN, written: null } : readEventTime(asText(value))
  out.setCell(column, time)
  out.setText('eventTimeWritten', written)
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function putId(out: BatchBuilder, column: number, text: string): void {
  if (uuidForm.test(text)) out.putUuid(column, Buffer.from(text.replaceAll('-', ''), 'hex'))
  else out.putId(column, text)
}
