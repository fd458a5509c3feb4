import { type MessagePort, workerData } from 'node:worker_threads'
import { Inflater } from '../files/inflate/inflater.ts'
import { defaultLimits, readSource, type SourceContent } from '../files/read.ts'
import { claim } from './read-ahead.ts'

export interface FileToInflate {
  readonly file: number
  readonly path: string
}

export interface FileContent {
  readonly file: number
  readonly content: SourceContent
}

interface InflateWorkerData {
  readonly claims: Int32Array
  readonly sent: Int32Array
  readonly port: MessagePort
}

const { claims, sent, port } = workerData as InflateWorkerData
const inflater = new Inflater()

port.on('message', ({ file, path }: FileToInflate) => {
  if (Atomics.compareExchange(claims, file, claim.asked, claim.begun) !== claim.asked) return
  const content = readSource(path, defaultLimits, inflater)
  // A copy of its own: the bytes lie in memory that is used again.
  const bytes = Buffer.from(new ArrayBuffer(content.bytes.length))
  content.bytes.copy(bytes)
  port.postMessage({ file, content: { ...content, bytes } } satisfies FileContent, [bytes.buffer])
  Atomics.add(sent, 0, 1)
  Atomics.notify(sent, 0)
})
