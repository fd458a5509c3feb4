import { z } from 'zod'
import { readState, type StateFiles } from '../../service/state-file.ts'

const fileForm = z.object({ port: z.int().min(1).max(65_535) })

/** The port that was asked for last, kept in one small file: bookmarks and what a browser keeps go by address. */
export interface KeptPort {
  /** Null where none was asked for. */
  get(): number | null
  /** 0, any free one, forgets it. */
  keep(port: number): void
}

export const createKeptPort = (file: string, state: StateFiles): KeptPort => ({
  get: () => readState(file, fileForm)?.port ?? null,
  keep: (port) => void state.write(file, port === 0 ? {} : { port }),
})
