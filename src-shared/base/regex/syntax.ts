import {
  type CharSet, complement, digits, lineEnds, lowerCased, single, spaces, union, unitOf, wordUnits,
} from './char-set.ts' // biome-ignore format: a list

/** A regular expression, read. */
export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  /** `most` is null where there is no end. */
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number | null }
  | { readonly kind: 'place'; readonly place: Place }
export type Place = 'start' | 'end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary'

/** What a pattern asks for as a whole, as in RE2: `(?s-i)` before it sets the one and takes back the other. */
export interface Flags {
  /** `i`: upper and lower case are alike. */
  readonly ignoresCase: boolean
  /** `m`: `^` and `$` stand for the ends of each line, too. */
  readonly byLine: boolean
  /** `s`: a dot stands for the end of a line, too. */
  readonly dotIsAny: boolean
}
export const usualFlags: Flags = { ignoresCase: true, byLine: false, dotIsAny: false }

/** Why a text is no regular expression; `at` counts its characters from 0. */
export interface Problem {
  readonly why: string
  readonly at: number
}

/** Thrown inside of the parser, so that each rule reads as if all went well. */
class NotRead {
  constructor(readonly problem: Problem) {}
}

export const setOf = (set: CharSet): Node => ({ kind: 'set', set })
export const sequence = (parts: readonly Node[]): Node => ({ kind: 'sequence', parts })
export const anyUnit: Node = setOf(complement([]))
export const anyText: Node = { kind: 'repeat', part: anyUnit, least: 0, most: null }

/** Where case does not count, sets hold the lower-case units, and the text that is matched is lower-cased first. */
export function readPattern(pattern: string): { readonly node: Node; readonly flags: Flags } | Problem {
  const { flags, length } = flagsBefore(pattern)
  try {
    return { node: new Parser(pattern, flags, length).read(), flags }
  } catch (error) {
    if (!(error instanceof NotRead)) throw error
    return error.problem
  }
}

function flagsBefore(pattern: string): { readonly flags: Flags; readonly length: number } {
  const [all = '', set = '', unset = ''] = /^\(\?(?=[ims-])([ims]*)(?:-([ims]+))?\)/.exec(pattern) ?? []
  const is = (flag: string, usual: boolean) => !unset.includes(flag) && (set.includes(flag) || usual)
  const flags = {
    ignoresCase: is('i', usualFlags.ignoresCase),
    byLine: is('m', usualFlags.byLine),
    dotIsAny: is('s', usualFlags.dotIsAny),
  }
  return { flags, length: all.length }
}

const classes: Readonly<Record<string, CharSet>> = {
  d: digits, D: complement(digits), w: wordUnits, W: complement(wordUnits), s: spaces, S: complement(spaces),
} // biome-ignore format: a table
const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', 0: '\0' }
const places: Readonly<Record<string, Place>> = { b: 'boundary', B: 'no-boundary' }

/** `{2}`, `{2,}`, `{2,5}`; any other brace stands for itself. */
const counted = /\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/y
const hex = /x([\da-f]{2})|u([\da-f]{4})/iy

class Parser {
  #at: number

  constructor(
    readonly text: string,
    readonly flags: Flags,
    from: number,
  ) {
    this.#at = from
  }

  read(): Node {
    const node = this.#choice()
    if (this.#at < this.text.length) throw this.#problem('this parenthesis closes no group', this.#at)
    return node
  }

  #choice(): Node {
    const parts = [this.#sequence()]
    while (this.#takes('|')) parts.push(this.#sequence())
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts }
  }

  #sequence(): Node {
    const parts: Node[] = []
    while (this.#at < this.text.length && this.text[this.#at] !== '|' && this.text[this.#at] !== ')')
      parts.push(this.#repeated())
    return parts.length === 1 ? parts[0]! : sequence(parts)
  }

  #repeated(): Node {
    const at = this.#at
    const part = this.#part()
    const count = this.#count()
    if (count === null) return part
    if (part.kind === 'place' && this.text[at] !== '(') throw this.#problem('there is nothing to repeat', at)
    // Whether as few or as many as possible are taken decides where a match ends, not whether there is one.
    this.#takes('?')
    if (this.#count() !== null) throw this.#problem('there is nothing to repeat', this.#at - 1)
    return { kind: 'repeat', part, ...count }
  }

  #count(): { readonly least: number; readonly most: number | null } | null {
    if (this.#takes('*')) return { least: 0, most: null }
    if (this.#takes('+')) return { least: 1, most: null }
    if (this.#takes('?')) return { least: 0, most: 1 }
    const at = this.#at
    const found = this.#takesForm(counted)
    if (found === null) return null
    const least = Number(found[1])
    const most = found[2] === undefined ? least : found[3] === undefined ? null : Number(found[3])
    if (most !== null && most < least) throw this.#problem('these numbers are out of order', at)
    return { least, most }
  }

  #part(): Node {
    const at = this.#at
    const character = this.text[this.#at++]!
    switch (character) {
      case '(':
        return this.#group(at)
      case '[':
        return setOf(this.#set(at))
      case '.':
        return this.flags.dotIsAny ? anyUnit : setOf(complement(lineEnds))
      case '^':
        return { kind: 'place', place: this.flags.byLine ? 'line-start' : 'start' }
      case '$':
        return { kind: 'place', place: this.flags.byLine ? 'line-end' : 'end' }
      case '*':
      case '+':
      case '?':
        throw this.#problem('there is nothing to repeat', at)
      case '\\':
        return this.#escaped(at)
      default:
        return setOf(this.#folded(single(unitOf(character))))
    }
  }

  #group(at: number): Node {
    if (this.#takes('?') && this.#takesForm(/:|<[A-Za-z]\w*>/y) === null)
      throw this.#problem('only (…), (?:…) and (?<name>…) are groups here, and none looks ahead or behind', at)
    const node = this.#choice()
    if (!this.#takes(')')) throw this.#problem('this group is not closed', at)
    return node
  }

  #escaped(at: number): Node {
    const place = places[this.text[this.#at] ?? '']
    if (place === undefined) return setOf(this.#unitsOf(this.#escape(at)))
    this.#at++
    return { kind: 'place', place }
  }

  /** What a backslash and the signs behind it stand for: a unit or a class. */
  #escape(at: number): number | CharSet {
    const found = this.#takesForm(hex)
    if (found !== null) return Number.parseInt(found[1] ?? found[2]!, 16)
    const character = this.text[this.#at++]
    if (character === undefined) throw this.#problem('a sign is missing behind \\', at)
    const control = controls[character]
    if (control === undefined && classes[character] === undefined && /[A-Za-z1-9]/.test(character))
      throw this.#problem(`\\${character} is not known here`, at)
    return classes[character] ?? unitOf(control ?? character)
  }

  #set(at: number): CharSet {
    const isNegated = this.#takes('^')
    const sets: CharSet[] = []
    while (!this.#takes(']')) {
      if (this.#at >= this.text.length) throw this.#problem('this bracket is not closed', at)
      sets.push(this.#member())
    }
    const set = union(sets)
    return isNegated ? complement(set) : set
  }

  /** A character, a class or a range of characters between brackets. */
  #member(): CharSet {
    const at = this.#at
    const first = this.#unit()
    const isRange = this.text[this.#at] === '-' && ![']', undefined].includes(this.text[this.#at + 1])
    if (typeof first !== 'number' || !isRange) return this.#unitsOf(first)
    this.#at++
    const last = this.#unit()
    if (typeof last !== 'number' || last < first) throw this.#problem('this range is out of order', at)
    return this.#folded([[first, last]])
  }

  #unitsOf(read: number | CharSet): CharSet {
    return typeof read === 'number' ? this.#folded(single(read)) : read
  }

  #folded(set: CharSet): CharSet {
    return this.flags.ignoresCase ? lowerCased(set) : set
  }

  #unit(): number | CharSet {
    const at = this.#at
    const character = this.text[this.#at++]!
    if (character !== '\\') return unitOf(character)
    return this.#takes('b') ? unitOf('\b') : this.#escape(at)
  }

  #takes(character: string): boolean {
    if (this.text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #takesForm(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#at
    const found = form.exec(this.text)
    if (found !== null) this.#at = form.lastIndex
    return found
  }

  #problem(why: string, at: number): NotRead {
    return new NotRead({ why, at })
  }
}
