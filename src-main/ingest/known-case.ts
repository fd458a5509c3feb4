import type { SourceFile } from '../../src-shared/model/event.ts'
import type { Batch } from '../columns/batch.ts'
import { type RepeatedFile, RepeatedRecords } from '../columns/repeated-records.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { Extracted } from '../formats/log/extractor.ts'
import { inTurns } from '../runtime/in-turns.ts'
import { type KnownContents, knownContents } from './known-contents.ts'
import type { FileRead } from './read-files.ts'

/** A case whose records are used where its files are met again. */
export interface KnownRead {
  readonly snapshot: Snapshot
  readonly sources: readonly SourceFile[]
  /** By file, 1 where its events are all that its records told; see `Tally.repeatable`. */
  readonly repeatable: Uint8Array
}

/**
 * What was read before, by content: a file with the same bytes, read as the same form, has the same records, wherever it
 * lies. A reader tells so by the SHA-256 of what it inflated, and does not extract them again.
 */
export class KnownCase {
  readonly contents: KnownContents

  private constructor(
    private readonly sources: readonly SourceFile[],
    private readonly records: RepeatedRecords,
    contents: KnownContents,
  ) {
    this.contents = contents
  }

  static async of({ snapshot, sources, repeatable }: KnownRead, signal: AbortSignal): Promise<KnownCase> {
    const recordsOf = Uint32Array.from(sources, ({ records }, file) => (repeatable[file] === 1 ? records : 0))
    const contents = snapshot.files.flatMap(({ readSha256: sha256 }, file) =>
      repeatable[file] === 1 && sha256 !== null ? [{ file, sha256, form: sources[file]!.form }] : [],
    )
    const records = new RepeatedRecords(snapshot, recordsOf)
    await inTurns(records.find(), signal)
    return new KnownCase(sources, records, knownContents(contents))
  }

  /** A file with what was extracted of its content when that was read. */
  withRecords(read: FileRead): FileRead {
    const { knownAs } = read
    if (knownAs === null) return read
    const { records, firstEventTime, lastEventTime } = this.sources[knownAs]!
    const extracted: Extracted = {
      ...nothingOdd,
      records,
      firstEventTime: firstEventTime ?? Number.POSITIVE_INFINITY,
      lastEventTime: lastEventTime ?? Number.NEGATIVE_INFINITY,
    }
    return { ...read, records: extracted }
  }

  /**
   * The batches of some files that were read in this order, with those of known files in their places. `extracted`: those
   * of the files that were extracted, none with events of files before and behind a known one.
   */
  *inOrder(
    files: readonly FileRead[],
    extracted: readonly Batch[],
  ): Generator<{ readonly isKnown: boolean; readonly batch: Batch }, void, undefined> {
    let next = 0
    for (const run of runsOfKnown(files)) {
      for (; next < extracted.length && extracted[next]!.file[0]! < run[0]!.as; next++)
        yield { isKnown: false, batch: extracted[next]! }
      for (const batch of this.records.batches(run)) yield { isKnown: true, batch }
    }
    for (; next < extracted.length; next++) yield { isKnown: false, batch: extracted[next]! }
  }
}

const nothingOdd = { unparsed: [], byJsonParse: 0, fault: null, beside: null, respelled: new Set<string>() }

/** Known files one behind the other, with no file between them that has records of its own. */
function runsOfKnown(files: readonly FileRead[]): readonly RepeatedFile[][] {
  const runs: RepeatedFile[][] = []
  let isOpen = false
  for (const { file, knownAs, records } of files) {
    if (knownAs !== null) {
      if (!isOpen) runs.push([])
      runs.at(-1)!.push({ file: knownAs, as: file })
      isOpen = true
    } else if (records !== null) isOpen = false
  }
  return runs
}
