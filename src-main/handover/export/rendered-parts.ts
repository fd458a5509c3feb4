import type { RecordLocator } from '../../records/record-chunks.ts'
import type { ExportThread } from './threads/export-threads.ts'
import type { Rendered } from './threads/renderer.ts'

/** How many events are rendered together, and how many bytes of records; one that is larger is alone. */
export interface PartSize {
  readonly rows: number
  readonly recordBytes: number
}

/** Of formats that are written event by event. */
export const serialPart: PartSize = { rows: 8192, recordBytes: 4 << 20 }

export interface RenderPlan {
  /** Null stands for all rows up to `total`. */
  readonly rows: Uint32Array | null
  readonly total: number
  readonly size: PartSize
  /** Where records are read from their files: a file is always read by the same thread, which keeps it for a while. */
  readonly byFile: RecordLocator | null
  /** Where the records lie that count for the size of a part; null where none are read. */
  readonly lengths: Uint32Array | null
}

/** Events that were rendered together: by one thread in their order, or by several, each of which read some files. */
export interface RenderedPart {
  readonly rows: Uint32Array
  /** `at`: the places in `rows` of the events that this one rendered; null for all of them. */
  readonly shares: readonly { readonly at: Uint32Array | null; readonly rendered: Rendered }[]
}

/** Parts that are asked for before they are taken, for each thread that works alone on one, and where all work on each. */
const aheadEach = 2
const aheadTogether = 2
/** Larger memory is not used again. */
const mostRoom = 32 << 20

/**
 * Renders events on all threads and hands them over in their order. No more is asked for while what was rendered is not
 * taken: what waits is bounded by the number of threads, however slowly it is written. The memory of a part is used again
 * once the next one is asked for.
 */
export async function* renderedParts(
  plan: RenderPlan,
  threads: readonly ExportThread[],
): AsyncGenerator<RenderedPart, void> {
  const { total, byFile } = plan
  const rooms: ArrayBuffer[] = []
  const ahead = byFile === null ? threads.length * aheadEach : aheadTogether
  const asked: Promise<RenderedPart>[] = []
  let next = 0
  let parts = 0
  const ask = (): Promise<RenderedPart> => {
    const from = next
    const rows = rowsFrom(from, plan)
    next += rows.length
    const one = (thread: ExportThread, of: Uint32Array) => thread.render({ rows: of, from, room: rooms.pop() ?? null })
    if (byFile !== null && threads.length > 1) return shared(rows, byFile, threads, one)
    const thread = threads[parts++ % threads.length]!
    return one(thread, rows).then((rendered) => ({ rows, shares: [{ at: null, rendered }] }))
  }
  try {
    for (;;) {
      while (next < total && asked.length < ahead) {
        const part = ask()
        // Whoever waits for it is told.
        part.catch(() => {})
        asked.push(part)
      }
      const part = await asked.shift()
      if (part === undefined) return
      yield part
      for (const { rendered } of part.shares) {
        const { buffer } = rendered.bytes
        if (rendered.group === null && buffer.byteLength <= mostRoom) rooms.push(buffer)
      }
    }
  } finally {
    await Promise.allSettled(asked)
  }
}

function rowsFrom(from: number, { rows, total, size, lengths }: RenderPlan): Uint32Array {
  const most = Math.min(total, from + size.rows)
  let next = from
  for (let bytes = 0; next < most && bytes < size.recordBytes; next++)
    bytes += lengths === null ? 0 : lengths[rows === null ? next : rows[next]!]!
  return rows === null ? Uint32Array.from({ length: next - from }, (_, k) => from + k) : rows.slice(from, next)
}

/** Every thread renders the events of the files that are its own. */
async function shared(
  rows: Uint32Array,
  { file }: RecordLocator,
  threads: readonly ExportThread[],
  one: (thread: ExportThread, rows: Uint32Array) => Promise<Rendered>,
): Promise<RenderedPart> {
  const places = threads.map(() => [] as number[])
  for (let k = 0; k < rows.length; k++) places[file[rows[k]!]! % threads.length]!.push(k)
  const shares = threads.flatMap((thread, number) => {
    const at = Uint32Array.from(places[number]!)
    if (at.length === 0) return []
    return [one(thread, at.map((place) => rows[place]!)).then((rendered) => ({ at, rendered }))] // biome-ignore format: one line
  })
  return { rows, shares: await Promise.all(shares) }
}
