import { fail, type Result } from '../../src-shared/base/result.ts'
import type { PrintPdf } from '../case/room.ts'

/** What the thread of the case asks of the host, which alone can print. `html` is null where nobody waits any more. */
export interface PrintRequest {
  readonly id: number
  readonly html: string | null
}

export interface Printed {
  readonly id: number
  readonly result: Result<Uint8Array>
}

/** The end in the thread of the case. */
export class AskingPrinter {
  readonly #waiting = new Map<number, (result: Result<Uint8Array>) => void>()
  #asked = 0

  constructor(private readonly tell: (request: PrintRequest) => void) {}

  readonly print: PrintPdf = (html, signal) =>
    new Promise((resolve) => {
      const id = ++this.#asked
      this.#waiting.set(id, resolve)
      this.tell({ id, html })
      const cancel = () => {
        this.tell({ id, html: null })
        this.take({ id, result: fail('cancelled', 'Cancelled') })
      }
      signal.addEventListener('abort', cancel, { once: true })
      if (signal.aborted) cancel()
    })

  /** What came after it was cancelled is nobody's. */
  take({ id, result }: Printed): void {
    this.#waiting.get(id)?.(result)
    this.#waiting.delete(id)
  }
}

/** The end in the thread of the host. */
export class PrintingHost {
  readonly #running = new Map<number, AbortController>()

  constructor(
    private readonly print: PrintPdf,
    private readonly give: (printed: Printed) => void,
  ) {}

  take({ id, html }: PrintRequest): void {
    if (html === null) {
      this.#running.get(id)?.abort()
      return
    }
    const abort = new AbortController()
    this.#running.set(id, abort)
    const told = (result: Result<Uint8Array>) => {
      this.#running.delete(id)
      this.give({ id, result })
    }
    this.print(html, abort.signal).then(told, (error: unknown) => told(fail('failed', String(error))))
  }

  /** Nobody waits for what is still printed. */
  end(): void {
    for (const abort of this.#running.values()) abort.abort()
  }
}
