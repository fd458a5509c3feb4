import { setImmediate as turn } from 'node:timers/promises'
import { csvForms } from '../../../src-shared/base/csv.ts'
import type { Result } from '../../../src-shared/base/result.ts'
import { type RowLines, rowLines } from '../../../src-shared/base/row-lines.ts'
import type { SqlPage } from '../../../src-shared/contract/index.ts'
import { holdsEventIDs } from '../../../src-shared/contract/sql.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import type { ResultFormat } from '../../../src-shared/words/export-formats.ts'
import { isAnythingUnread } from '../../../src-shared/words/not-read.ts'
import { partialEnding, type SafeFile } from '../safe-file.ts'
import { writeWithManifest } from '../with-manifest.ts'
import { redactedManifest } from './redacted-manifest.ts'
import { ResultGroups } from './result-groups.ts'
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
      write: (out) => writePages(source, query, pages, out, signal, onProgress),
      manifest: (written, result) => redactedManifest(source.redactor, resultManifest(source, query, written, result)),
    },
    { replaces: query.replaces ?? false, signal },
  )
}

async function writePages(
  source: ResultSource,
  { format, file }: Pick<ResultQuery, 'format' | 'file'>,
  pages: AsyncIterable<Result<SqlPage>>,
  out: SafeFile,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<WrittenResult> {
  const { redactor } = source
  const redacted = (row: SqlPage['rows'][number]) => (redactor === null ? row : redactor.value(row))
  const rowsFile = format === 'parquet' ? groupsFile(source, file, out, signal) : linesFile(source, format, out)
  let named: NamedIDs | null = null
  let result: WrittenResult = { engine: 'sqlite', notes: [], columns: [], rows: 0, eventIDs: 'no column' }
  try {
    for await (const page of pages) {
      signal.throwIfAborted()
      if (!page.ok) throw new QueryFailed(page.message)
      const { rows: found, columns, engine, notes } = page.value
      if (named === null) {
        named = new NamedIDs(columns)
        await rowsFile.begin(columns)
      }
      await rowsFile.take(found.map(redacted), result.rows)
      for (const row of found) named.add(row)
      result = { engine, notes, columns, rows: result.rows + found.length, eventIDs: named.found }
      onProgress(result.rows)
      await turn()
    }
    await rowsFile.end(result.rows)
    return result
  } finally {
    rowsFile.close()
  }
}

/** How rows are written as they are found. */
interface RowsFile {
  begin(columns: readonly string[]): Promise<void>
  /** `from`: how many there were before. */
  take(rows: SqlPage['rows'], from: number): Promise<void>
  end(rows: number): Promise<void>
  close(): void
}

function linesFile(
  { summary: { notRead } }: ResultSource,
  format: Exclude<ResultFormat, 'parquet'>,
  out: SafeFile,
): RowsFile {
  const about = { csv: csvForms.result, notRead: isAnythingUnread(notRead) ? notRead : null }
  let lines: RowLines | null = null
  return {
    begin: async (columns) => {
      lines = rowLines[format](columns, about)
      await out.write(lines.head)
    },
    take: (rows, from) => out.write(rows.map((row, at) => lines!.line(row, from + at)).join('')),
    end: (rows) => out.write(lines?.tail(rows) ?? ''),
    close: () => {},
  }
}

function groupsFile({ version }: ResultSource, file: string, out: SafeFile, signal: AbortSignal): RowsFile {
  let groups: ResultGroups | null = null
  return {
    begin: async (columns) => {
      groups = new ResultGroups(`${file}.rows${partialEnding}`, columns)
    },
    take: async (rows) => groups!.add(rows),
    end: async () => {
      for await (const piece of groups?.pieces(`Trailproof ${version}`) ?? []) {
        signal.throwIfAborted()
        await out.writeThrough(piece)
      }
    },
    close: () => groups?.remove(),
  }
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
