import { type CharSet, lastUnit, lineFeed, wordUnits } from './char-set.ts'
import type { Program } from './program.ts'

/** What stands before a place in the text. */
type Before = 'nothing' | 'word' | 'line-feed' | 'other'

interface State {
  /** Steps of the program that the text may be at, ascending. */
  readonly steps: readonly number[]
  readonly before: Before
}

/** In place of the state that follows. */
const unknown = -1
const accepted = -2
const rejected = -3

/** Cells of the table of states by kinds, a megabyte: memory stays bounded whatever the pattern. */
const cells = 2 ** 18

/**
 * Finds a program in texts, in time that grows with the length of the text only: states of the deterministic automaton are
 * made when a text first leads to them and are kept (R. Cox, https://swtch.com/~rsc/regexp/regexp1.html). A pattern that
 * makes JavaScript's `RegExp` go back and forth without end takes no longer than others here.
 */
export class Automaton {
  readonly #kindOf: Uint16Array
  /** By kind: what its units are before and behind a place. */
  readonly #beside: readonly Before[]
  /** By step, the kinds that it takes. */
  readonly #takes: readonly (ReadonlySet<number> | null)[]
  /** A state has a cell for each kind of the unit that follows, and one for the end of the text. */
  readonly #width: number
  /** Where the cells of the next state begin. A table that is full is begun anew. */
  readonly #next = new Int32Array(cells)
  readonly #states: State[] = []
  readonly #byKey = new Map<string, number>()

  /**
   * Whole: the text must match from its first to its last character, and not only somewhere. Where case does not count, the
   * program is one of lower-case letters.
   */
  constructor(
    private readonly program: Program,
    private readonly isWhole: boolean,
    private readonly ignoresCase: boolean,
  ) {
    const sets = program.steps.flatMap((step) => (step.kind === 'take' ? [step.set] : []))
    const { kindOf, first } = kindsOf([...sets, wordUnits, lineFeed])
    this.#kindOf = kindOf
    this.#beside = first.map((unit) =>
      holds(wordUnits, unit) ? 'word' : holds(lineFeed, unit) ? 'line-feed' : 'other',
    )
    this.#width = first.length + 1
    this.#takes = program.steps.map((step) =>
      step.kind === 'take' ? new Set(first.flatMap((unit, kind) => (holds(step.set, unit) ? [kind] : []))) : null,
    )
    this.#begin()
  }

  test(text: string): boolean {
    const folded = this.ignoresCase ? text.toLowerCase() : text
    const kindOf = this.#kindOf
    const table = this.#next
    let at = 0
    for (let i = 0; i < folded.length; i++) {
      const kind = kindOf[folded.charCodeAt(i)]!
      const next = table[at + kind]!
      at = next === unknown ? this.#follow(at, kind) : next
      if (at < 0) return at === accepted
    }
    const end = this.#width - 1
    const last = table[at + end]!
    return (last === unknown ? this.#follow(at, end) : last) === accepted
  }

  /** With the state that texts begin at, whose cells are the first. */
  #begin(): void {
    this.#next.fill(unknown)
    this.#byKey.clear()
    this.#states.length = 0
    this.#add({ steps: [this.program.start], before: 'nothing' })
  }

  #follow(at: number, kind: number): number {
    const next = this.#after(this.#states[at / this.#width]!, kind)
    if (typeof next === 'number') {
      this.#next[at + kind] = next
      return next
    }
    const known = this.#byKey.get(keyOf(next))
    if (known === undefined && (this.#states.length + 1) * this.#width > cells) {
      this.#begin()
      return this.#byKey.get(keyOf(next)) ?? this.#add(next)
    }
    const to = known ?? this.#add(next)
    this.#next[at + kind] = to
    return to
  }

  #add(state: State): number {
    const at = (this.#states.push(state) - 1) * this.#width
    this.#byKey.set(keyOf(state), at)
    return at
  }

  #after(state: State, kind: number): State | typeof accepted | typeof rejected {
    const isEnd = kind === this.#width - 1
    const after = isEnd ? 'nothing' : this.#beside[kind]!
    const here = this.#reached(state, after)
    if (here.has(0) && (isEnd || !this.isWhole)) return accepted
    if (isEnd) return rejected
    const taken = [...here].flatMap((at) => (this.#takes[at]?.has(kind) ? [nextOf(this.program, at)] : []))
    if (!this.isWhole) taken.push(this.program.start)
    if (taken.length === 0) return rejected
    return { steps: [...new Set(taken)].sort((a, b) => a - b), before: after }
  }

  /** Steps that are reached without taking a unit, where `after` follows; 0 among them is a match. */
  #reached({ steps, before }: State, after: Before): ReadonlySet<number> {
    const reached = new Set(steps)
    // A set gives its members in the order of their coming, those added meanwhile, too.
    for (const at of reached) {
      const step = this.program.steps[at]!
      if (step.kind === 'either') reached.add(step.next).add(step.other)
      else if (step.kind === 'place' && isAt[step.place](before, after)) reached.add(step.next)
    }
    return reached
  }
}

const keyOf = ({ steps, before }: State): string => `${before} ${steps.join()}`

const isAt = {
  start: (before: Before, _: Before) => before === 'nothing',
  end: (_: Before, after: Before) => after === 'nothing',
  'line-start': (before: Before, _: Before) => before === 'nothing' || before === 'line-feed',
  'line-end': (_: Before, after: Before) => after === 'nothing' || after === 'line-feed',
  boundary: (before: Before, after: Before) => (before === 'word') !== (after === 'word'),
  'no-boundary': (before: Before, after: Before) => (before === 'word') === (after === 'word'),
}

function nextOf({ steps }: Program, at: number): number {
  const step = steps[at]!
  if (step.kind !== 'take') throw new Error('only a step that takes a unit leads on by one')
  return step.next
}

const holds = (set: CharSet, unit: number): boolean => set.some(([from, to]) => from <= unit && unit <= to)

/** Units that no set tells apart are of one kind. `first` is the first unit of each kind. */
function kindsOf(sets: readonly CharSet[]) {
  const starts = new Set([0, ...sets.flatMap((set) => set.flatMap(([from, to]) => [from, to + 1]))])
  const first = [...starts].filter((unit) => unit <= lastUnit).sort((a, b) => a - b)
  const kindOf = new Uint16Array(lastUnit + 1)
  for (const [kind, unit] of first.entries()) kindOf.fill(kind, unit)
  return { kindOf, first }
}
