import { Worker } from 'node:worker_threads'
import { Client } from '../../../runtime/rpc.ts'
import { type ParquetCells, type ParquetColumn, ParquetEncoder } from './encoder.ts'

/** Encodes rows, in the order in which it is asked. */
export interface ParquetEncoding {
  take(rows: number, cells: readonly ParquetCells[]): Promise<Uint8Array | null>
  finish(): Promise<Uint8Array>
  end(): Promise<void>
}

export type StartParquet = (columns: readonly ParquetColumn[], createdBy: string) => ParquetEncoding

/** What the thread answers. */
export type ParquetService = {
  readonly begin: (columns: { readonly columns: readonly ParquetColumn[]; readonly createdBy: string }) => Promise<void>
  readonly take: (batch: {
    readonly rows: number
    readonly cells: readonly ParquetCells[]
  }) => Promise<Uint8Array | null>
  readonly finish: (input: null) => Promise<Uint8Array>
}

/** In a thread of its own: a row group takes longer than a turn. `workerFile`: the built parquet-worker.js. */
export const parquetInThread =
  (workerFile: string): StartParquet =>
  (columns, createdBy) => {
    const client = new Client<ParquetService>(new Worker(workerFile), () => {}, () => {}) // biome-ignore format: one line
    const begun = client.call('begin', { columns, createdBy })
    // Whoever asks is told.
    begun.catch(() => {})
    return {
      take: async (rows, cells) => {
        await begun
        return client.call('take', { rows, cells })
      },
      finish: async () => {
        await begun
        return client.call('finish', null)
      },
      end: () => client.end(),
    }
  }

/** On the thread that asks. */
export const parquetHere: StartParquet = (columns, createdBy) => {
  const encoder = new ParquetEncoder(columns, createdBy)
  return {
    take: async (rows, cells) => encoder.take(rows, cells),
    finish: async () => encoder.finish(),
    end: async () => {},
  }
}
