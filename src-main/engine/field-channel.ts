import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { CaseFields } from '../case/database.ts'
import type { NamedField } from '../columns/fields/field-column.ts'

/** The end of a thread that waits for columns of fields in the midst of a query, as SQL is synchronous there. */
export interface FieldPort {
  readonly port: MessagePort
  /** One cell: the number of the last question that was answered. */
  readonly answered: Int32Array
}

interface Question {
  readonly number: number
  readonly paths: readonly string[]
}
interface Answered {
  readonly number: number
  readonly fields: readonly NamedField[]
}

/** How often a waiting thread looks whether its query was cancelled, milliseconds. */
const lookEveryMs = 50

/** Asks and waits. */
export class FieldAsker {
  #questions = 0

  constructor(private readonly to: FieldPort) {
    to.port.unref()
  }

  /** Null when it was cancelled meanwhile. */
  ask(paths: readonly string[], isCancelled: () => boolean): readonly NamedField[] | null {
    const { port, answered } = this.to
    const number = ++this.#questions
    port.postMessage({ number, paths } satisfies Question)
    for (;;) {
      const seen = Atomics.load(answered, 0)
      for (;;) {
        const received = receiveMessageOnPort(port) as { readonly message: Answered } | undefined
        if (received === undefined) break
        // The answer to a question whose query was cancelled comes late.
        if (received.message.number === number) return received.message.fields
      }
      if (isCancelled()) return null
      Atomics.wait(answered, 0, seen, lookEveryMs)
    }
  }
}

/** Answers the questions of one thread. */
export class FieldAnswerer {
  /** To be given to the thread, with `transfer`. */
  readonly given: FieldPort
  readonly #channel = new MessageChannel()
  #reading = new AbortController()

  constructor(fields: Promise<CaseFields>) {
    const answered = new Int32Array(new SharedArrayBuffer(4))
    this.given = { port: this.#channel.port2, answered }
    const { port1 } = this.#channel
    port1.on('message', async ({ number, paths }: Question) => {
      this.#reading = new AbortController()
      const { signal } = this.#reading
      const made = await fields.then((of) => of.made(paths, signal)).catch(() => [])
      port1.postMessage({ number, fields: made } satisfies Answered)
      Atomics.store(answered, 0, number)
      Atomics.notify(answered, 0)
    })
    port1.unref()
  }

  get transfer(): readonly MessagePort[] {
    return [this.#channel.port2]
  }

  /** Nobody waits any more: the query was cancelled. */
  giveUp(): void {
    this.#reading.abort()
  }

  end(): void {
    this.giveUp()
    this.#channel.port1.close()
  }
}
