import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Answer, Handlers, In, Pushed, SqlRows } from '../../src-shared/contract/index.ts'
import type {
  RemoteAnswer, RemoteListener, RemotePlace, RemoteQuery, RemoteRow, RemoteTrouble,
} from '../../src-shared/model/remote.ts' // biome-ignore format: a list
import { readsTrail } from '../../src-shared/sql/remote/projection.ts'
import { sentQuery } from '../../src-shared/sql/remote/remote-query.ts'
import { estimatesIn, explainScan } from '../../src-shared/sql/remote/scan-estimate.ts'
import { tablesRead } from '../../src-shared/sql/remote/tables-read.ts'
import { remoteWords } from '../../src-shared/words/remote.ts'
import type { Engine } from '../engine/engine.ts'

/** Asks Athena or Trino; handed in, since it uses the network. Aborting the signal cancels the query there. */
export type AskRemote = (
  query: RemoteQuery,
  place: RemotePlace,
  listener: RemoteListener,
  options: { readonly signal: AbortSignal },
) => Promise<Result<RemoteAnswer, RemoteTrouble>>

type Progress = Pushed<'remoteProgress'>

interface Running {
  readonly abort: AbortController
  /** Never rejects. */
  ended: Promise<unknown>
}

/** Of all windows together: more would be a mistake, and each costs. */
const mostAtOnce = 10
/** Characters of all rows that a window gets. */
const mostText = 64e6
/** Lines of a plan, or of a statement that creates a table. */
const longestText = 100_000

/** Queries that windows have other engines run, by their ids. */
export class RemoteQueries {
  readonly #running = new Map<string, Running>()
  readonly #onRows = new Set<(rows: SqlRows) => void>()
  readonly #onProgress = new Set<(progress: Progress) => void>()

  constructor(private readonly ask: AskRemote) {}

  run({ id, sql, place, days, limit }: In<'runRemote'>): Promise<Answer<'runRemote'>> {
    const sent = sentQuery(sql, days)
    if (!sent.ok) return Promise.resolve(sent)
    return this.#whileRunning(id, async (signal, end) => {
      const rows: RemoteRow[] = []
      let characters = 0
      const answer = await this.ask(
        { sql: sent.value.sql, limit },
        place,
        {
          onProgress: (progress) => {
            for (const tell of this.#onProgress) tell({ id, ...progress })
          },
          onRows: async (columns, found) => {
            const names = columns.map(({ name }) => name)
            for (const tell of this.#onRows) tell({ id, columns: names, from: rows.length, rows: found })
            for (const row of found) {
              rows.push(row)
              for (const cell of row) characters += typeof cell === 'string' ? cell.length : 0
            }
            if (characters > mostText) end()
          },
        },
        { signal },
      )
      if (characters > mostText) return fail('failed', remoteWords.tooLarge(mostText))
      if (!answer.ok) return { ...answer, message: sent.value.told(answer.message) }
      if (!readsTrail(sql)) return ok({ answer: answer.value, rows, tables: [] })
      const tables = await tablesRead((show) => this.#lines(show, place, signal))
      return ok({ answer: answer.value, rows, tables: tables.length === 0 ? null : tables })
    })
  }

  estimate({ id, sql, place, days }: In<'estimateRemote'>): Promise<Answer<'estimateRemote'>> {
    const sent = sentQuery(sql, days)
    if (!sent.ok) return Promise.resolve(sent)
    return this.#whileRunning(id, async (signal) => {
      const plan: string[] = []
      const answer = await this.#ask(explainScan(sent.value.sql), place, plan, signal)
      // The engine counts the line that was put before the query.
      if (!answer.ok) {
        const message = answer.message.replace(/\bline (\d+):/, (_, line: string) => `line ${Number(line) - 1}:`)
        return { ...answer, message: sent.value.told(message) }
      }
      const estimates = estimatesIn(plan.join('\n'))
      return estimates === null ? fail('failed', 'The engine told no plan that can be read.') : ok(estimates)
    })
  }

  async #lines(sql: string, place: RemotePlace, signal: AbortSignal): Promise<readonly string[] | null> {
    const lines: string[] = []
    const answer = await this.#ask(sql, place, lines, signal)
    return answer.ok ? lines : null
  }

  /** Takes the first column of an answer. */
  #ask(sql: string, place: RemotePlace, lines: string[], signal: AbortSignal) {
    const onRows: RemoteListener['onRows'] = async (_, rows) => void lines.push(...rows.map(([line]) => String(line)))
    return this.ask({ sql, limit: longestText }, place, { onProgress: () => {}, onRows }, { signal })
  }

  async #whileRunning<T>(id: string, work: (signal: AbortSignal, end: () => void) => Promise<T>) {
    if (this.#running.has(id)) return fail('busy', 'A query with this id is running.')
    if (this.#running.size >= mostAtOnce)
      return fail('busy', `${mostAtOnce} queries run on other engines. Cancel one of them, or wait.`)
    const running: Running = { abort: new AbortController(), ended: Promise.resolve() }
    this.#running.set(id, running)
    const answer = work(running.abort.signal, () => running.abort.abort())
    running.ended = answer.catch(() => {})
    try {
      return await answer
    } finally {
      this.#running.delete(id)
    }
  }

  /** Resolves when the engine was told, and what it said of that is the answer of the query. */
  async cancel(id: string): Promise<void> {
    const running = this.#running.get(id)
    running?.abort.abort()
    await running?.ended
  }

  onProgress(listener: (progress: Progress) => void): () => void {
    this.#onProgress.add(listener)
    return () => this.#onProgress.delete(listener)
  }

  /** The same engine, beside whose rows are those of other engines, and which ends when they are told to cancel. */
  beside(engine: Engine): Engine {
    return {
      ...engine,
      onSqlRows: (listener) => {
        const endEngine = engine.onSqlRows(listener)
        this.#onRows.add(listener)
        return () => {
          endEngine()
          this.#onRows.delete(listener)
        }
      },
      dispose: async () => {
        await Promise.all([...this.#running.keys()].map((id) => this.cancel(id)))
        await engine.dispose()
      },
    }
  }
}

/**
 * The calls of one window. When it goes away or is loaded anew, nobody waits for its queries elsewhere any more: `leave`
 * cancels them.
 */
export function ofWindow(handlers: Handlers): { readonly handlers: Handlers; readonly leave: () => void } {
  const running = new Set<string>()
  const during =
    <I extends { readonly id: string }, A>(call: (input: I) => Promise<A>) =>
    async (input: I): Promise<A> => {
      running.add(input.id)
      try {
        return await call(input)
      } finally {
        running.delete(input.id)
      }
    }
  return {
    handlers: {
      ...handlers,
      runRemote: during(handlers.runRemote),
      estimateRemote: during(handlers.estimateRemote),
    },
    leave: () => {
      for (const id of running) void handlers.cancelRemote({ id })
    },
  }
}
