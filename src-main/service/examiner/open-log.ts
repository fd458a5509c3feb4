import type { ExaminerLogPage, In, LogForm } from '../../../src-shared/contract/index.ts'
import type { Deed, Examiner, LogLine, LogState, ShownLogLine } from '../../../src-shared/model/examiner-log.ts'
import {
  logAsMarkdown,
  logNotKept,
  logProblemSentence,
  logStateSentence,
} from '../../../src-shared/words/examiner-log.ts'
import type { Engine } from '../../engine/engine.ts'
import { checkLog } from '../../examiner/check.ts'
import { lineAfter, readLine } from '../../examiner/line.ts'
import { shownLine } from '../../examiner/shown.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { CaseLog, CaseLogs, OpenedCase } from './case-logs.ts'

export interface LogParts {
  readonly logs: CaseLogs
  /** Who works on the case now. */
  readonly examiner: () => Examiner
  /** Of Trailproof. */
  readonly version: string
}

/** What was done, by whom and when, before it is a line. */
export type Said = Pick<LogLine, 'at' | 'who' | 'what'>

type LogEngine = Pick<Engine, 'recogniseCase' | 'tellLogHead'>

const noLines: LogState = { lines: 0, problems: [], head: null, anchor: null, afterAnchor: 0 }

/** The log of one case while it is open: found, checked and appended to, one thing after the other. */
export class OpenLog {
  #log: CaseLog | null = null
  #texts: readonly string[] = []
  #shown: readonly ShownLogLine[] = []
  #state = noLines
  /** What could not be written yet. */
  #unwritten: readonly Said[] = []
  #work: Promise<void>

  constructor(
    private readonly engine: LogEngine,
    private readonly parts: LogParts,
    private readonly opened: OpenedCase,
  ) {
    this.#work = this.#find().catch(() => {})
  }

  /** Resolves when these are written, or could not be. */
  write(said: readonly Said[]): Promise<void> {
    this.#work = this.#work.then(() => this.#append(said))
    return this.#work
  }

  /** Why what was done is lost when the program ends, a sentence; null where all is written. */
  get notKept(): string | null {
    return this.#unwritten.length === 0 ? null : logNotKept(this.#log?.file ?? '')
  }

  settled(): Promise<void> {
    return this.#work
  }

  async #find(): Promise<void> {
    const log = await this.parts.logs.ofOpenCase(this.engine, this.opened)
    this.#log = log
    await log.alone(async () => {
      const texts = await log.lines()
      this.#state = await inTurns(checkLog(texts, log.head()))
      this.#show(texts)
    })
  }

  async #append(said: readonly Said[]): Promise<void> {
    const log = this.#log
    const all = [...this.#unwritten, ...said]
    this.#unwritten = all
    if (log === null || (all.length === 0 && this.#texts.length > 0)) return
    try {
      await log.alone(async () => {
        // Another program may have appended meanwhile.
        const texts = [...(await log.lines())]
        const head = log.head()
        let n = Math.max(head?.n ?? 0, lastNumber(texts))
        for (const { what, ...one } of [...this.#first(texts, all), ...all]) {
          const text = lineAfter(texts.at(-1) ?? null, { n: ++n, version: this.parts.version, ...one, what })
          await log.append(text)
          texts.push(text)
          this.#unwritten = this.#unwritten.filter((other) => other.what !== what)
        }
        this.#isBegun = true
        this.#show(texts)
        const last = readLine(texts.at(-1) ?? '')
        if (last === null) return
        const now = { n: last.n, hash: last.hash }
        const isHeadKept = await log.keepHead(now)
        this.#state = {
          ...this.#state,
          lines: texts.length,
          head: now,
          anchor: isHeadKept ? now : head,
          afterAnchor: 0,
        }
        await this.engine.tellLogHead({ head: now, log: log.file })
      })
    } catch {
      // A full disk, or evidence that holds the folder: told beside the log, and tried again with the next line.
    }
  }

  /** What goes before the first line of this opening: the beginning of the log, or that it was altered. */
  #first(texts: readonly string[], [next]: readonly Said[]): readonly Said[] {
    if (this.#isBegun) return []
    const who = next?.who ?? this.parts.examiner()
    const at = next?.at ?? new Date().toISOString()
    const head = this.#log?.head() ?? null
    if (texts.length === 0 && head === null)
      return [{ at, who, what: { kind: 'begun', sources: this.#log?.sources ?? [] } }]
    const problems = this.#state.problems.map(logProblemSentence)
    if (problems.length === 0 || wereTold(texts, problems)) return []
    return [{ at, who, what: { kind: 'altered', problems: problems.slice(0, mostTold), head } }]
  }
  #isBegun = false

  #show(texts: readonly string[]): void {
    const isLonger = this.#texts.every((text, at) => texts[at] === text)
    const kept = isLonger ? this.#shown : []
    this.#texts = texts
    this.#shown = [...kept, ...texts.slice(kept.length).map((text, at) => shownLine(text, kept.length + at + 1))]
  }

  page({ text, descending, offset, limit }: In<'examinerLog'>): ExaminerLogPage {
    const wanted = text.trim().toLowerCase()
    const found = this.#shown.filter(({ sentence, who }) => `${who} ${sentence}`.toLowerCase().includes(wanted))
    const sorted = descending ? found.toReversed() : found
    return {
      examiner: this.parts.examiner(),
      total: found.length,
      lines: sorted.slice(offset, offset + limit),
      state: this.#state,
      notKept: this.notKept,
      file: this.#log?.file ?? '',
    }
  }

  text(form: LogForm): string {
    if (form === 'jsonl') return this.#texts.map((line) => `${line}\n`).join('')
    return logAsMarkdown(this.#shown, logStateSentence(this.#state))
  }
}

/** Of the last line that can be read; 0 where there is none. */
function lastNumber(texts: readonly string[]): number {
  for (const text of texts.toReversed()) {
    const line = readLine(text)
    if (line !== null) return line.n
  }
  return 0
}

const mostTold = 100

const wereTold = (texts: readonly string[], problems: readonly string[]): boolean => {
  const told = new Set(
    texts.flatMap((text): readonly string[] => {
      const what: Deed | undefined = text.includes('"altered"') ? readLine(text)?.what : undefined
      return what?.kind === 'altered' ? what.problems : []
    }),
  )
  return problems.slice(0, mostTold).every((problem) => told.has(problem))
}
