import { partitionColumns } from '../dialects/partitions.ts'
import { athenaColumns, caseColumns, lakeColumns, type Part, type Shape, type ViewColumn } from '../dialects/schema.ts'
import type { EventsKind } from '../dialects/tables.ts'
import { quoted, type Text } from '../dialects/text.ts'
import { type GroupedColumn, groupedColumn, type Operand, typeOfColumn } from './query.ts'

/** The columns of a kind of table, in the order in which `prepare` takes them; the first of a name is meant. */
export function columnsOfKind(kind: EventsKind, text: Text, alias: string): readonly ViewColumn[] {
  switch (kind) {
    case 'lake':
      return lakeColumns
    case 'athena':
      return [...athenaColumns, ...partitionColumns(text, new Set([alias]))]
    case 'events':
    case 'shown':
      return caseColumns
  }
}

/** What a path of names, in lower case, stands for; null for what is no column of the arrays. */
export function operandAt(columns: readonly ViewColumn[], [name, ...fields]: readonly string[]): Operand | null {
  let shape: Shape | undefined = columns.find((column) => column.name.toLowerCase() === name)?.shape
  for (const field of fields) {
    if (shape === undefined || !('fields' in shape) || !Object.hasOwn(shape.fields, field)) return null
    shape = shape.fields[field]
  }
  return shape === undefined || 'fields' in shape ? null : operandOf(shape)
}

/** Parts of forms of time that both engines write alike. */
const partitionForm = /^strftime\("eventTime", '([^'%]*(?:%[YmdH][^'%]*)+)'\)$/
const partitionNumber = /^(year|month|day|hour)\("eventTime"\)$/

function operandOf({ needs, sql, type }: Part): Operand | null {
  const [need, ...others] = needs
  if (others.length > 0) return isWrittenTime(needs) ? { kind: 'column', name: 'eventTime' } : null
  const form = partitionForm.exec(sql)?.[1]
  if (form !== undefined) return { kind: 'written', form }
  const part = partitionNumber.exec(sql)?.[1] as 'year' | 'month' | 'day' | 'hour' | undefined
  if (part !== undefined) return { kind: 'part of time', part }
  const name = groupedColumn(need ?? '')
  if (name === null || name === 'eventTimeMs') return null
  const isPlain = sql === quoted(name)
  if (typeOfColumn(name) === 'flag') return flagOf(name, isPlain, sql)
  if (!isPlain || type === 'large') return null
  return { kind: 'column', name: type === 'time' ? 'eventTimeMs' : name }
}

/** `eventtime` of Athena is a text. */
const isWrittenTime = (needs: readonly string[]): boolean => needs.join() === 'eventTime,eventTimeWritten'

function flagOf(name: GroupedColumn, isPlain: boolean, sql: string): Operand | null {
  if (isPlain) return { kind: 'column', name }
  return sql === `CAST(${quoted(name)} AS VARCHAR)` ? { kind: 'flag in words', name } : null
}
