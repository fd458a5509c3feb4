import type { Place, Sign } from '../tree.ts'

const dashes = new Set(['-', '/', '\u2013', '\u2014', '\u2015'])

interface SignsOf {
  readonly place: Place
  /** Modifier `windash`: a dash or slash stands for any of them. */
  readonly anyDash: boolean
}

/**
 * A value of a rule as signs. A backslash takes its meaning from `*`, `?` and another backslash, and stands for itself
 * before all else (Sigma Rules Specification 2.1.0, “Escape Character”).
 */
export function signsOf(value: string, { place, anyDash }: SignsOf): readonly Sign[] {
  const signs: Sign[] = []
  let text = ''
  const flush = () => {
    if (text !== '') signs.push({ text })
    text = ''
  }
  const add = (sign: Exclude<Sign, object>) => {
    flush()
    // Any text twice is any text once.
    if (sign !== 'any-text' || signs.at(-1) !== 'any-text') signs.push(sign)
  }
  if (place === 'inside' || place === 'end') add('any-text')
  for (let at = 0; at < value.length; at++) {
    const character = value[at]!
    const next = value[at + 1]
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      text += next
      at++
    } else if (character === '*') add('any-text')
    else if (character === '?') add('any-character')
    else if (anyDash && dashes.has(character)) add('any-dash')
    else text += character
  }
  flush()
  if (place === 'inside' || place === 'start') add('any-text')
  return signs
}

/** The same as a pattern of the filter (base/regex/), which has no sign for any dash: null. */
export function asFilterPattern(signs: readonly Sign[]): string | null {
  const parts = signs.map((sign) => {
    if (typeof sign === 'object') return sign.text.replace(/[*?\\]/g, '\\$&')
    return sign === 'any-text' ? '*' : sign === 'any-character' ? '?' : null
  })
  return parts.includes(null) ? null : parts.join('')
}

/** The same as a regular expression. */
export function asRegex(signs: readonly Sign[], isCased: boolean): string {
  const parts = signs.map((sign) => {
    if (typeof sign === 'object') return sign.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    return sign === 'any-text'
      ? '.*'
      : sign === 'any-character'
        ? '.'
        : `[${[...dashes].map((dash) => `\\${dash}`).join('')}]`
  })
  return `(?s${isCased ? '-i' : ''})^${parts.join('')}$`
}
