import { parentPort } from 'node:worker_threads'
import { serve } from '../../../runtime/rpc.ts'
import { ParquetEncoder } from './encoder.ts'
import type { ParquetService } from './thread.ts'

let encoder: ParquetEncoder | null = null

serve(parentPort!, {
  begin: async ({ columns, createdBy }: Parameters<ParquetService['begin']>[0]) => {
    encoder = new ParquetEncoder(columns, createdBy)
  },
  take: async ({ rows, cells }: Parameters<ParquetService['take']>[0]) => encoder!.take(rows, cells),
  finish: async () => encoder!.finish(),
} satisfies ParquetService)
