import type { ConditionColumn } from '../columns.ts'
import { deepestGroup, type Where } from '../model.ts'
import {
  anyOf,
  columnAt,
  compared,
  condition,
  escaped,
  exactly,
  ignoringCase,
  isAbsent,
  isThere,
  like,
  NoTwin,
} from './pattern-parts.ts'

type Json = unknown
type JsonObject = Readonly<Record<string, Json>>
const isJsonObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of the envelope, what the record tells, too. */
const envelope: Readonly<Record<string, string>> = { account: 'recipientAccountId', region: 'awsRegion' }

/**
 * Event patterns of EventBridge, of the envelope or of its `detail` alone. Source: EventBridge user guide, "Creating
 * Amazon EventBridge event patterns" and "Comparison operators for use in event patterns". `leftOut` gets names of the
 * envelope that no record tells.
 */
export function readEventPattern(pattern: JsonObject, leftOut: string[]): Where {
  if (!('detail' in pattern)) return fields(pattern, '')
  const outside = Object.entries(pattern).flatMap(([name, value]): readonly Where[] => {
    if (name === 'detail') return []
    const path = envelope[name]
    if (path === undefined) {
      leftOut.push(name)
      return []
    }
    return [field(path, value)]
  })
  return { all: [...outside, fields(pattern.detail, '')] }
}

function fields(pattern: Json, path: string, depth = 0): Where {
  if (depth > deepestGroup) throw new NoTwin(`“${path}” is nested too deeply,`)
  if (!isJsonObject(pattern)) throw new NoTwin(`“${path || 'detail'}” holds no fields,`)
  const all = Object.entries(pattern).map(([name, value]): Where => {
    if (name === '$or') {
      if (!Array.isArray(value)) throw new NoTwin('$or takes a list of patterns,')
      return { any: value.map((each) => fields(each, path, depth + 1)) }
    }
    return field(path === '' ? name : `${path}.${name}`, value, depth + 1)
  })
  return { all }
}

function field(path: string, value: Json, depth = 0): Where {
  if (isJsonObject(value)) return fields(value, path, depth)
  if (!Array.isArray(value) || value.length === 0) throw new NoTwin(`“${path}” takes a list of values,`)
  return anyOf(value.map((each) => matching(path, each)))
}

function matching(path: string, value: Json): Where {
  const column = columnAt(path)
  if (value === null) return isAbsent(column)
  if (!isJsonObject(value)) return exactly(column, String(value))
  const [operator = '', ...others] = Object.keys(value)
  if (others.length > 0) throw new NoTwin(`“${path}” has more than one comparison in one place,`)
  return comparison(path, column, operator, value[operator])
}

function comparison(path: string, column: ConditionColumn, operator: string, value: Json): Where {
  switch (operator) {
    case 'prefix':
      return isJsonObject(value)
        ? condition(column, 'matches', `^${escaped(textIn(value['equals-ignore-case'], path))}`)
        : condition(column, 'matches', `(?-i)^${escaped(textIn(value, path))}`)
    case 'suffix':
      return isJsonObject(value)
        ? condition(column, 'matches', `${escaped(textIn(value['equals-ignore-case'], path))}$`)
        : condition(column, 'matches', `(?-i)${escaped(textIn(value, path))}$`)
    case 'equals-ignore-case':
      return ignoringCase(column, textIn(value, path))
    case 'wildcard':
      return like(column, textIn(value, path))
    case 'exists':
      return value === true ? isThere(column) : isAbsent(column)
    case 'cidr':
      if (column !== 'sourceIPAddress') throw new NoTwin(`“${path}” is no address: cidr is for sourceIPAddress,`)
      return exactly(column, textIn(value, path))
    case 'numeric':
      return numeric(path, value)
    case 'anything-but':
      // A field that is absent is not anything but something.
      return { all: [isThere(column), { not: butWhat(path, column, value) }] }
    default:
      throw new NoTwin(`“${operator}” at “${path}” is no comparison that is known,`)
  }
}

function butWhat(path: string, column: ConditionColumn, value: Json): Where {
  if (isJsonObject(value)) {
    const [[operator, inner] = ['', null], ...others] = Object.entries(value)
    if (others.length > 0) throw new NoTwin(`“${path}” has more than one comparison in one place,`)
    const list = Array.isArray(inner) ? inner : [inner]
    return { any: list.map((each) => comparison(path, column, operator, each)) }
  }
  const list = Array.isArray(value) ? value : [value]
  return { any: list.map((each) => exactly(column, String(each))) }
}

function numeric(path: string, value: Json): Where {
  if (!Array.isArray(value) || value.length === 0 || value.length % 2 !== 0)
    throw new NoTwin(`“${path}” takes signs and numbers in turn,`)
  const all: Where[] = []
  for (let at = 0; at < value.length; at += 2) all.push(compared(path, String(value[at]), String(value[at + 1])))
  return { all }
}

function textIn(value: Json, path: string): string {
  if (typeof value !== 'string') throw new NoTwin(`“${path}” takes a text here,`)
  return value
}
