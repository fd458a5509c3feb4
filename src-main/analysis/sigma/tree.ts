import type { FilterColumn } from '../../../src-shared/filter/columns.ts'

/** What a rule asks of an event. `name` is the search identifier that the part is written under. */
export type Part = Group | Not | Leaf
export interface Group {
  readonly kind: 'all' | 'any'
  readonly parts: readonly Part[]
  readonly name?: string
}
export interface Not {
  readonly kind: 'not'
  readonly part: Part
}

/** One field, and what its value must be. One test that holds is enough. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly field: Field
  readonly tests: readonly Test[]
  /** As the rule writes it: `eventName|startswith: Create`. */
  readonly written: string
}

/**
 * Where the value is: in a column of the case, at a path in the record, or anywhere in its text. A path that leads through
 * a list leads to each of its elements.
 */
export type Field =
  | { readonly kind: 'column'; readonly column: FilterColumn }
  | { readonly kind: 'path'; readonly path: string; readonly steps: readonly (string | number)[] }
  | { readonly kind: 'record' }

/** Signs of a pattern: a text that stands for itself, any text, any one character, any dash or slash. */
export type Sign = { readonly text: string } | 'any-text' | 'any-character' | 'any-dash'

/** What a value is compared as is its text: numbers and booleans as they are written, objects as compact JSON. */
export type Test =
  | { readonly kind: 'pattern'; readonly signs: readonly Sign[]; readonly isCased: boolean }
  /** With the flags before it, as base/regex/ reads them. */
  | { readonly kind: 'regex'; readonly pattern: string }
  | { readonly kind: 'block'; readonly block: string }
  | { readonly kind: 'order'; readonly order: Order; readonly than: number }
  /** There is a value other than null. */
  | { readonly kind: 'set' }
  | { readonly kind: 'unset' }
  | {
      readonly kind: 'other-field'
      readonly steps: readonly (string | number)[]
      readonly place: Place
      readonly isCased: boolean
    }

export const orders = ['lt', 'lte', 'gt', 'gte'] as const
export type Order = (typeof orders)[number]
/** Where in the value the text stands. */
export type Place = 'whole' | 'inside' | 'start' | 'end'
