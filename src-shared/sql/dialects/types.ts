import type { Edits } from './edits.ts'
import { type Call, literal, type Range, type Text } from './text.ts'

/** Types of Trino that DuckDB calls otherwise. */
const renamed: Readonly<Record<string, string>> = {
  row: 'STRUCT', string: 'VARCHAR', varbinary: 'BLOB', real: 'FLOAT', char: 'VARCHAR', int: 'INTEGER',
} // biome-ignore format: a table

/** Types whose parameter DuckDB does not take. */
const plain = new Set(['varchar', 'char', 'string', 'timestamp', 'time'])

/** Writes CAST and TRY_CAST as DuckDB does them. */
export function rewriteCasts(text: Text, edits: Edits): void {
  for (let at = text.length - 1; at >= 0; at--) {
    const call = text.call(at)
    if (call === null || (call.name !== 'cast' && call.name !== 'try_cast')) continue
    const as = placeOfAs(text, call)
    if (as >= 0) rewriteCast(text, edits, call, as)
  }
}

function placeOfAs(text: Text, { open, close }: Call): number {
  let found = -1
  for (let at = open + 1; at < close; at = text.next(at)) if (text.is(at, 'as')) found = at
  return found
}

function rewriteCast(text: Text, edits: Edits, { at, open, close }: Call, as: number): void {
  const type: Range = { first: as + 1, last: close - 1 }
  const name = text.name(type.first)
  const isPlain = type.first === type.last || text.is(type.first + 1, '(')
  const becomesCall = (called: string) => {
    edits.replace(at, called)
    edits.remove({ first: as, last: type.last })
  }
  const rows = text.is(open + 1, 'json_parse', 'json_extract') ? jsonRowsOf(text, type) : null
  if (rows !== null) {
    // DuckDB casts an object to a row only if it has no other member, and the names are spelt alike.
    edits.replace(at, `from_json(${'regexp_replace('.repeat(rows.names.length)}CAST`)
    edits.replaceAll(type, 'VARCHAR')
    const spelt = rows.names.map((field) => `, ${literal(`"(?i:${field})"\\s*:`)}, ${literal(`"${field}":`)}, 'g')`)
    edits.replace(close, `)${spelt.join('')}, ${literal(JSON.stringify(rows.structure))})`)
  } else if (name === 'ipaddress') becomesCall('trino_ip')
  else if (name === 'json') becomesCall('to_json')
  else if (isPlain && (name === 'varchar' || name === 'string' || name === 'char')) {
    becomesCall('trino_varchar')
    if (type.first === type.last) return
    // VARCHAR(10) cuts.
    edits.before(at, 'substr(')
    edits.after(close, `, 1, ${text.tokens[type.first + 2]!.text})`)
  } else {
    edits.replaceAll(type, typeOf(text, type))
    if (name !== 'map') return
    edits.replace(at, `trino_sorted_map(${text.tokens[at]!.text}`)
    edits.replace(close, '))')
  }
}

/** A type in DuckDB's spelling. */
function typeOf(text: Text, { first, last }: Range): string {
  const word = text.tokens[first]!.text
  const name = word.toLowerCase()
  const isHive = text.is(first + 1, '<')
  const inner: Range = { first: first + 2, last: last - 1 }
  const parts = () => text.parts(inner.first, inner.last)
  if (name === 'array' && (isHive || text.is(first + 1, '('))) return `${typeOf(text, inner)}[]`
  if (name === 'map')
    return `MAP(${parts()
      .map((part) => typeOf(text, part))
      .join(', ')})`
  if (name === 'row') {
    const fields = parts().map(
      (part) => `${text.tokens[part.first]!.text} ${typeOf(text, { ...part, first: part.first + 1 })}`,
    )
    return `STRUCT(${fields.join(', ')})`
  }
  if (name === 'timestamp' && text.is(last, 'zone') && text.is(last - 2, 'with')) return 'TIMESTAMPTZ'
  const known = renamed[name] ?? word
  if (plain.has(name)) return known
  const rest = text.tokens.slice(first + 1, last + 1).map((token) => token.text)
  return known + rest.join('')
}

type JsonStructure = string | readonly JsonStructure[] | { readonly [name: string]: JsonStructure }

/** A type of rows with named fields as `from_json` takes it, and the names of all fields; null for a type without such. */
function jsonRowsOf(
  text: Text,
  type: Range,
): { readonly structure: JsonStructure; readonly names: readonly string[] } | null {
  const names: string[] = []
  const structureOf = ({ first, last }: Range): JsonStructure => {
    if (text.is(first, 'array') && text.is(first + 1, '(')) return [structureOf({ first: first + 2, last: last - 1 })]
    if (!text.is(first, 'row')) return typeOf(text, { first, last })
    const fields = text.parts(first + 2, last - 1).map((part) => {
      const name = text.name(part.first) ?? ''
      names.push(part.first < part.last && /^\w+$/.test(name) ? name : '')
      return [name, structureOf({ ...part, first: part.first + 1 })] as const
    })
    return Object.fromEntries(fields)
  }
  const structure = structureOf(type)
  return names.length === 0 || names.includes('') ? null : { structure, names }
}
