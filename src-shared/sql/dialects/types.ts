import type { Edits } from './edits.ts'
import type { Call, Range, Text } from './text.ts'

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

function rewriteCast(text: Text, edits: Edits, { at, close }: Call, as: number): void {
  const type: Range = { first: as + 1, last: close - 1 }
  const name = text.name(type.first)
  const isPlain = type.first === type.last || text.is(type.first + 1, '(')
  const becomesCall = (called: string) => {
    edits.replace(at, called)
    edits.remove({ first: as, last: type.last })
  }
  if (name === 'ipaddress') becomesCall('trino_ip')
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
