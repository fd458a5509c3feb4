import { rmSync } from 'node:fs'
import type { ExportQuery } from '../../../src-shared/contract/index.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { exportFormatFacts } from '../../../src-shared/words/export-formats.ts'
import { allRefused } from '../../../src-shared/words/exports.ts'
import { isScattered, spooledRecords } from '../../records/record-spool.ts'
import { partialEnding, type SafeFile } from '../safe-file.ts'
import { writeWithManifest } from '../with-manifest.ts'
import { eventFile } from './event-file.ts'
import type { ExportSource } from './export-source.ts'
import { readsRecordsIn } from './formats/reads-records.ts'
import { manifestOf } from './manifest.ts'
import { refusedIn } from './put-in-order.ts'
import { redactedManifest } from './redacted-manifest.ts'
import { Refused } from './refused.ts'
import { renderedParts } from './rendered-parts.ts'
import type { ExportThread } from './threads/export-threads.ts'

/** No event could be written, as none can be read any more as it was opened. The message is the end of a sentence. */
export class NothingToWrite extends Error {}

/** `handled`: those that were written and those that were refused, of all that were asked for. */
export type OnProgress = (written: number, handled: number, of: number) => void

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
  const { query, redactionKey, startExport } = source
  const refused = new Refused(query)
  const rows = rowsOf(source, asked)
  const total = rows?.length ?? query.snapshot.events
  const { format, columns } = asked
  const threads = startExport({ snapshot: query.snapshot, format, columns, total, redactionKey })
  try {
    const written = await writeWithManifest(
      asked.file,
      {
        write: async (out) => {
          await writeEvents(source, asked, { rows, total, threads, out, refused, signal, onProgress })
          if (refused.events > 0 && refused.events === total) throw new NothingToWrite(allRefused(total, refused.first))
          onProgress(total - refused.events, total, total)
        },
        manifest: (file) => {
          const chosen = exportFormatFacts[format].choosesColumns ? columns : null
          const manifest = manifestOf(source, asked, { ...file, columns: chosen, rows, total, refused })
          return redactionKey === null ? redactedManifest(null, manifest) : threads[0]!.redact(manifest)
        },
      },
      { replaces: asked.replaces ?? false, signal },
    )
    return { written, refused }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

/** Selected events stand in the order of the sort, too. */
function rowsOf({ query }: ExportSource, { filter, sort, onlyRows }: ExportQuery): Uint32Array | null {
  if (onlyRows === undefined) return query.sorted(filter, sort)
  return query.sortedOnly(onlyRows, sort)
}

interface Writing {
  readonly rows: Uint32Array | null
  readonly total: number
  readonly threads: readonly ExportThread[]
  readonly out: SafeFile
  readonly refused: Refused
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

async function writeEvents(source: ExportSource, asked: ExportQuery, writing: Writing): Promise<void> {
  const { rows, total, threads, out, refused, signal, onProgress } = writing
  const { locator } = source.query.snapshot
  const reads = readsRecordsIn(asked.format, asked.columns)
  const isSpooled = reads && rows !== null && isScattered(locator, rows, total)
  const spoolFile = `${asked.file}.records${partialEnding}`
  const spooled = isSpooled ? total : 0
  if (isSpooled) {
    const onSpooled = (records: number) => {
      signal.throwIfAborted()
      onProgress(0, records, 2 * total)
    }
    const readers = threads.map((thread) => thread.read)
    const records = await spooledRecords(locator, rows, readers, { spoolFile, onSpooled })
    await Promise.all(threads.map((thread) => thread.useSpool(records)))
  }
  try {
    const file = eventFile(asked, source.version)
    await out.write(file.begin())
    const byFile = file.isInGroups || isSpooled || !reads ? null : locator
    const plan = { rows, total, size: file.size, byFile, lengths: reads ? locator.length : null }
    let done = 0
    for await (const part of renderedParts(plan, threads)) {
      for (const { at, why } of refusedIn(part)) refused.add(part.rows[at]!, why)
      await out.writeThrough(file.add(part))
      done += part.rows.length
      onProgress(done - refused.events, spooled + done, spooled + total)
      signal.throwIfAborted()
    }
    await out.write(file.end())
  } finally {
    if (isSpooled) rmSync(spoolFile, { force: true })
  }
}
