import { z } from 'zod'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import type { CaseFileState } from '../../../src-shared/model/case-file.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import type { LogHead } from '../../../src-shared/model/examiner-log.ts'
import type { Engine } from '../../engine/engine.ts'
import type { CaseLog, CaseLogs } from './case-logs.ts'

/** What keeps a log in a case file. */
export interface CaseFileEngine extends Pick<Engine, 'caseLog' | 'appendCaseLog' | 'caseWork' | 'keepCaseWork'> {
  summary(): Pick<CaseSummary, 'id' | 'caseFile'> | null
}

/**
 * The same logs. That of a case in a case file lies in the file, from the moment that the case is saved in one, with the
 * lines that were written until then. Of a case file that is open for reading only, it goes on where other logs are.
 */
export const inCaseFiles = (logs: CaseLogs, engine: CaseFileEngine): CaseLogs => ({
  ofOpenCase: async (recognising, opened) =>
    new MovingLog(await logs.ofOpenCase(recognising, opened), engine, opened.id),
})

const headPart = 'examiner-head'
const headForm = z.object({ n: z.int().min(1), hash: z.string() })

class MovingLog implements CaseLog {
  /** The case file that it lies in. */
  #in: string | null = null
  #head: LogHead | null = null

  constructor(
    private readonly apart: CaseLog,
    private readonly engine: CaseFileEngine,
    private readonly caseId: string,
  ) {}

  get file(): string {
    return this.#in ?? this.apart.file
  }

  get sources(): readonly Sha256[] {
    return this.apart.sources
  }

  async lines(): Promise<readonly string[]> {
    const file = this.#caseFile()
    if (file === null) return this.#linesApart()
    const kept = valueIn(await this.engine.caseLog())
    if (this.#in === file) return kept
    const lines = kept.length > 0 ? kept : await this.apart.lines()
    // A case that was saved takes its log along.
    if (kept.length === 0) for (const line of lines) valueIn(await this.engine.appendCaseLog({ of: file, line }))
    this.#head = kept.length > 0 ? headIn(valueIn(await this.engine.caseWork())[headPart]) : this.apart.head()
    this.#in = file
    return lines
  }

  async append(line: string): Promise<void> {
    const file = this.#caseFile()
    if (file === null) await this.apart.append(line)
    else valueIn(await this.engine.appendCaseLog({ of: file, line }))
  }

  head(): LogHead | null {
    return this.#in === null ? this.apart.head() : this.#head
  }

  async keepHead(head: LogHead): Promise<boolean> {
    if (this.#in === null) return this.apart.keepHead(head)
    const kept = await this.engine.keepCaseWork({ of: this.#in, part: headPart, value: JSON.stringify(head) })
    if (kept.ok) this.#head = head
    return kept.ok
  }

  /** Nobody else writes to a case file. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#caseFile() === null ? this.apart.alone(work) : work()
  }

  /** Of a case file that is open for reading only, with the lines in it, unless other lines were written apart before. */
  async #linesApart(): Promise<readonly string[]> {
    const lines = await this.apart.lines()
    if (this.#opened() === undefined) return lines
    const kept = valueIn(await this.engine.caseLog())
    if (lines.some((line, at) => line !== kept[at])) return lines
    for (const line of kept.slice(lines.length)) await this.apart.append(line)
    return kept
  }

  /** The case file of the case, while that is open. */
  #opened(): CaseFileState | undefined {
    const summary = this.engine.summary()
    return summary?.id === this.caseId ? summary.caseFile : undefined
  }

  /** Null where it is not in a case file. Throws once that was closed: what was in one is continued nowhere else. */
  #caseFile(): string | null {
    const file = this.#opened()
    if (file !== undefined && file.readOnly === null) return file.path
    if (this.#in !== null) throw new Error(`${this.#in} is closed`)
    return null
  }
}

function headIn(text: string | undefined): LogHead | null {
  try {
    const read = headForm.safeParse(JSON.parse(text ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

function valueIn<T>(
  answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string },
): T {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
