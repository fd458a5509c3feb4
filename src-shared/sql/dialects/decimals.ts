import type { Edits } from './edits.ts'
import { startOfOperand } from './syntax.ts'
import type { Range, Text } from './text.ts'

/** What a factor is: how many digits it has behind the point, or a DOUBLE; names whose type only DuckDB knows. */
interface Factor {
  readonly scale: number
  readonly isDecimal: boolean
  readonly isDouble: boolean
  readonly names: readonly string[]
}

const integer: Factor = { scale: 0, isDecimal: false, isDouble: false, names: [] }
const double: Factor = { ...integer, isDouble: true }

const doubleFunctions = [
  'avg',
  'pow',
  'power',
  'sqrt',
  'ln',
  'log10',
  'exp',
  'to_unixtime',
  'stddev',
  'variance',
  'random',
  'epoch',
] as const

/**
 * A division of decimals has as many digits behind the point as its operands in Trino: `100.0 * 1 / 3` is 33.3, where DuckDB makes
 * a DOUBLE of it. Source: Trino's documentation of decimal functions and operators.
 */
export function rewriteDivisions(text: Text, edits: Edits): void {
  for (let at = 1; at < text.length - 1; at++) {
    if (text.is(at, '/') && !isBehindFactor(text, at)) rewriteChain(text, edits, at)
  }
}

/** Whether another division of the same chain stands before, which has seen to this one. */
function isBehindFactor(text: Text, at: number): boolean {
  for (let first = startOfOperand(text, at - 1); first > 1 && text.is(first - 1, '*', '/', '%'); ) {
    if (text.is(first - 1, '/')) return true
    first = startOfOperand(text, first - 2)
  }
  return false
}

function rewriteChain(text: Text, edits: Edits, division: number): void {
  let start = startOfOperand(text, division - 1)
  while (start > 1 && text.is(start - 1, '*', '/', '%')) start = startOfOperand(text, start - 2)
  let product = factorAt(text, start)
  for (let at = product.last + 1; text.is(at, '*', '/', '%'); ) {
    const next = factorAt(text, at + 1)
    const isDivision = text.is(at, '/')
    const scale = isDivision ? Math.max(product.scale, next.scale) : product.scale + next.scale
    product = {
      last: next.last,
      scale,
      isDecimal: product.isDecimal || next.isDecimal,
      isDouble: product.isDouble || next.isDouble,
      names: [...product.names, ...next.names],
    }
    if (isDivision && product.isDecimal && !product.isDouble) {
      const unless = product.names.map((name) => `typeof(${name}) = 'DOUBLE'`).join(' OR ') || 'false'
      edits.before(start, 'trino_rounded(')
      edits.after(product.last, `, ${scale}, ${unless})`)
    }
    at = product.last + 1
  }
}

/** The factor that begins at a token, and its last token. */
function factorAt(text: Text, first: number): Factor & { readonly last: number } {
  const token = text.tokens[first]
  if (token === undefined) return { ...integer, last: first }
  if (token.kind === 'number') {
    const digits = /\.(\d*)$/.exec(token.text)?.[1]
    if (/e/i.test(token.text)) return { ...double, last: first }
    return { ...integer, scale: digits?.length ?? 0, isDecimal: digits !== undefined, last: first }
  }
  if (text.is(first, '(') && text.is(first + 1, 'select', 'with', 'values'))
    return { ...ofQuery(text, first), last: text.partner(first) }
  if (text.is(first, '('))
    return { ...within(text, { first: first + 1, last: text.partner(first) - 1 }), last: text.partner(first) }
  const call = text.call(first)
  if (call !== null)
    return { ...ofCall(text, call.name, call.arguments[0] ?? null, call.close), last: endOfCall(text, call.close) }
  let last = first
  while (text.is(last + 1, '.')) last += 2
  const name = text.tokens.slice(first, last + 1).map((part) => part.text).join('') // biome-ignore format: one line
  return { ...integer, names: text.name(first) === null ? [] : [name], last }
}

/** Of a query in brackets: its first column. Names in it are none of the query around it. */
function ofQuery(text: Text, open: number): Factor {
  if (!text.is(open + 1, 'select')) return integer
  const close = text.partner(open)
  let end = open + 2
  while (end < close && !text.is(end, 'from', ',')) end = text.next(end)
  return { ...within(text, { first: open + 2, last: end - 1 }), names: [] }
}

/** FILTER and OVER belong to the call. */
function endOfCall(text: Text, close: number): number {
  if (text.is(close + 1, 'filter', 'over') && text.is(close + 2, '(')) return endOfCall(text, text.partner(close + 2))
  return close
}

function ofCall(text: Text, name: string, argument: Range | null, close: number): Factor {
  if (doubleFunctions.some((known) => known === name)) return double
  if (name === 'cast' || name === 'try_cast') {
    if (text.is(close - 1, 'double', 'real')) return double
    const scale = text.is(close - 1, ')') && text.is(close - 3, ',') ? Number(text.tokens[close - 2]!.text) : 0
    return { ...integer, scale, isDecimal: scale > 0 }
  }
  const passes =
    name === 'sum' || name === 'max' || name === 'min' || name === 'abs' || name === 'nullif' || name === 'coalesce'
  return passes && argument !== null ? { ...within(text, argument), names: [] } : integer
}

/** Of a sum of factors: the greatest scale among them. */
function within(text: Text, { first, last }: Range): Factor {
  let factor: Factor = integer
  for (let at = first; at <= last; ) {
    const next = factorAt(text, at)
    factor = {
      scale: Math.max(factor.scale, next.scale),
      isDecimal: factor.isDecimal || next.isDecimal,
      isDouble: factor.isDouble || next.isDouble,
      names: [...factor.names, ...next.names],
    }
    at = Math.max(next.last + 1, at + 1)
  }
  return factor
}
