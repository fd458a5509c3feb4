import type { LogHead, LogLine, LogProblem, LogState } from '../../src-shared/model/examiner-log.ts'
import type { Steps } from '../runtime/steps.ts'
import { isIntact, readLine, sha256Of } from './line.ts'

/**
 * Holds the lines of a log against each other and against its head, where one was kept apart from it. A line that was
 * edited, cut, moved, inserted or repeated is named. A log that somebody wrote anew as a whole, with all its hashes, has no
 * problem unless a head is given that was kept where they could not write.
 */
export function* checkLog(lines: readonly string[], anchor: LogHead | null): Steps<LogState> {
  const read = new Reading()
  for (const [place, text] of lines.entries()) {
    read.take(text, place + 1)
    if (place % linesOfStep === 0) yield
  }
  return {
    lines: lines.length,
    problems: read.problems(anchor),
    head: read.head,
    anchor,
    afterAnchor: anchor === null ? 0 : read.after(anchor),
  }
}

const linesOfStep = 100

/** A line whose hash is right. */
interface Intact {
  readonly at: number
  readonly line: LogLine
  /** Of its bytes, and of those of the line above it; null of the first. */
  readonly sha256: string
  readonly above: string | null
}

class Reading {
  readonly #problems: LogProblem[] = []
  /** Several where a line was inserted under a number that another has. */
  readonly #byNumber = new Map<number, Intact[]>()
  readonly #seen = new Set<string>()
  /** Numbers that a line was passed over for, which may come later. */
  readonly #passed = new Set<number>()
  /** Numbers of lines that are there and damaged, as far as their places tell. */
  readonly #damaged = new Set<number>()
  #next = 1
  #last: LogLine | null = null
  #isBehindDamage = false
  #above: string | null = null

  take(text: string, at: number): void {
    const sha256 = sha256Of(text)
    this.#read(text, at, sha256)
    this.#above = sha256
  }

  #read(text: string, at: number, sha256: string): void {
    const line = readLine(text)
    if (line === null || !isIntact(text, line)) {
      this.#problems.push(line === null ? { code: 'unreadable', at } : { code: 'edited', at, n: line.n })
      this.#damaged.add(this.#next++)
      this.#isBehindDamage = true
      return
    }
    if (this.#seen.has(sha256)) {
      this.#problems.push({ code: 'repeated', at, n: line.n })
      return
    }
    this.#seen.add(sha256)
    this.#place({ at, line, sha256, above: this.#above })
    this.#isBehindDamage = false
  }

  #place(intact: Intact): void {
    const { n } = intact.line
    // The damaged line before it took no number: it was inserted.
    if (this.#isBehindDamage && n === this.#next - 1) this.#damaged.delete(--this.#next)
    const others = this.#byNumber.get(n)
    if (others !== undefined) {
      others.push(intact)
      return
    }
    this.#byNumber.set(n, [intact])
    if (n < this.#next) {
      if (!this.#damaged.has(n)) this.#problems.push({ code: 'moved', at: intact.at, n })
      this.#passed.delete(n)
      return
    }
    // A forged number must not cost memory.
    for (let passed = Math.max(this.#next, n - mostPassed); passed < n; passed++) this.#passed.add(passed)
    this.#next = n + 1
    this.#last = intact.line
  }

  get head(): LogHead | null {
    return this.#last === null ? null : { n: this.#last.n, hash: this.#last.hash }
  }

  after({ n }: LogHead): number {
    return [...this.#byNumber.keys()].filter((other) => other > n).length
  }

  problems(anchor: LogHead | null): readonly LogProblem[] {
    const linked = [...this.#byNumber.values()].flatMap((all) => this.#linkProblems(all, anchor))
    const inFile = [...this.#problems, ...linked].toSorted((a, b) => placeOf(a) - placeOf(b))
    return [...inFile, ...this.#missing(anchor)]
  }

  /** Of lines with one number, usually one. */
  #linkProblems(all: readonly Intact[], anchor: LogHead | null): LogProblem[] {
    const { n } = all[0]!.line
    const following = this.#byNumber.get(n + 1) ?? []
    const isNamed = ({ sha256, line }: Intact) =>
      following.some(({ line: { previous } }) => previous === sha256) || (anchor?.n === n && anchor.hash === line.hash)
    const own = all.find(isNamed) ?? all[0]!
    const inserted = all.filter((one) => one !== own).map(({ at }) => ({ code: 'inserted', at, n }) as const)
    const before = this.#byNumber.get(n - 1) ?? []
    // Behind a line of which half was written, it rests on that.
    const rests = [...before.map(({ sha256 }) => sha256), own.above]
    const follows = n === 1 ? own.line.previous === null : rests.includes(own.line.previous)
    const isKnown = n === 1 || before.length > 0
    return [
      ...inserted,
      ...(isKnown && !follows ? [{ code: 'does-not-follow', at: own.at, n } as const] : []),
      ...(anchor?.n === n && anchor.hash !== own.line.hash ? [{ code: 'not-the-head', at: own.at, n } as const] : []),
    ]
  }

  #missing(anchor: LogHead | null): LogProblem[] {
    const spans: { code: 'missing'; from: number; until: number }[] = []
    for (const n of [...this.#passed].sort((a, b) => a - b)) {
      const last = spans.at(-1)
      if (last?.until === n - 1) last.until = n
      else spans.push({ code: 'missing', from: n, until: n })
    }
    if (anchor !== null && anchor.n >= this.#next) spans.push({ code: 'missing', from: this.#next, until: anchor.n })
    return spans
  }
}

const mostPassed = 10_000

const placeOf = (problem: LogProblem): number => (problem.code === 'missing' ? Number.MAX_SAFE_INTEGER : problem.at)
