import type { MessagePort } from 'node:worker_threads'
import type { StoredSource } from '../../src-shared/model/source.ts'
import type { SourceContent } from '../files/source-content.ts'

/** States of a file, changed by both threads with compareExchange: the one that changes `asked` first reads the file. */
export const claim = { none: 0, asked: 1, begun: 2 } as const

export interface FileToInflate {
  readonly file: number
  readonly source: StoredSource
}

/** The answer, with bytes that are moved to the asking thread. */
export interface FileContent {
  readonly file: number
  readonly content: SourceContent
}

export interface InflateWorkerData {
  /** By file number, one of `claim`. */
  readonly claims: Int32Array
  /** One cell: how many contents were sent. Notified after each. */
  readonly sent: Int32Array
  readonly port: MessagePort
}
