import type { CharSet } from './char-set.ts'
import type { Node, Place } from './syntax.ts'

/** A step of a nondeterministic automaton (K. Thompson, “Regular Expression Search Algorithm”, 1968). */
export type Step =
  | { readonly kind: 'take'; readonly set: CharSet; readonly next: number }
  | { readonly kind: 'either'; readonly next: number; readonly other: number }
  | { readonly kind: 'place'; readonly place: Place; readonly next: number }
  | { readonly kind: 'match' }

export interface Program {
  readonly steps: readonly Step[]
  readonly start: number
}

/** How many steps the automaton has at most: matching a text takes no more than its length times this. */
export const mostSteps = 1_000

/** Null where it takes more than `mostSteps`. */
export function programOf(node: Node): Program | null {
  if (sizeOf(node) > mostSteps) return null
  const steps: Step[] = [{ kind: 'match' }]
  const add = (step: Step) => steps.push(step) - 1
  /** Adds what matches the part and goes on at `next`; returns where it begins. */
  const from = (part: Node, next: number): number => {
    switch (part.kind) {
      case 'set':
        return add({ kind: 'take', set: part.set, next })
      case 'place':
        return add({ kind: 'place', place: part.place, next })
      case 'sequence':
        return part.parts.reduceRight((after, each) => from(each, after), next)
      case 'choice':
        return part.parts.map((each) => from(each, next)).reduce((other, first) => add({ kind: 'either', next: first, other })) // biome-ignore format: a line
      case 'repeat':
        return repeated(part, next)
    }
  }
  const repeated = ({ part, least, most }: Node & { readonly kind: 'repeat' }, next: number): number => {
    let after = next
    if (most === null) {
      const loop = add({ kind: 'either', next, other: next })
      steps[loop] = { kind: 'either', next: from(part, loop), other: next }
      after = loop
    }
    for (let i = least; i < (most ?? least); i++) after = add({ kind: 'either', next: from(part, after), other: next })
    for (let i = 0; i < least; i++) after = from(part, after)
    return after
  }
  return { start: from(node, 0), steps }
}

function sizeOf(node: Node): number {
  switch (node.kind) {
    case 'set':
    case 'place':
      return 1
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + sizeOf(part), 0)
    case 'choice':
      return node.parts.reduce((sum, part) => sum + sizeOf(part), node.parts.length)
    case 'repeat':
      return (sizeOf(node.part) + 1) * Math.max(1, node.most ?? node.least + 1)
  }
}
