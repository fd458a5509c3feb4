import { setImmediate as turn } from 'node:timers/promises'
import type { ExportQuery } from '../../../src-shared/contract/index.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { exportFormatFacts } from '../../../src-shared/words/export-formats.ts'
import { allRefused } from '../../../src-shared/words/exports.ts'
import { recordChunks } from '../../records/record-chunks.ts'
import { isScattered, spooledChunks } from '../../records/record-spool.ts'
import { partialEnding, type SafeFile } from '../safe-file.ts'
import { writeWithManifest } from '../with-manifest.ts'
import type { ExportSource } from './export-source.ts'
import { eventWriters } from './formats/writers.ts'
import { manifestOf, redactedManifest } from './manifest.ts'
import { Refused } from './refused.ts'

/** No event could be written, as none can be read any more as it was opened. The message is the end of a sentence. */
export class NothingToWrite extends Error {}

/** `handled`: those that were written and those that were refused, of all that were asked for. */
export type OnProgress = (written: number, handled: number, of: number) => void

/** How long events are written before the thread handles other messages again. */
const turnMs = 20
/** Events between looks at the clock. */
const looksEach = 64

/**
 * Writes the events that the filter shows, or the selected ones, in the order asked for, and a manifest beside them: see
 * `writeWithManifest`. Resolves with what both are, and what was refused.
 */
export async function exportEvents(
  source: ExportSource,
  asked: ExportQuery,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<{ readonly written: readonly [WrittenFile, WrittenFile]; readonly refused: Refused }> {
  const refused = new Refused(source.query)
  const spoolFile = `${asked.file}.records${partialEnding}`
  const rows = rowsOf(source, asked)
  const total = rows?.length ?? source.query.snapshot.events
  const written = await writeWithManifest(
    asked.file,
    {
      write: async (out) => {
        await writeEvents(source, asked, { rows, total, out, refused, signal, onProgress, spoolFile })
        if (refused.events > 0 && refused.events === total) throw new NothingToWrite(allRefused(total, refused.first))
        onProgress(total - refused.events, total, total)
      },
      manifest: (file) => {
        const columns = exportFormatFacts[asked.format].choosesColumns ? asked.columns : null
        return redactedManifest(source.redactor, manifestOf(source, asked, { ...file, columns, rows, total, refused }))
      },
    },
    { replaces: asked.replaces ?? false, signal },
  )
  return { written, refused }
}

/** Selected events stand in the order of the sort, too. */
function rowsOf({ query }: ExportSource, { filter, sort, onlyRows }: ExportQuery): Uint32Array | null {
  if (onlyRows === undefined) return query.sorted(filter, sort)
  return query.sortedOnly(onlyRows, sort)
}

interface Writing {
  readonly rows: Uint32Array | null
  readonly total: number
  readonly out: SafeFile
  readonly refused: Refused
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
  /** Where records are kept for a while whose order is scattered over files. */
  readonly spoolFile: string
}

async function writeEvents(source: ExportSource, asked: ExportQuery, writing: Writing): Promise<void> {
  const { rows, total, out, refused, signal, onProgress } = writing
  const { snapshot } = source.query
  const { version, redactor, startParquet } = source
  const write = eventWriters[asked.format]({
    snapshot,
    version,
    redactor,
    startParquet,
    total,
    columns: asked.columns,
  })
  const put = (piece: string | Uint8Array) => out.put(piece)
  await write.begin(put)
  let turnedAt = performance.now()
  let done = 0
  let spooled = 0
  const one = (row: Row, record: Buffer | string) => {
    const why = typeof record === 'string' ? record : write.event(row, record, done - refused.events, put)
    if (why !== null) refused.add(row, why)
    done++
  }
  const onSpooled = (records: number) => {
    signal.throwIfAborted()
    spooled = records
    onProgress(0, records, 2 * total)
  }
  const look = async (): Promise<void> => {
    await write.settle?.(put)
    await out.flushed()
    if (performance.now() - turnedAt < turnMs) return
    onProgress(done - refused.events, spooled + done, spooled + total)
    await turn()
    signal.throwIfAborted()
    turnedAt = performance.now()
  }
  try {
    if (write.readsRecords) await eachRecord(source, writing, one, look, onSpooled)
    else
      for (let k = 0; k < total; k++) {
        one(rows === null ? k : rows[k]!, noRecord)
        if (k % looksEach === 0) await look()
      }
    await write.end(put, total - refused.events)
  } finally {
    await write.close?.()
  }
}

const noRecord = Buffer.alloc(0)

/** Records are read on threads of their own, ahead of what is written; what can no longer be read is refused. */
async function eachRecord(
  { query, startReaders }: ExportSource,
  { rows, total, signal, spoolFile }: Writing,
  one: (row: Row, recordOrProblem: Buffer | string) => void,
  look: () => Promise<void>,
  onSpooled: (records: number) => void,
): Promise<void> {
  const { locator } = query.snapshot
  const threads = startReaders(total)
  try {
    const chunks =
      rows !== null && isScattered(locator, rows, total)
        ? spooledChunks(locator, rows, threads.readers, { spoolFile, onSpooled })
        : recordChunks(locator, rows, total, threads.readers)
    for await (const chunk of chunks) {
      signal.throwIfAborted()
      for (let k = 0; k < chunk.rows.length; k++) {
        const { bytes, problem } = chunk.record(k)
        one(chunk.rows[k]!, bytes ?? problem)
        if (k % looksEach === 0) await look()
      }
    }
  } finally {
    await threads.end()
  }
}
