import type { CaseSummary, ExaminerLogPage, In, LogForm } from '../../../src-shared/contract/index.ts'
import type { Deed } from '../../../src-shared/model/examiner-log.ts'
import type { Engine } from '../../engine/engine.ts'
import { deedOfJob, enriched, foldedBy, opened, verified } from './deeds.ts'
import { type LogParts, OpenLog, type Said } from './open-log.ts'

type RecordedEngine = Pick<Engine, 'recogniseCase' | 'tellLogHead' | 'enrichment' | 'onCase' | 'onJob' | 'onLeaving'>

/** So long a deed waits at most, unless it is done again meanwhile. */
const writtenAfterMs = 1_000

/** Writes down what is done in the open case. Nothing that it does makes an answer wait. */
export class Recorder {
  #open: { readonly summary: CaseSummary; readonly log: OpenLog } | null = null
  #waiting: (Said & { readonly fold: string | null })[] = []
  #timer: NodeJS.Timeout | undefined
  #lastVerified = ''
  /** What is asked of the engine before it can be recorded; never rejects. */
  #asking: Promise<void> | null = null
  /** How many events a filter shows, as far as windows have asked. */
  readonly #counted = new Map<string, number>()
  readonly #ends: readonly (() => void)[]

  constructor(
    private readonly engine: RecordedEngine,
    private readonly parts: LogParts,
  ) {
    this.#ends = [
      engine.onCase((summary) => this.#take(summary)),
      engine.onLeaving(() => this.closing()),
      engine.onJob((job) => {
        const deed = deedOfJob(job)
        if (deed !== null) this.record(deed)
        if (job.kind === 'open' && job.state === 'done') this.#asking = this.#askEnrichment()
      }),
    ]
  }

  /** Queued. Where no case is open there is no log. */
  record(what: Deed): void {
    if (this.#open === null) return
    const fold = foldedBy(what)
    const others = this.#waiting.filter((one) => fold === null || one.fold !== fold)
    const isFolded = others.length < this.#waiting.length
    this.#waiting = [...others, { at: new Date().toISOString(), who: this.parts.examiner(), what, fold }]
    if (this.#timer !== undefined && !isFolded) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), writtenAfterMs)
  }

  /** A filter is recorded with the events that it shows. */
  count(filter: string, events: number): void {
    this.#counted.delete(filter)
    this.#counted.set(filter, events)
    if (this.#counted.size > mostCounted) this.#counted.delete(this.#counted.keys().next().value!)
  }

  /** Resolves when all that was done until now is written, and the engine knows the end of the log. Never rejects. */
  async flush(): Promise<void> {
    await this.#asking
    await this.#write()
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const said = this.#waiting.map(({ fold: _, what, ...rest }) => ({ ...rest, what: this.#withCount(what) }))
    this.#waiting = []
    await this.#open?.log.write(said)
  }

  #withCount(deed: Deed): Deed {
    if (deed.kind !== 'filtered') return deed
    return { ...deed, events: this.#counted.get(deed.filter) ?? null }
  }

  #take(summary: CaseSummary | null): void {
    if (this.#open !== null && summary?.id !== this.#open.summary.id) this.#close()
    if (summary === null) return
    const before = this.#open
    const log = this.#logOf(summary)
    this.#open = { summary, log }
    if (before === null) this.record(opened(summary))
    else if (summary.paths.length > before.summary.paths.length) {
      const paths = summary.paths.filter((path) => !before.summary.paths.includes(path))
      this.record({ kind: 'added', paths, events: summary.events })
    }
    if (summary.isBeingJudged) return
    if (summary.partial) {
      if (before?.summary.partial !== true)
        this.record({ kind: 'cancelled', reason: summary.partialReason ?? 'It was cancelled.' })
      return
    }
    const told = verified(summary)
    if (this.#lastVerified === JSON.stringify(told)) return
    this.#lastVerified = JSON.stringify(told)
    this.record(told)
  }

  /** Files that were chosen before the case was opened: choosing them was no deed in it. */
  async #askEnrichment(): Promise<void> {
    const of = this.#open
    const answer = await this.engine.enrichment().catch(() => null)
    if (of === null || this.#open?.log !== of.log || !answer?.ok || answer.value.files.length === 0) return
    this.record({ ...enriched(answer.value), isAtOpening: true })
  }

  /** A case that was just saved goes on in the log of its case file. */
  #logOf(summary: CaseSummary): OpenLog {
    const { id, paths, caseFile } = summary
    const before = this.#open
    if (before === null) return new OpenLog(this.engine, this.parts, { id, path: paths[0] ?? '' })
    if (caseFile !== undefined && caseFile.path !== before.summary.caseFile?.path) {
      this.record({ kind: 'saved', file: caseFile.path })
      void this.flush()
    }
    return before.log
  }

  /** Before the case is closed: afterwards its case file takes no more lines. */
  async closing(): Promise<void> {
    await this.#asking
    if (this.#open === null) return
    if (!this.#isClosing) this.record({ kind: 'closed' })
    this.#isClosing = true
    await this.flush()
  }
  #isClosing = false

  #close(): void {
    if (!this.#isClosing) this.record({ kind: 'closed' })
    this.#isClosing = false
    void this.#write()
    this.#open = null
    this.#lastVerified = ''
    this.#counted.clear()
  }

  /** Of the open case; null where there is none. */
  async page(asked: In<'examinerLog'>): Promise<ExaminerLogPage | null> {
    await this.flush()
    return (await this.#open?.log.page(asked)) ?? null
  }

  async text(form: LogForm): Promise<string | null> {
    await this.flush()
    return (await this.#open?.log.text(form)) ?? null
  }

  /** Writes what is left. Afterwards nothing is recorded. Answers why lines are lost, a sentence; null where none is. */
  async end(): Promise<string | null> {
    await this.#asking
    const last = this.#open
    if (last !== null) this.#close()
    for (const end of this.#ends) end()
    await last?.log.settled()
    return last?.log.notKept ?? null
  }
}

const mostCounted = 20
