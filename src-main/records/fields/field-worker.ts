import { parentPort, workerData } from 'node:worker_threads'
import { loadEncodings } from '../../formats/encoding.ts'
import { collectGarbage } from '../../runtime/collect-garbage.ts'
import type { OpenedFile } from '../opened-content.ts'
import { FieldReader, type FieldsToRead } from './field-reader.ts'

const reader = new FieldReader(workerData as FieldsToRead)
const port = parentPort!

port.on('message', async (files: readonly OpenedFile[]) => {
  await loadEncodings(files)
  const read = reader.read(files)
  const buffers = read.texts.flatMap((texts) => (texts === null ? [] : [texts.entries.buffer, texts.kinds.buffer]))
  port.postMessage(read, buffers as ArrayBuffer[])
  collectGarbage('minor')
})
