import { isSaid, type Token, tokenize } from '../tokens.ts'
import type { Edits } from './edits.ts'
import { literal, Text } from './text.ts'

export type ParameterType = 'text' | 'number' | 'time'

/** A value that a query leaves open. */
export interface Parameter {
  /** As it is asked for; `?` are called `1`, `2`, … */
  readonly name: string
  readonly type: ParameterType
  /** Where it stands in the text, each time. */
  readonly places: readonly { readonly from: number; readonly until: number }[]
}

interface Place {
  /** The token that holds it. */
  readonly at: number
  readonly name: string
  /** Within a string: `'${name}'`. */
  readonly isInString: boolean
  readonly type: ParameterType
  readonly from: number
  readonly until: number
}

/**
 * The values that a query leaves open: `${x}`, also within a string, `:x`, `?`. One name that is both the lower and the upper
 * bound of something is two values, `x_from` and `x_until`: published queries write `'${date_filter}'` for both.
 */
export function parametersIn(sql: string): readonly Parameter[] {
  const places = placesIn(new Text(tokenize(sql, 'signs').filter(isSaid)))
  return [...new Set(places.map(({ name }) => name))].map((name) => {
    const own = places.filter((place) => place.name === name)
    return { name, type: own[0]!.type, places: own.map(({ from, until }) => ({ from, until })) }
  })
}

/** Puts values in their places. Answers with the names of those that were not given. */
export function fillParameters(text: Text, edits: Edits, values: Readonly<Record<string, string>>): readonly string[] {
  const missing = new Set<string>()
  for (const { at, name, isInString, type } of placesIn(text)) {
    const value = values[name] ?? values[name.replace(/_(?:from|until)$/, '')]
    if (value === undefined) {
      missing.add(name)
      continue
    }
    if (isInString) edits.replace(at, literal(filled(text.string(at)!, name, value)))
    else edits.replace(at, type === 'number' && /^-?\d+(?:\.\d+)?$/.test(value) ? value : literal(value))
  }
  return [...missing]
}

const filled = (written: string, name: string, value: string): string =>
  written.replace(/\$\{([^}]*)\}/g, (whole, inner: string) =>
    inner === name || `${inner}_from` === name || `${inner}_until` === name ? value : whole,
  )

function placesIn(text: Text): readonly Place[] {
  let questions = 0
  const places = text.tokens.flatMap((token, at): readonly Place[] => {
    const type = typeAt(text, at)
    if (token.kind === 'string')
      return [...token.text.matchAll(/\$\{([^}]*)\}/g)].map(([whole, name], i) => ({
        at,
        name: name!.trim(),
        isInString: true,
        type,
        ...spanIn(token, whole, i),
      }))
    if (token.kind !== 'placeholder' || text.is(at - 1, 'from', 'join')) return []
    const name = nameOfPlaceholder(token.text, () => String(++questions))
    return [{ at, name, isInString: false, type, from: token.from, until: token.until }]
  })
  return places.map((place) => ({ ...place, name: boundName(text, places, place) }))
}

const spanIn = (token: Token, written: string, _nth: number) => {
  const from = token.from + token.text.indexOf(written)
  return { from, until: from + written.length }
}

function nameOfPlaceholder(written: string, next: () => string): string {
  if (written.startsWith('?')) return written.length > 1 ? written.slice(1) : next()
  return written.startsWith('${') ? written.slice(2, -1).trim() : written.slice(1)
}

/** The name; of one that bounds something from both sides with the side. */
function boundName(text: Text, places: readonly Place[], { at, name }: Place): string {
  const sides = new Set(places.filter((place) => place.name === name).map((place) => sideAt(text, place.at)))
  const side = sideAt(text, at)
  return sides.has('from') && sides.has('until') && side !== null ? `${name}_${side}` : name
}

const sideAt = (text: Text, at: number): 'from' | 'until' | null => {
  if (text.is(at - 1, '>', '>=') || text.is(at - 1, 'between')) return 'from'
  if (text.is(at - 1, '<', '<=') || (text.is(at - 1, 'and') && text.is(at - 3, 'between'))) return 'until'
  return null
}

/** What a value may be, by what stands before it. */
function typeAt(text: Text, at: number): ParameterType {
  if (text.is(at - 1, 'limit', 'offset', 'interval')) return 'number'
  const column = text.name(at - 2) ?? ''
  if (/time$|date/.test(column)) return 'time'
  return text.is(at - 2, ')') ? 'number' : 'text'
}
