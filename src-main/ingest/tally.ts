import type { UtcMs } from '../../src-shared/base/time.ts'
import { formOfUnread, type SourceFile, type Unparsed } from '../../src-shared/model/event.ts'
import type { UnreadFile } from '../../src-shared/model/not-read.ts'
import type { UnreadKind } from '../../src-shared/model/unread.ts'
import { leftOutSentence, mayHoldSentence, notReachedSentence } from '../../src-shared/words/not-read.ts'
import type { FileEntry, Snapshot } from '../columns/snapshot.ts'
import type { FoundFile, FoundNature } from '../files/discover.ts'
import type { FileFact } from '../integrity/evidence/file-fact.ts'
import type { ReadableFile } from '../records/reader.ts'
import { SameText } from '../runtime/same-text.ts'
import { ConfigTally } from './config-tally.ts'
import type { FileRead } from './read-files.ts'
import type { PoolResult } from './read-pool.ts'

/** What was read, file by file. */
export class Tally {
  /** By file number; absent until it is read. */
  readonly read: (FileRead | undefined)[]
  readonly unparsed: Unparsed[] = []
  records = 0
  inflatedBytes = 0
  byJsonParse = 0
  leftOut = 0
  private filesDone = 0
  private bytesDone = 0
  private readonly words = new SameText()
  readonly config = new ConfigTally(this.words)
  private readonly filesTotal: number
  private readonly bytesTotal: number

  constructor(private readonly found: readonly FoundFile[]) {
    this.read = new Array(found.length)
    const readable = found.filter(({ nature }) => nature === 'file')
    this.filesTotal = readable.length
    this.bytesTotal = readable.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  add({ files }: PoolResult): void {
    for (const read of files) {
      this.read[read.file] = this.slimmed(read)
      this.filesDone++
      this.bytesDone += this.found[read.file]!.bytes
      this.inflatedBytes += read.inflatedBytes ?? 0
      this.config.add(read.file, read.configItems)
      if (read.records === null) {
        if (read.encoding !== null) this.leftOut++
        continue
      }
      this.records += read.records.records
      this.byJsonParse += read.records.byJsonParse
      for (const piece of read.records.unparsed) this.unparsed.push({ path: this.found[read.file]!.path, ...piece })
    }
  }

  /** What came from another thread has words and lists of its own, and there may be hundreds of thousands of it. */
  private slimmed(read: FileRead): FileRead {
    const { words } = this
    const problems = read.problems.length === 0 ? none : read.problems
    const notes = read.notes.length === 0 ? none : read.notes
    const unread = read.unread === null ? null : words.of(read.unread)
    return {
      ...read,
      kind: words.of(read.kind),
      form: words.of(read.form),
      gzip: words.of(read.gzip),
      problems,
      notes,
      // Those of all files are kept together.
      configItems: noItems,
      unread,
    }
  }

  /** From what the first fiftieth of the bytes holds; 0 until then. */
  get expectedRecords(): number {
    const enough = this.bytesDone > this.bytesTotal / 50
    return enough ? Math.ceil((this.records / this.bytesDone) * this.bytesTotal * 1.02) : 0
  }

  /** Every file with what it takes to read it again. */
  readable(): ReadableFile[] {
    return this.found.map(({ path }, file) => {
      const { readSha256 = null, encoding = null } = this.read[file] ?? {}
      return { path, member: null, encoding, readSha256 }
    })
  }

  get progress() {
    const { filesDone, filesTotal, bytesDone, bytesTotal } = this
    return { filesDone, filesTotal, bytesDone, bytesTotal }
  }

  /** What verdicts rest on; of files that could not be read, why. Files not reached before a cancel are left out. */
  facts(): FileFact[] {
    return this.found.flatMap(({ path, name, nature, problem }, file): FileFact[] => {
      const read = this.read[file]
      if (read !== undefined) {
        const { kind, gzip, sha256, storedSha256, text, isUtf16, attributes, problems } = read
        const problem = problems[0] ?? null
        return [{ path, name, kind, gzip, sha256, storedSha256, text, isUtf16, attributes, problem }]
      }
      if (nature === 'file') return []
      const gzip = nature === 'empty-folder' ? 'empty' : 'unreadable'
      return [{ path, name, kind: 'other', gzip, sha256: null, text: null, problem }]
    })
  }

  /** The files as a snapshot names them, before any has a verdict. */
  entries(): FileEntry[] {
    return this.found.map(({ path, name, bytes }, file) => {
      const { kind = 'other', sha256 = null, readSha256 = null, encoding = null } = this.read[file] ?? {}
      const hashes = { sha256, readSha256 }
      return { path, member: null, encoding, name, kind, uri: null, ...hashes, bytes, verdict: null, status: null }
    })
  }

  /** Files and folders of which bytes were not read. What their records tell is not looked at. */
  unread(): UnreadFile[] {
    return this.found.flatMap(({ path, problem }, file) => {
      const kind = this.unreadAt(file)
      const read = this.read[file]
      const reasons = read === undefined ? [problem ?? notReachedSentence] : problemsOf(read)
      return kind === null ? [] : [{ path, kind, reason: reasons.join(' ') }]
    })
  }

  private unreadAt(file: number): UnreadKind | null {
    const read = this.read[file]
    return read === undefined ? unreadNatures[this.found[file]!.nature] : read.unread
  }

  sources({ files, locator, copies }: Snapshot): SourceFile[] {
    const events = new Uint32Array(files.length)
    for (const file of locator.file) events[file]!++
    const duplicates = new Uint32Array(files.length)
    for (const file of copies.file) duplicates[file]!++
    return files.map(({ path, member, name, kind, uri, sha256, bytes, status }, file) => {
      const read = this.read[file]
      const { root, problem, nature } = this.found[file]!
      const records = read?.records ?? null
      const isLeftOut = read?.encoding != null && records === null
      const problems = read === undefined ? [problem ?? notReachedSentence] : problemsOf(read)
      const unread =
        this.unreadAt(file) ?? (isLeftOut ? 'left-out' : (records?.unparsed.length ?? 0) > 0 ? 'unparsed' : null)
      return {
        path,
        member,
        name,
        root,
        kind,
        form: read?.form ?? (nature === 'file' ? formOfUnread : nature.replaceAll('-', ' ')),
        uri,
        bytes,
        inflatedBytes: read?.inflatedBytes ?? null,
        sha256,
        records: records?.records ?? 0,
        events: events[file]!,
        duplicates: duplicates[file]!,
        unparsed: records?.unparsed.length ?? 0,
        notes: [...(read?.notes ?? none), ...this.config.notesOn(file)],
        problems: isLeftOut ? [...problems, leftOutSentence] : problems,
        unread,
        status,
        firstEventTime: timeOrNull(records?.firstEventTime),
        lastEventTime: timeOrNull(records?.lastEventTime),
      }
    })
  }
}

const none: readonly string[] = []
const noItems: readonly never[] = []
const unreadNatures: Readonly<Record<FoundNature, UnreadKind | null>> = {
  file: 'not-reached',
  'unreadable-folder': 'unreadable-folder',
  vanished: 'vanished',
  'symbolic-link': 'not-followed',
  'special-file': 'not-followed',
  'empty-folder': null,
}

const problemsOf = ({ problems, unread, form }: FileRead): readonly string[] =>
  unread === 'may-hold-events' ? [...problems, mayHoldSentence(form)] : problems

const timeOrNull = (time: number | undefined): UtcMs | null =>
  time === undefined || !Number.isFinite(time) ? null : (time as UtcMs)
