import type { FileKind } from '../../src-shared/model/event.ts'
import type { Encoding, MemberPlace, StoredSource } from '../../src-shared/model/source.ts'
import type { UnreadKind } from '../../src-shared/model/unread.ts'
import { besideSentence, configItemsNote, gzipMembersNote } from '../../src-shared/words/files.ts'
import type { Batch } from '../columns/batch.ts'
import type { ConfigItem } from '../columns/config-items.ts'
import { archiveKind } from '../files/archives/archive-kind.ts'
import { type HeldMemoryShare, heldMemoryOf } from '../files/archives/held-memory.ts'
import type { Member } from '../files/archives/member-list.ts'
import type { KeptAttributes, ReadAttributes } from '../files/attributes.ts'
import { textBeside, textIn } from '../files/beside.ts'
import type { GzipState } from '../files/gzip-state.ts'
import { Inflater } from '../files/inflate/inflater.ts'
import { readSource } from '../files/read.ts'
import { defaultLimits, type ReadLimits, type SourceContent } from '../files/source-content.ts'
import { storedSha256 } from '../files/stored-hash.ts'
import { type ManifestSummary, summaryOfManifest } from '../formats/acquisition-manifest.ts'
import type { Format, RecordSink } from '../formats/format.ts'
import { BatchBuilder } from '../formats/log/batch-builder.ts'
import { type Extracted, Extractor } from '../formats/log/extractor.ts'
import { mayHoldEvents } from '../formats/may-hold-events.ts'
import { ownCaseFile, ownCaseFiles, startsAsCaseFile } from '../formats/own-case-file.ts'
import { type Exported, exportedBy, exportManifest, isAsDelivered, ownExport } from '../formats/own-export.ts'
import { unfinishedDownload } from '../formats/placeholder.ts'
import { formatOf, loadFor } from '../formats/registry.ts'
import { mayBeResult } from '../formats/result-signature.ts'
import { fileProblems } from './file-problems.ts'
import { type KnownContents, knownAs } from './known-contents.ts'
import { type Archive, isOwnCaseFile, openArchive } from './open-archive.ts'

export interface FileToRead extends StoredSource {
  /** Its number in the case: what locators name. */
  readonly file: number
  /** Path below the opened folder, or below the archive that it is a member of. */
  readonly name: string
  /** How many archives it lies in; 0 where it is left out. */
  readonly depth?: number
  /** Of a member: the manifest of an export that lies beside it. */
  readonly manifest?: MemberPlace | null
}

/** What reading one file told, beside its events. */
export interface FileRead {
  readonly file: number
  readonly kind: FileKind
  readonly form: string
  readonly gzip: GzipState
  readonly sha256: string | null
  /** Of what was read of it; null where nothing was. */
  readonly readSha256: string | null
  readonly inflatedBytes: number | null
  /** Whole sentences; empty when nothing is wrong with it. */
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  /** The gravest reason why some of its bytes were not read; null where all were, or where none of them matter. */
  readonly unread: UnreadKind | null
  /** The inflated text of digests, sidecars, key lists and sign files; null for everything else. */
  readonly text: string | null
  /** The text lies in the file as UTF-16. */
  readonly isUtf16: boolean
  /** Extended attributes of a digest; null without any, and for every other kind of file. */
  readonly attributes: KeptAttributes | null
  /** How its records lie in it; null for a file that holds none. */
  readonly encoding: Encoding | null
  /** Null where records were not read. */
  readonly records: Extracted | null
  /** The file of a known case that has the same content, whose records were not extracted again; null for any other. */
  readonly knownAs: number | null
  /** What a file of AWS Config holds. */
  readonly configItems: readonly ConfigItem[]
  /** SHA-256 of a table as it is stored; null for every other kind of file. */
  readonly storedSha256: string | null
  /** Its members, where it is an archive: they are files to read of their own. Null for every other file. */
  readonly members: readonly Member[] | null
}

/** `hash` reads and classifies only; `index` reads the records, too. */
export type ReadMode = 'hash' | 'index'

export interface ReadOptions {
  /** The key of content-hash.ts. All readers of a case share it. */
  readonly contentKey: Uint8Array
  readonly limits?: ReadLimits
  /** Left out where one thread reads alone. */
  readonly held?: HeldMemoryShare
  /** Contents whose records need not be extracted. */
  readonly known?: KnownContents
}

/** Events per batch: large enough to make crossing threads cheap, small enough to keep memory flat. */
const batchEvents = 8192

const unseenForms: Readonly<Partial<Record<GzipState, string>>> = {
  unreadable: 'unreadable file',
  'too-large': 'file too large to read',
  'ratio-too-high': 'file that inflates too far',
  'bad-gzip': 'broken gzip file',
  truncated: 'truncated gzip file',
}

const unreadStates: Readonly<Partial<Record<GzipState, UnreadKind>>> = {
  unreadable: 'unreadable-file',
  'too-large': 'beyond-limits',
  'ratio-too-high': 'beyond-limits',
  'bad-gzip': 'damaged',
  truncated: 'damaged',
  'trailer-damaged': 'damaged',
  'bad-checksum': 'damaged',
  'trailing-data': 'damaged',
}

function unreadKind(
  content: SourceContent,
  format: Format,
  records: Extracted | null,
  archive: Archive | null,
): UnreadKind | null {
  if (content.isGone === true) return 'vanished'
  if (format === unfinishedDownload) return 'not-fetched'
  const state = content.members === undefined ? unreadStates[content.gzip] : undefined
  if (state !== undefined) return state
  if (archive !== null) return archive.unread
  if (format === ownExport) return 'own-export'
  if (format.kind === 'placeholder') return 'not-fetched'
  if (mayHoldEvents(format, content.bytes)) return 'may-hold-events'
  if (records?.fault != null || (content.gzip === 'empty' && format.kind !== 'other')) return 'damaged'
  if (format === exportManifest || ownCaseFiles.includes(format)) return 'own-export'
  return null
}

function notesOf({ records: format }: Format, bytes: Buffer, { beside, items }: Beside): readonly string[] {
  const note = typeof format?.note === 'function' ? format.note(bytes) : format?.note
  return [
    ...(note === undefined ? [] : [note]),
    ...(beside == null ? [] : [besideSentence(beside)]),
    ...(items === 0 ? [] : [configItemsNote(items)]),
  ]
}

/** What a file holds that is no record. */
interface Beside {
  readonly beside: Extracted['beside'] | undefined
  readonly items: number
}

const kindsWithText: ReadonlySet<FileKind> = new Set([
  'digest', 'backfill-digest', 'sidecar', 'public-keys', 'result-signature', 'acquisition',
]) // biome-ignore format: a list

/** Null for all other kinds. */
const textOf = (kind: FileKind, bytes: Buffer): string | null =>
  kindsWithText.has(kind) && bytes.length <= mostTextBytes ? bytes.toString() : null

/** A text has at most 2^29 characters in V8; the manifest of an acquisition has about 800 for each object. */
const mostTextBytes = 500_000_000
const nothingAcquired: ManifestSummary = { notes: [], problems: [] }

const isDigest = (kind: FileKind): boolean => kind === 'digest' || kind === 'backfill-digest'

/** Of a file that was inflated, another hash than that of its content. */
const storedHash = (source: StoredSource, { gzip, sha256 }: SourceContent): string | null =>
  gzip === 'plain' ? sha256 : storedSha256(source)

/** Of the manifest of an export, behind the name of what was exported. */
export const manifestEnding = '.manifest.json'

/** Who wrote the file, where it is an export by Trailproof whose manifest lies beside it; null for every other file. */
function exportOf(file: FileToRead, { gzip, bytes, sha256 }: SourceContent): Exported | null {
  if (gzip !== 'plain' || sha256 === null || isAsDelivered(bytes)) return null
  const { path, place, manifest: beside = null } = file
  const manifest =
    place === undefined ? textBeside(path, manifestEnding) : beside === null ? null : textIn({ ...file, place: beside })
  return manifest === null ? null : exportedBy(manifest, bytes, sha256)
}

/** Reads files one by one on the thread it is made on. Events go to `onBatch` as they fill batches. */
export class FileReader {
  /** Made when the first log file comes, since it allocates memory of its own. */
  private batch: BatchBuilder | null = null
  private extractor: Extractor | null = null
  private readonly inflater = new Inflater()
  private readonly held: HeldMemoryShare
  /** Bytes of file buffers that are no longer used. Whoever collects garbage sets it to 0. */
  dropped = 0

  constructor(
    private readonly options: ReadOptions,
    private readonly onBatch: (batch: Batch) => void,
    private readonly attributesOf: ReadAttributes = () => null,
  ) {
    this.held = options.held ?? heldMemoryOf(process.availableMemory())
  }

  async read(source: FileToRead, mode: ReadMode): Promise<FileRead> {
    const { file, name } = source
    const { limits = defaultLimits } = this.options
    const content = readSource(source, limits, this.inflater)
    const { bytes, gzip, sha256, readSha256, compressedBytes } = content
    this.dropped += compressedBytes + (this.inflater.holds(bytes) ? 0 : bytes.length)
    const loading = loadFor(bytes)
    if (loading !== null) await loading
    const exported = exportOf(source, content)
    const isCaseFile = startsAsCaseFile(bytes) && (await isOwnCaseFile(source, content))
    const format = isCaseFile ? ownCaseFile : exported === null ? formatOf(bytes, name) : ownExport
    const { records: recordFormat } = format
    const form = content.isUtf16 === true ? `${format.form} in UTF-16` : format.form
    const kindOfArchive = isCaseFile ? null : archiveKind(bytes)
    const archive = kindOfArchive === null ? null : await openArchive(source, kindOfArchive, content, this.held)
    const kind = archive?.isListed === true ? 'archive' : format.kind
    // A file without readable bytes is described by the reason alone.
    const isUnseen = kind === 'other' && bytes.length === 0
    const toldForm = isUnseen ? (unseenForms[gzip] ?? form) : form
    const text = textOf(kind, bytes)
    const acquired = kind === 'acquisition' ? summaryOfManifest(text) : nothingAcquired
    const configItems: ConfigItem[] = []
    const hasRecords = mode === 'index' && recordFormat !== null
    const known = hasRecords ? this.knownAs(content, toldForm) : null
    const sink = hasRecords && known === null ? this.sinkOf(file, configItems) : null
    const records = sink === null ? null : recordFormat!.extract(bytes, sink)
    return {
      file,
      kind,
      form: toldForm,
      gzip,
      sha256,
      readSha256,
      inflatedBytes: bytes.length === 0 && sha256 === null ? null : bytes.length,
      problems: [
        ...fileProblems({ name, content, archive: archive?.problem ?? null, format, exported, records }),
        ...acquired.problems,
      ],
      notes: [
        ...(content.members === undefined ? [] : [gzipMembersNote(content.members)]),
        ...notesOf(format, bytes, { beside: records?.beside, items: configItems.length }),
        ...acquired.notes,
        ...(archive?.notes ?? []),
      ],
      unread: unreadKind(content, format, records, archive),
      text,
      isUtf16: content.isUtf16 === true,
      attributes: isDigest(kind) && source.place === undefined ? this.attributesOf(source.path) : null,
      encoding: recordFormat?.encoding ?? null,
      records,
      knownAs: known,
      configItems,
      storedSha256: mayBeResult(format, name) ? storedHash(source, content) : null,
      members: archive?.members ?? null,
    }
  }

  /** What was extracted until then is handed over: what is known of the file comes behind it. */
  private knownAs({ readSha256, problem }: SourceContent, form: string): number | null {
    const { known } = this.options
    if (known === undefined || readSha256 === null || problem !== null) return null
    const file = knownAs(known, readSha256, form)
    if (file !== null) this.flush()
    return file
  }

  private sinkOf(file: number, configItems: ConfigItem[]): RecordSink {
    this.batch ??= new BatchBuilder(batchEvents, this.options.contentKey)
    this.extractor ??= new Extractor(this.batch, () => this.flush())
    const { extractor } = this
    return {
      json: (bytes, from) => extractor.extract(file, bytes, from),
      pieces: (bytes, find) => extractor.extractPieces(file, bytes, find),
      configItem: (item) => configItems.push(item),
    }
  }

  /** Hands over the events of the batch that is not full yet. */
  flush(): void {
    if (this.batch !== null && this.batch.events > 0) this.onBatch(this.batch.take())
  }
}
