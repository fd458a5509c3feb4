import { dirname, relative, sep } from 'node:path'
import { caseFileMembers } from '../../src-shared/model/case-file.ts'
import type { SourceFile } from '../../src-shared/model/event.ts'
import type { TrustGiven } from '../../src-shared/model/verification.ts'
import type { ConfigItems } from '../columns/config-items.ts'
import { configTexts } from '../columns/config-items.ts'
import type { Cells } from '../columns/gather.ts'
import type { FileEntry } from '../columns/snapshot.ts'
import { storedEvents } from '../columns/stored/stored-events.ts'
import type { ReadCase } from '../ingest/ingest.ts'
import type { Evidence } from '../integrity/evidence/evidence.ts'
import type { ContainerWriter } from './container-writer.ts'
import { evidenceLines } from './evidence-lines.ts'
import type { SavedSource } from './forms.ts'

/** What a case file holds of what was read, and of what its verdicts rest on. */
export interface CaseToSave {
  readonly title: string
  readonly trust: TrustGiven
  readonly read: ReadCase
  readonly evidence: Evidence
}

/** Writes what was read. `file`: the case file that it will be. `signal` is looked at between two members. */
export async function writeRead(
  writer: ContainerWriter,
  file: string,
  { title, trust, read, evidence }: CaseToSave,
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  const { snapshot, sources, unparsed, counts, byJsonParse, leftOut, begunAt } = read
  const { form, arrays } = storedEvents(snapshot)
  const about = {
    title,
    ...trust,
    beside: trust.paths.map((path) => relative(dirname(file), path)),
    separator: sep,
    readAt: begunAt,
    counts,
    byJsonParse,
    leftOut,
    configItems: snapshot.config?.captureTime.length ?? 0,
  }
  await writer.addLines(caseFileMembers.case, [about])
  await writer.addLines(caseFileMembers.sources, savedSources(sources, snapshot.files))
  await writer.addLines(caseFileMembers.unparsed, unparsed)
  await writer.addLines(caseFileMembers.config, snapshot.config === undefined ? [] : configLines(snapshot.config))
  await writer.addLines(caseFileMembers.evidence, evidenceLines(evidence))
  await writer.addLines(caseFileMembers.columns, [form])
  const total = arrays.reduce((sum, { pieces }) => sum + bytesIn(pieces), 0)
  let done = 0
  for (const { name, type, pieces } of arrays) {
    signal.throwIfAborted()
    // IDs are random: to deflate them takes long and saves nothing.
    const method = name.endsWith('eventID/bytes') || name.endsWith('requestID/bytes') ? 'stored' : 'deflated'
    await writer.addCells(name, type, cellBytes(pieces), method)
    done += bytesIn(pieces)
    onProgress(done, total)
  }
}

const bytesIn = (pieces: readonly Cells[]): number => pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)
const pieceBytes = 1 << 20

/** In pieces that lie in memory of their own: zlib and the file system take no shared memory. */
function* cellBytes(pieces: readonly Cells[]): Generator<Buffer> {
  for (const { buffer, byteOffset, byteLength } of pieces) {
    for (let at = 0; at < byteLength; at += pieceBytes)
      yield Buffer.from(new Uint8Array(buffer, byteOffset + at, Math.min(pieceBytes, byteLength - at)))
  }
}

function* savedSources(sources: readonly SourceFile[], files: readonly FileEntry[]): Generator<SavedSource> {
  for (const [file, source] of sources.entries()) {
    const { encoding, readSha256, place } = files[file]!
    // What verdicts tell is told anew.
    const { events: _, duplicates: __, status: ___, uri: ____, problems, notes, ...kept } = source
    const saved = { ...kept, problems: [...problems], notes: [...notes], encoding, readSha256 }
    if (place === undefined) yield saved
    else if (place.memory !== null) yield { ...saved, isInMemory: true }
    else yield { ...saved, place: { offset: place.offset, bytes: place.bytes, zip: place.zip } }
  }
}

function* configLines({ texts, captureTime, file, offset, length }: ConfigItems): Generator<unknown> {
  for (let item = 0; item < captureTime.length; item++)
    yield {
      ...Object.fromEntries(configTexts.map((name) => [name, texts[name][item]])),
      file: file[item],
      offset: offset[item],
      length: length[item],
      // NaN is no JSON: it is written as null.
      captureTime: captureTime[item],
    }
}
