import type { Part } from '../tree.ts'
import { Refused } from './refused.ts'

/** The search identifiers of a rule, read. */
export type Identifiers = ReadonlyMap<string, Part>

const longestCondition = 10_000
const deepest = 40

/**
 * Reads a condition: `or`, `and`, `not`, `1 of`, `all of` and parentheses, the least binding first (Sigma Rules
 * Specification 2.1.0, “Condition”). Throws `Refused`.
 */
export function readCondition(text: string, identifiers: Identifiers, line: number): Part {
  if (text.length > longestCondition)
    throw new Refused(line, `its condition has more than ${longestCondition} characters`)
  if (text.includes('|'))
    throw new Refused(line, 'its condition counts behind “|”, which Sigma has replaced by correlations')
  const words = text.match(/[()]|[^\s()]+/g) ?? []
  let at = 0
  const next = () => words[at]?.toLowerCase()
  const takes = (word: string) => next() === word && ++at > 0

  function either(depth: number): Part {
    const parts = [both(depth)]
    while (takes('or')) parts.push(both(depth))
    return group('any', parts)
  }
  function both(depth: number): Part {
    const parts = [one(depth)]
    while (takes('and')) parts.push(one(depth))
    return group('all', parts)
  }
  function one(depth: number): Part {
    if (depth > deepest) throw new Refused(line, `its condition is nested more than ${deepest} deep`)
    if (takes('not')) return { kind: 'not', part: one(depth + 1) }
    if (takes('(')) {
      const part = either(depth + 1)
      if (!takes(')')) throw new Refused(line, 'its condition lacks a “)”')
      return part
    }
    const word = words[at++]
    if (word === undefined) throw new Refused(line, 'its condition ends too early')
    if (next() === 'of') {
      const kind = quantifiers.get(word.toLowerCase())
      if (kind === undefined) throw new Refused(line, `its condition asks for “${word} of”: Sigma has 1, any and all`)
      at++
      return group(kind, named(words[at++] ?? ''))
    }
    const part = identifiers.get(word)
    if (part === undefined) throw new Refused(line, `its condition names “${word}”, which it does not define`)
    return part
  }
  function named(pattern: string): readonly Part[] {
    // Names that begin with _ are no part of `them`.
    const isNamed = pattern === 'them' ? (name: string) => !name.startsWith('_') : matcher(pattern)
    const parts = [...identifiers].flatMap(([name, part]) => (isNamed(name) ? [part] : []))
    if (parts.length === 0)
      throw new Refused(line, `its condition asks for “of ${pattern}”, and nothing has such a name`)
    return parts
  }

  const part = either(0)
  if (at < words.length) throw new Refused(line, `“${words[at]}” is not expected in its condition`)
  return part
}

const quantifiers: ReadonlyMap<string, 'any' | 'all'> = new Map([['1', 'any'], ['any', 'any'], ['all', 'all']]) // biome-ignore format: a table

export const group = (kind: 'all' | 'any', parts: readonly Part[]): Part =>
  parts.length === 1 ? parts[0]! : { kind, parts }

/** Of names, with `*` for any text: what is between stars stands there in this order. */
function matcher(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split('*')
  return (name) => {
    if (others.length === 0) return name === first
    const last = others.at(-1)!
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false
    let at = first.length
    const end = name.length - last.length
    return others.slice(0, -1).every((text) => {
      const found = name.indexOf(text, at)
      at = found + text.length
      return found >= 0 && at <= end
    })
  }
}
