import { readRegex, type TextTest } from '../../../../src-shared/base/regex/regex.ts'
import { ok, type Result } from '../../../../src-shared/base/result.ts'
import { asRegex } from '../read/signs.ts'
import type { Sign } from '../tree.ts'

interface Pattern {
  readonly signs: readonly Sign[]
  readonly isCased: boolean
}

/** A text that stands alone, in the middle, or at an end needs no automaton: nearly all patterns of rules are such. */
export function patternTest({ signs, isCased }: Pattern): Result<TextTest, 'no-regex'> {
  const plain = plainOf(signs)
  if (plain === null) return readRegex(asRegex(signs, isCased))
  const { text, before, after } = plain
  const sought = isCased ? text : text.toLowerCase()
  const compares: (value: string) => boolean =
    before && after
      ? (value) => value.includes(sought)
      : before
        ? (value) => value.endsWith(sought)
        : after
          ? (value) => value.startsWith(sought)
          : (value) => value === sought
  return ok(isCased ? compares : (value) => compares(value.toLowerCase()))
}

/** The one text of the pattern, and whether any text may stand before and after it; null for any other pattern. */
export function plainOf(signs: readonly Sign[]) {
  const before = signs[0] === 'any-text'
  const after = signs.length > 1 && signs.at(-1) === 'any-text'
  const [inner, ...more] = signs.slice(before ? 1 : 0, after ? -1 : undefined)
  if (more.length > 0 || (inner !== undefined && typeof inner !== 'object')) return null
  return { text: inner?.text ?? '', before, after: after || (before && inner === undefined) }
}
