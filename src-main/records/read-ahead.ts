import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { type StoredSource, storedSource } from '../../src-shared/model/source.ts'
import type { SourceContent } from '../files/source-content.ts'
import { claim, type FileContent, type FileToInflate, type InflateWorkerData } from './inflate-messages.ts'

export interface FileAhead extends StoredSource {
  /** Size as it lies on disk. */
  readonly bytes: number
}

/** Files asked for one after the other, before more are read than were asked for: a narrow query reads what it needs. */
const runBefore = 6
/** How far apart in order two files may be to count as one after the other: conditions leave some out. */
const closeBy = 2
const filesAhead = 8
/** Of files as they lie on disk; larger ones are left to who asks for them. */
const bytesAhead = 4 << 20
/** A thread that has not answered by then is taken for dead, and the file is read on this one. */
const answerPatienceMs = 5000

/**
 * Inflates and hashes files in another thread before a scan comes to them. The scan is synchronous, as SQL is here, so
 * that contents are taken from a message port rather than awaited; a file that the other thread has not begun when the
 * scan comes to it is left to the scan, which keeps both threads at work.
 */
export class ReadAhead {
  private readonly claims: Int32Array
  /** Counts contents sent; what the scan waits on. */
  private readonly sent = new Int32Array(new SharedArrayBuffer(4))
  private readonly place: Int32Array
  private readonly arrived = new Map<number, SourceContent>()
  private readonly channel = new MessageChannel()
  private worker: Worker | null = null
  private last = -1
  private run = 0
  private isDead = false

  /** `order`: the files in the order that a scan of all events comes to them. */
  constructor(
    private readonly workerFile: string,
    private readonly files: readonly FileAhead[],
    private readonly order: Uint32Array,
  ) {
    this.claims = new Int32Array(new SharedArrayBuffer(4 * files.length))
    this.place = new Int32Array(files.length).fill(-1)
    for (let i = 0; i < order.length; i++) this.place[order[i]!] = i
  }

  /** What the file holds; null when it is to be read by who asks. */
  take(file: number): SourceContent | null {
    const at = this.place[file]!
    const isNext = at > this.last && at - this.last <= closeBy
    this.run = isNext ? this.run + 1 : 0
    if (isNext) this.pass(at)
    else this.forget()
    this.last = at
    if (this.run < runBefore || this.isDead) return null
    this.request(at + 1)
    return this.received(file)
  }

  private request(from: number): void {
    let bytes = 0
    for (const file of this.order.subarray(from, from + filesAhead)) {
      bytes += this.files[file]!.bytes
      if (bytes > bytesAhead) return
      if (this.arrived.has(file) || Atomics.load(this.claims, file) !== claim.none) continue
      Atomics.store(this.claims, file, claim.asked)
      const source = storedSource(this.files[file]!)
      this.channel.port1.postMessage({ file, source } satisfies FileToInflate)
      this.worker ??= this.start()
    }
  }

  private received(file: number): SourceContent | null {
    if (Atomics.compareExchange(this.claims, file, claim.asked, claim.none) === claim.asked) return null
    for (;;) {
      const seen = Atomics.load(this.sent, 0)
      this.drain()
      const content = this.arrived.get(file)
      this.arrived.delete(file)
      if (content !== undefined) return content
      if (Atomics.load(this.claims, file) !== claim.begun) return null
      this.isDead = Atomics.wait(this.sent, 0, seen, answerPatienceMs) === 'timed-out'
      if (this.isDead) return null
    }
  }

  private drain(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.channel.port1) as { readonly message: FileContent } | undefined
      if (received === undefined) return
      const { file, content } = received.message
      Atomics.store(this.claims, file, claim.none)
      this.arrived.set(file, { ...content, bytes: Buffer.from(content.bytes.buffer, 0, content.bytes.length) })
    }
  }

  /** Files that the scan left out need not be begun, and if they were, not be kept. */
  private pass(at: number): void {
    for (const file of this.order.subarray(this.last + 1, at))
      Atomics.compareExchange(this.claims, file, claim.asked, claim.none)
    for (const file of this.arrived.keys()) if (this.place[file]! < at) this.arrived.delete(file)
  }

  /** The scan leapt elsewhere: what was asked for is not begun, what arrived is let go. */
  private forget(): void {
    for (let at = 0; this.worker !== null && at < this.claims.length; at++)
      Atomics.compareExchange(this.claims, at, claim.asked, claim.none)
    this.drain()
    this.arrived.clear()
  }

  private start(): Worker {
    const { claims, sent, channel } = this
    const workerData: InflateWorkerData = { claims, sent, port: channel.port2 }
    const worker = new Worker(this.workerFile, { workerData, transferList: [channel.port2] })
    worker.on('error', () => {
      this.isDead = true
    })
    worker.unref()
    channel.port1.unref()
    return worker
  }
}
