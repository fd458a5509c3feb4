import { workerData } from 'node:worker_threads'
import { Inflater } from '../files/inflate/inflater.ts'
import { readSource } from '../files/read.ts'
import { defaultLimits } from '../files/source-content.ts'
import { claim, type FileContent, type FileToInflate, type InflateWorkerData } from './inflate-messages.ts'

const { claims, sent, port } = workerData as InflateWorkerData
const inflater = new Inflater()

port.on('message', ({ file, source }: FileToInflate) => {
  if (Atomics.compareExchange(claims, file, claim.asked, claim.begun) !== claim.asked) return
  const content = readSource(source, defaultLimits, inflater)
  // A copy of its own: the bytes lie in memory that is used again.
  const bytes = Buffer.from(new ArrayBuffer(content.bytes.length))
  content.bytes.copy(bytes)
  port.postMessage({ file, content: { ...content, bytes } } satisfies FileContent, [bytes.buffer])
  Atomics.add(sent, 0, 1)
  Atomics.notify(sent, 0)
})
