import { Pending } from '../runtime/pending.ts'
import { within } from '../runtime/within.ts'
import type { SqlThread } from './sql-thread.ts'

const mostThreads = 2
/** How long a cancelled query may take to notice before its thread is ended. */
const cancelPatienceMs = 1500
/** How long a query may hold the only thread, when others wait for it, before a second thread is started. */
const waitingPatienceMs = 500
/** How long a query may wait while two others hold both threads. */
const heldPatienceMs = 60_000
/** How long a second thread with nothing to do is kept, with its database. */
const spareKeptMs = 30_000

/** A query of an analyst, from when it is asked until it is answered. */
export class Query {
  isCancelled = false
  /** Rejects when it is cancelled. */
  readonly cancelled = new Pending<never>()

  /** Given when it runs, so that of the queries of one thread the later has the greater one. See Cancellation. */
  ticket: number | null = null

  constructor(readonly id: string | undefined) {}
}

/** Two queries hold both threads for long: a third one is told so rather than left to wait for ever. */
export class ThreadsHeld extends Error {
  constructor(readonly heldMs: readonly number[]) {
    super('Other queries hold all threads')
  }
}

/** Work for one thread. A rule is nobody's query, waits for queries and is never cancelled. */
interface Task {
  readonly query: Query | null
  /** Never rejects. */
  readonly work: (thread: SqlThread) => Promise<void>
  readonly refuse: (error: Error) => void
  readonly since: number
}
interface Running {
  readonly task: Task
  readonly ended: Promise<void>
  readonly since: number
}

/**
 * Hands work to threads, one task at a time each. There is one thread; a second one is started, with a database of its
 * own, when a query holds the first while others wait, and ended when it has had nothing to do for a while. A thread whose
 * cancelled query does not end is ended: nothing else runs on it, so that nothing else is lost.
 */
export class SqlQueue {
  #threads: SqlThread[] = []
  readonly #ready = new Set<SqlThread>()
  readonly #running = new Map<SqlThread, Running>()
  #waiting: Task[] = []
  #startTimer: NodeJS.Timeout | null = null
  #endTimer: NodeJS.Timeout | null = null
  #heldTimer: NodeJS.Timeout | null = null
  #ended: Error | null = null

  constructor(private readonly startThread: () => SqlThread) {}

  /** The first thread, which is started now unless there is one. */
  get first(): SqlThread {
    return this.#threads[0] ?? this.#start()
  }

  /** Whether the thread is one of those that work: not ended with a query of its. */
  has(thread: SqlThread): boolean {
    return this.#threads.includes(thread)
  }

  /** Has the next free thread do something. */
  do<T>(query: Query | null, work: (thread: SqlThread) => Promise<T>): Promise<T> {
    if (this.#ended !== null) return Promise.reject(this.#ended)
    const done = new Pending<T>()
    this.#waiting.push({
      query,
      work: (thread) => work(thread).then(done.give, done.refuse),
      refuse: done.refuse,
      since: performance.now(),
    })
    this.#dispatch()
    return done.value
  }

  /** Drops what waits for the query, and ends what runs for it: by the word that views look at, else with its thread. */
  async cancel(query: Query): Promise<void> {
    query.isCancelled = true
    query.cancelled.refuse(new Error('The query was cancelled.'))
    this.#waiting = this.#waiting.filter((task) => task.query !== query)
    const [thread, running] = [...this.#running].find(([, { task }]) => task.query === query) ?? []
    if (thread === undefined || running === undefined) return
    if (query.ticket !== null) thread.cancel(query.ticket)
    if (await within(cancelPatienceMs, running.ended)) return
    if (this.#running.get(thread) === running) await this.#end(thread)
  }

  /** Refuses what waits with this error; threads end whatever they do. */
  async end(error: Error): Promise<void> {
    this.#ended = error
    this.#stopTimers()
    for (const { refuse } of this.#waiting.splice(0)) refuse(error)
    await Promise.all(this.#threads.map((thread) => thread.end()))
  }

  #start(): SqlThread {
    const thread = this.startThread()
    this.#threads.push(thread)
    thread.begun.then(
      () => {
        this.#ready.add(thread)
        this.#dispatch()
      },
      (error) => this.#refuseWithout(thread, error),
    )
    void thread.died.then(() => {
      if (!this.#ready.has(thread)) return
      this.#forget(thread)
      // Whoever asks next is not to wait for a database.
      if (this.#threads.length === 0 && this.#ended === null) this.#start()
      this.#dispatch()
    })
    return thread
  }

  /** The database of the thread could not be made. A thread that is started anew would fail the same way. */
  #refuseWithout(thread: SqlThread, error: Error): void {
    this.#forget(thread)
    if (this.#threads.length === 0) for (const { refuse } of this.#waiting.splice(0)) refuse(error)
  }

  async #end(thread: SqlThread): Promise<void> {
    this.#forget(thread)
    this.#dispatch()
    await thread.end()
  }

  #forget(thread: SqlThread): void {
    this.#threads = this.#threads.filter((other) => other !== thread)
    this.#ready.delete(thread)
    this.#running.delete(thread)
  }

  #dispatch(): void {
    if (this.#ended !== null) return
    if (this.#threads.length === 0 && this.#waiting.length > 0) this.#start()
    for (const thread of this.#threads) {
      if (this.#waiting.length === 0) break
      if (this.#ready.has(thread) && !this.#running.has(thread)) this.#run(thread, this.#take())
    }
    this.#stopTimers()
    this.#setTimers()
  }

  /** Queries go ahead of rules: somebody waits for them. */
  #take(): Task {
    const at = Math.max(
      0,
      this.#waiting.findIndex(({ query }) => query !== null),
    )
    return this.#waiting.splice(at, 1)[0]!
  }

  #run(thread: SqlThread, task: Task): void {
    const running: Running = { task, ended: task.work(thread), since: performance.now() }
    this.#running.set(thread, running)
    void running.ended.then(() => {
      if (this.#running.get(thread) === running) this.#running.delete(thread)
      this.#dispatch()
    })
  }

  /** Refuses queries that have waited for long behind two others; rules wait on. */
  #refuseHeld(): void {
    const now = performance.now()
    const held = new ThreadsHeld([...this.#running.values()].map(({ since }) => now - since))
    const isLate = ({ query, since }: Task) => query !== null && now - since >= heldPatienceMs
    const late = this.#waiting.filter(isLate)
    this.#waiting = this.#waiting.filter((task) => !isLate(task))
    for (const { refuse } of late) refuse(held)
    this.#dispatch()
  }

  /** Starts a second thread when that is due, or ends it; gives up waiting. */
  #setTimers(): void {
    const [first, second] = this.#threads
    const waiting = this.#waiting.filter(({ query }) => query !== null)
    if (waiting.length > 0 && this.#areHeld) {
      const waitedMs = performance.now() - Math.min(...waiting.map(({ since }) => since))
      this.#heldTimer = setTimeout(() => this.#refuseHeld(), Math.max(0, heldPatienceMs - waitedMs)).unref()
    }
    const holder = first === undefined ? undefined : this.#running.get(first)
    if (second === undefined && this.#waiting.length > 0 && holder?.task.query != null) {
      const heldForMs = performance.now() - holder.since
      this.#startTimer = setTimeout(() => this.#start(), Math.max(0, waitingPatienceMs - heldForMs)).unref()
    }
    if (second !== undefined && this.#running.size === 0)
      this.#endTimer = setTimeout(() => void this.#end(second), spareKeptMs).unref()
  }

  /** No thread is left to start, and a query runs on each. */
  get #areHeld(): boolean {
    const running = [...this.#running.values()]
    return running.length === mostThreads && running.every(({ task }) => task.query !== null)
  }

  #stopTimers(): void {
    for (const timer of [this.#startTimer, this.#endTimer, this.#heldTimer]) if (timer !== null) clearTimeout(timer)
  }
}
