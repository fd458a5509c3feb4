import { setImmediate as turn } from 'node:timers/promises'
import { csvForms } from '../../../src-shared/base/csv.ts'
import type { Result } from '../../../src-shared/base/result.ts'
import { type RowLines, rowLines } from '../../../src-shared/base/row-lines.ts'
import type { SqlPage } from '../../../src-shared/contract/index.ts'
import { holdsEventIDs } from '../../../src-shared/contract/sql.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import type { ResultFormat } from '../../../src-shared/words/export-formats.ts'
import { isAnythingUnread } from '../../../src-shared/words/not-read.ts'
import type { SafeFile } from '../safe-file.ts'
import { writeWithManifest } from '../with-manifest.ts'
import { redactedManifest } from './redacted-manifest.ts'
import { resultManifest } from './result-manifest.ts'
import { mostNamedEvents, type ResultQuery, type ResultSource, type WrittenResult } from './result-source.ts'

/** The query has no whole answer. The export fails, since a part of a result would be taken for it. */
export class QueryFailed extends Error {}

/**
 * Writes all rows of a query, page by page as they are found, and a manifest beside them: see `writeWithManifest`. The
 * pages are taken to their end, or given back. Throws `QueryFailed` where the query fails.
 */
export function exportResult(
  source: ResultSource,
  query: ResultQuery,
  pages: AsyncIterable<Result<SqlPage>>,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<readonly [WrittenFile, WrittenFile]> {
  return writeWithManifest(
    query.file,
    {
      write: (out) => writePages(source, query.format, pages, out, signal, onProgress),
      manifest: (written, result) => redactedManifest(source.redactor, resultManifest(source, query, written, result)),
    },
    { replaces: query.replaces ?? false, signal },
  )
}

async function writePages(
  { summary: { notRead }, redactor }: ResultSource,
  format: ResultFormat,
  pages: AsyncIterable<Result<SqlPage>>,
  out: SafeFile,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<WrittenResult> {
  const about = { csv: csvForms.result, notRead: isAnythingUnread(notRead) ? notRead : null }
  const redacted = (row: SqlPage['rows'][number]) => (redactor === null ? row : redactor.value(row))
  let begun: { readonly lines: RowLines; readonly named: NamedIDs } | null = null
  let result: WrittenResult = { engine: 'sqlite', notes: [], columns: [], rows: 0, eventIDs: 'no column' }
  for await (const page of pages) {
    signal.throwIfAborted()
    if (!page.ok) throw new QueryFailed(page.message)
    const { rows: found, columns, engine, notes } = page.value
    if (begun === null) {
      begun = { lines: rowLines[format](columns, about), named: new NamedIDs(columns) }
      await out.write(begun.lines.head)
    }
    const { lines, named } = begun
    await out.write(found.map((row, at) => lines.line(redacted(row), result.rows + at)).join(''))
    for (const row of found) named.add(row)
    result = { engine, notes, columns, rows: result.rows + found.length, eventIDs: named.found }
    onProgress(result.rows)
    await turn()
  }
  await out.write(begun?.lines.tail(result.rows) ?? '')
  return result
}

/** Collects what the columns called eventID hold. */
class NamedIDs {
  readonly #at: readonly number[]
  #found: WrittenResult['eventIDs']

  constructor(columns: readonly string[]) {
    this.#at = columns.flatMap((name, column) => (holdsEventIDs(name) ? [column] : []))
    this.#found = this.#at.length === 0 ? 'no column' : new Set()
  }

  get found(): WrittenResult['eventIDs'] {
    return this.#found
  }

  add(row: SqlPage['rows'][number]): void {
    if (!(this.#found instanceof Set)) return
    for (const column of this.#at) if (typeof row[column] === 'string') this.#found.add(row[column])
    if (this.#found.size > mostNamedEvents) this.#found = 'too many'
  }
}
