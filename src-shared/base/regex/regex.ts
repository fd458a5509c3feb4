import { fail, ok, type Result } from '../result.ts'
import { Automaton } from './automaton.ts'
import { lowerCased, single, unitOf } from './char-set.ts'
import { mostSteps, programOf } from './program.ts'
import { anyText, anyUnit, type Node, readPattern, sequence, setOf } from './syntax.ts'

/** Tells whether a text matches. */
export type TextTest = (text: string) => boolean

export const longestPattern = 1_000

/**
 * Reads a regular expression: what JavaScript, RE2 and Java agree on, without back-references and without looking ahead
 * or behind, which cannot be matched in bounded time. It matches anywhere in a text; `^` and `$` stand for its ends. Upper and lower case are
 * alike, unless `(?-i)` stands before all else, where `(?s)` and `(?m)` may stand, too.
 */
export function readRegex(pattern: string): Result<TextTest, 'no-regex'> {
  if (pattern.length > longestPattern)
    return fail('no-regex', `A regular expression has at most ${longestPattern} characters, this one ${pattern.length}`)
  const read = readPattern(pattern)
  if ('why' in read)
    return fail('no-regex', `“${pattern}” is no regular expression: at its character ${read.at + 1}, ${read.why}`)
  const test = testOf(read.node, { isWhole: false, ignoresCase: read.flags.ignoresCase })
  return test === null
    ? fail('no-regex', `“${pattern}” repeats too much: written out, it has more than ${mostSteps} steps`)
    : ok(test)
}

/**
 * Reads a pattern in which `*` stands for any text and `?` for any one character, and a backslash before either, or before
 * another backslash, for itself. It matches a text as a whole; upper and lower case are alike.
 */
export function readWildcards(pattern: string): Result<TextTest, 'no-pattern'> {
  const test = testOf(sequence(wildcardParts(pattern)), { isWhole: true, ignoresCase: true })
  return test === null
    ? fail('no-pattern', `A pattern with * or ? has at most about ${mostSteps} characters`)
    : ok(test)
}

function testOf(
  node: Node,
  { isWhole, ignoresCase }: { readonly isWhole: boolean; readonly ignoresCase: boolean },
): TextTest | null {
  const program = programOf(node)
  if (program === null) return null
  const automaton = new Automaton(program, isWhole, ignoresCase)
  return (text) => automaton.test(text)
}

/** A sign with the backslash before it, or any one sign. */
const wildcardSign = /\\[*?\\]|[\s\S]/g

const wildcardParts = (pattern: string): readonly Node[] =>
  (pattern.match(wildcardSign) ?? []).map((sign) => {
    if (sign === '*') return anyText
    return sign === '?' ? anyUnit : setOf(lowerCased(single(unitOf(sign.at(-1)!))))
  })

/** Whether a text has a wildcard, one that no backslash takes away. */
export const hasWildcard = (text: string): boolean =>
  (text.match(wildcardSign) ?? []).some((sign) => sign === '*' || sign === '?')

/** The pattern that only this text matches. */
export const asWildcards = (text: string): string => text.replace(/[*?]|\\(?=[*?\\])/g, '\\$&')
